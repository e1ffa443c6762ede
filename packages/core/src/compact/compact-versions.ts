import type { Days } from '../ruleset/open-days.ts';
import { openDays } from '../ruleset/open-days.ts';
import { withdrawnIds } from '../ruleset/resolve-rules.ts';
import { daysOf } from '../segment/declarations.ts';
import { readCatalogue, readDays, readMappings } from '../segment/read-source.ts';
import type { SegmentView } from '../segment/view.ts';
import type { CatalogueItem, CodeMapping, RuleDefinition } from '../source/rule-source.ts';

/**
 * Rule versions that do not overlap: where several segments define a rule on the same day, the newest one's words.
 *
 * @param views - Newest first.
 */
export function compactRules(views: readonly SegmentView[]): readonly RuleDefinition[] {
  return flatten(
    views,
    'rule',
    (view) => view.rules.map((rule) => rule.definition),
    (rule) => rule.id,
  );
}

/** Catalogue rows that do not overlap, the newest segment's on each day. `views` are newest first. */
export function compactCatalogue(views: readonly SegmentView[]): readonly CatalogueItem[] {
  return flatten(views, 'catalogue', readCatalogue, (item) => item.code);
}

/** Mappings that do not overlap, the newest segment's on each day. `views` are newest first. */
export function compactMappings(views: readonly SegmentView[]): readonly CodeMapping[] {
  return flatten(views, 'mapping', readMappings, (mapping) => mapping.localCode);
}

function flatten<Row extends { readonly from?: string; readonly to?: string }>(
  views: readonly SegmentView[],
  kind: 'rule' | 'catalogue' | 'mapping',
  rowsOf: (view: SegmentView) => readonly Row[],
  idOf: (row: Row) => string,
): readonly Row[] {
  const flat: Row[] = [];
  /** Days that newer segments take, by id. */
  const taken = new Map<string, Days[]>();
  const withdrawn = new Set<string>();
  views.forEach((view, index) => {
    const rows = rowsOf(view).filter((row) => !withdrawn.has(idOf(row)));
    for (const row of rows) {
      const others = taken.get(idOf(row));
      if (others === undefined) flat.push(row);
      else flat.push(...clip(row, others));
    }
    // Nothing asks what the oldest takes, and it may hold a million rows.
    for (const row of index === views.length - 1 ? [] : rows) {
      const days = taken.get(idOf(row));
      if (days === undefined) taken.set(idOf(row), [daysOf(row)]);
      else days.push(daysOf(row));
    }
    for (const id of withdrawnIds(view, kind)) withdrawn.add(id);
  });
  return flat;
}

/** The row on the days that are not taken: as it is, in pieces, or not at all. */
function clip<Row extends { readonly from?: string; readonly to?: string }>(row: Row, taken: readonly Days[]): Row[] {
  const { from: _from, to: _to, ...rest } = row;
  return openDays(daysOf(row), taken).map(({ from, to }) => ({ ...rest, ...readDays(from, to) }) as Row);
}
