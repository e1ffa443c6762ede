import { hashCode } from '../segment/hash.ts';
import { SUPERSESSION_INTS } from '../segment/layout.ts';
import { catalogueStart } from '../segment/postings.ts';
import { CATALOGUE_INTS, DAY_ALWAYS, ROW_FROM, ROW_ID, ROW_INTS, ROW_TO } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import { withdrawnIds } from './resolve-rules.ts';
import type { ActiveSegment } from './ruleset.ts';

/** What newer segments do to the rows of one. */
export type SegmentMasks = Pick<ActiveSegment, 'masked' | 'hasMasks' | 'endings' | 'catalogueMasked'>;

/** Masks of all segments, and what they cost. */
export interface MaskedSegments {
  readonly masks: readonly SegmentMasks[];
  /** Look-ups in older segments: bounded by rows of the newer ones × segments below, whatever the oldest holds. */
  readonly lookups: number;
}

/**
 * Masks by the segments above and, for supersession, by the segment itself.
 *
 * - A knowledge point replaces all rows of its id in older segments; a withdrawal removes them.
 * - A knowledge point that supersedes others ends their rows in its own and in older segments on its own first day. It
 *   does so no longer when it has itself been replaced or withdrawn: then its replacement says what it supersedes, and
 *   a withdrawn mistake leaves the old row as it was.
 * - A withdrawal of a code removes its catalogue rows. A newer catalogue row masks nothing: whoever looks a code up asks
 *   the newest segment first, and an older row still holds on days that the newer one leaves open.
 *
 * @param views - Newest first.
 */
export function maskSegments(views: readonly SegmentView[]): MaskedSegments {
  const workings = views.map(createWorking);
  let lookups = 0;
  for (const [index, above] of workings.entries()) {
    const below = workings.slice(index + 1);
    // Rows of this segment that newer ones removed are known by now: newer segments were dealt with before it.
    applySupersessions(above, [above, ...below]);
    if (below.length === 0) continue;
    applyKnowledge(above, below);
    applyWithdrawals(above, below);
  }
  return { masks: workings.map(finish), lookups };

  function applyKnowledge({ view }: Working, below: readonly Working[]): void {
    let before = 0;
    for (let row = view.rules.length; row < view.rowCount; row += 1) {
      const id = view.rows[row * ROW_INTS + ROW_ID]!;
      // Versions of one id over one code are neighbours.
      if (id !== before) removeRows(view.text(id), below);
      before = id;
    }
  }

  function removeRows(id: string, below: readonly Working[]): void {
    for (const { view, removed } of below) {
      lookups += 1;
      for (const row of view.storage.findRows(id)) setBit(removed, row);
    }
  }

  function applySupersessions(above: Working, reach: readonly Working[]): void {
    const { supersessions } = above.view.storage;
    for (let i = 0; i < supersessions.length; i += SUPERSESSION_INTS) {
      const row = supersessions[i]!;
      if (hasBit(above.removed, row)) continue;
      const from = above.view.rows[row * ROW_INTS + ROW_FROM]!;
      const id = above.view.text(supersessions[i + 1]!);
      for (const working of reach) {
        lookups += 1;
        for (const target of working.view.storage.findRows(id)) endRow(working, target, from);
      }
    }
  }

  function applyWithdrawals({ view }: Working, below: readonly Working[]): void {
    for (const id of withdrawnIds(view, 'knowledge')) removeRows(id, below);
    const ids = new Int32Array(1);
    for (const code of withdrawnIds(view, 'catalogue')) {
      const hashes = Uint32Array.of(hashCode(code));
      for (const { view: older, catalogueMasked } of below) {
        lookups += 1;
        older.codes.findMany([code], hashes, 1, ids);
        if (ids[0]! < 0) continue;
        const past = catalogueStart(older, ids[0]! + 1);
        for (let row = catalogueStart(older, ids[0]!); row < past; row += 1) setBit(catalogueMasked, row);
      }
    }
  }
}

/** Masks of one segment in the making. */
interface Working {
  readonly view: SegmentView;
  /** Replaced or withdrawn: no longer there, and no longer superseding anything. */
  readonly removed: Uint32Array;
  /** First day on which a superseded row is no longer in force. */
  readonly endings: Map<number, number>;
  readonly catalogueMasked: Uint32Array;
}

function createWorking(view: SegmentView): Working {
  return {
    view,
    removed: new Uint32Array((view.rowCount + 31) >>> 5),
    endings: new Map(),
    catalogueMasked: new Uint32Array((view.catalogue.length / CATALOGUE_INTS + 31) >>> 5),
  };
}

function endRow(working: Working, row: number, day: number): void {
  const known = working.endings.get(row);
  if (known === undefined || day < known) working.endings.set(row, day);
}

/** A row that ends before it begins is masked; one that ends after its own end is left alone. */
function finish({ view, removed, endings, catalogueMasked }: Working): SegmentMasks {
  for (const [row, day] of endings) {
    const at = row * ROW_INTS;
    const isNever = day === DAY_ALWAYS || day <= view.rows[at + ROW_FROM]!;
    if (isNever) setBit(removed, row);
    if (hasBit(removed, row) || day >= view.rows[at + ROW_TO]!) endings.delete(row);
  }
  return { masked: removed, hasMasks: removed.some((bits) => bits !== 0), endings, catalogueMasked };
}

/** Whether any catalogue row of the segment is left. */
export function hasCatalogueRow(view: SegmentView, { catalogueMasked }: SegmentMasks): boolean {
  const count = view.catalogue.length / CATALOGUE_INTS;
  for (let row = 0; row < count; row += 1) if (!hasBit(catalogueMasked, row)) return true;
  return false;
}

function setBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5]! |= 1 << (index & 31);
}

function hasBit(bits: Uint32Array, index: number): boolean {
  return ((bits[index >>> 5]! >>> (index & 31)) & 1) === 1;
}
