import { hashCode } from '../segment/hash.ts';
import { SUPERSESSION_INTS } from '../segment/layout.ts';
import { catalogueStart } from '../segment/postings.ts';
import { ROW_ID, ROW_INTS } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import { withdrawnIds } from './resolve-rules.ts';

/**
 * Ids of rows of the segments below that a segment withdraws, replaces or supersedes: rules, knowledge points and
 * catalogue codes, each id once. Whoever decides what a lower layer may relax compares them with a list.
 *
 * Cost: one look-up per row of `view` in each segment below.
 */
export function overriddenRows(view: SegmentView, below: readonly SegmentView[]): readonly string[] {
  const rules = new Set(below.flatMap((older) => older.rules.map(({ definition }) => definition.id)));
  const named = [...view.rules.map(({ definition }) => definition.id), ...withdrawnIds(view, 'rule')];
  const knowledge = [...knowledgeIds(view), ...withdrawnIds(view, 'knowledge')];
  const codes = [...catalogueCodes(view), ...withdrawnIds(view, 'catalogue')];
  return [
    ...new Set([
      ...named.filter((id) => rules.has(id)),
      ...knowledge.filter((id) => below.some((older) => older.findRow(id) >= 0)),
      ...codes.filter((code) => below.some((older) => hasCatalogueCode(older, code))),
    ]),
  ];
}

function knowledgeIds(view: SegmentView): ReadonlySet<string> {
  const { rows, rules, rowCount, storage } = view;
  const ids = new Set<string>();
  for (let row = rules.length; row < rowCount; row += 1) ids.add(view.text(rows[row * ROW_INTS + ROW_ID]!));
  for (let i = 1; i < storage.supersessions.length; i += SUPERSESSION_INTS)
    ids.add(view.text(storage.supersessions[i]!));
  return ids;
}

function catalogueCodes(view: SegmentView): readonly string[] {
  const found: string[] = [];
  for (let id = 0; id < view.codes.count; id += 1) if (hasCatalogueRow(view, id)) found.push(view.codes.text(id));
  return found;
}

function hasCatalogueCode(view: SegmentView, code: string): boolean {
  const ids = new Int32Array(1);
  view.codes.findMany([code], Uint32Array.of(hashCode(code)), 1, ids);
  return ids[0]! >= 0 && hasCatalogueRow(view, ids[0]!);
}

function hasCatalogueRow(view: SegmentView, id: number): boolean {
  return catalogueStart(view, id) < catalogueStart(view, id + 1);
}
