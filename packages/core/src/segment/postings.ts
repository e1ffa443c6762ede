import { CODE_ENTRY_INTS, ENTRY_CATALOGUE, ENTRY_POSTING, ENTRY_ROW, PREFIX_ENTRY_INTS } from './row.ts';
import type { SegmentView } from './view.ts';

/** Which entries: those of codes, or those of prefixes. */
export type EntrySort = 'code' | 'prefix';

/**
 * Asks about each row that names a code or prefix, its own rows first, as `row * 2 + side`. Stops at the first that
 * answers `true`, and returns whether one did.
 */
export function somePosting(
  view: SegmentView,
  sort: EntrySort,
  id: number,
  answers: (posting: number) => boolean,
): boolean {
  const isCode = sort === 'code';
  const entries = isCode ? view.codeEntries : view.prefixEntries;
  const postings = isCode ? view.postings : view.prefixPostings;
  const ints = isCode ? CODE_ENTRY_INTS : PREFIX_ENTRY_INTS;
  const at = id * ints;
  const pastRow = entries[at + ints + ENTRY_ROW]!;
  for (let row = entries[at + ENTRY_ROW]!; row < pastRow; row += 1) if (answers(row * 2)) return true;
  const past = entries[at + ints + ENTRY_POSTING]!;
  for (let k = entries[at + ENTRY_POSTING]!; k < past; k += 1) if (answers(postings[k]!)) return true;
  return false;
}

/** First catalogue row of a code; those of the next code begin behind its last. */
export function catalogueStart(view: SegmentView, code: number): number {
  return view.codeEntries[code * CODE_ENTRY_INTS + ENTRY_CATALOGUE]!;
}
