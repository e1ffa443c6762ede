import { openPrefixes } from '../segment/prefix-dictionary.ts';
import {
  CODE_ENTRY_INTS,
  ENTRY_CATALOGUE,
  ENTRY_POSTING,
  ENTRY_PREFIX,
  ENTRY_ROW,
  ENTRY_SHORTER,
  LIST_INLINE,
  LIST_NONE,
  PREFIX_ENTRY_INTS,
  ROW_INTS,
  ROW_ITEMS,
  ROW_OTHERS,
} from '../segment/row.ts';
import type { SealedDictionary } from './dictionary-builder.ts';
import type { SealedDictionaries } from './row-writer.ts';

/** Entries with the rows and postings that they lead to. */
export interface BuiltEntries {
  readonly entries: Uint32Array;
  readonly postings: Uint32Array;
}

/** Knowledge rows in their order, and the lists that they refer to. */
export interface PostedRows {
  readonly rows: Int32Array;
  readonly lists: Int32Array;
  /** First knowledge row. */
  readonly rowMin: number;
}

/** Entries of the codes: rows, postings, catalogue rows as `catalogueStart` says, and the longest prefix of each. */
export function buildCodeEntries(
  posted: PostedRows,
  catalogueStart: Uint32Array,
  { codes, prefixes }: SealedDictionaries,
): BuiltEntries {
  const built = buildPostings(posted, 0, codes.count, CODE_ENTRY_INTS);
  const findLongest = createPrefixFinder(prefixes);
  for (let code = 0; code <= codes.count; code += 1) {
    const at = code * CODE_ENTRY_INTS;
    built.entries[at + ENTRY_CATALOGUE] = catalogueStart[code]!;
    built.entries[at + ENTRY_PREFIX] = code === codes.count ? 0 : findLongest(codes.texts[code]!);
  }
  return built;
}

/** Entries of the prefixes: rows, postings, and the next shorter prefix of each. */
export function buildPrefixEntries(posted: PostedRows, { prefixes }: SealedDictionaries): BuiltEntries {
  const built = buildPostings(posted, 1, prefixes.count, PREFIX_ENTRY_INTS);
  const findLongest = createPrefixFinder(prefixes);
  for (let prefix = 0; prefix < prefixes.count; prefix += 1) {
    const shorter = findLongest(prefixes.texts[prefix]!.slice(0, -1));
    built.entries[prefix * PREFIX_ENTRY_INTS + ENTRY_SHORTER] = shorter;
  }
  return built;
}

/** Finds the longest prefix that a text begins with, plus one; 0 for none. */
function createPrefixFinder(prefixes: SealedDictionary): (text: string) => number {
  if (prefixes.count === 0) return () => 0;
  const table = openPrefixes(prefixes);
  const ids = new Int32Array(table.lengths.length);
  return (text) => {
    const found = table.findPrefixes(text, ids);
    return found === 0 ? 0 : ids[found - 1]! + 1;
  };
}

/** @param sort - 0 for codes, 1 for prefixes: the low bit of the references that count here. */
function buildPostings(posted: PostedRows, sort: 0 | 1, count: number, ints: number): BuiltEntries {
  const entries = new Uint32Array((count + 1) * ints);
  const own = new Uint32Array(count + 1);
  const next = new Uint32Array(count + 1);
  walk(posted, sort, (id, _posting, isOwn) => {
    (isOwn ? own : next)[id]! += 1;
  });
  let row = firstOwnRow(posted, sort);
  let start = 0;
  for (let id = 0; id <= count; id += 1) {
    const postings = next[id]!;
    next[id] = start;
    entries[id * ints + ENTRY_ROW] = row;
    entries[id * ints + ENTRY_POSTING] = start;
    row += own[id]!;
    start += postings;
  }
  const postings = new Uint32Array(start);
  walk(posted, sort, (id, posting, isOwn) => {
    if (isOwn) return;
    postings[next[id]!] = posting;
    next[id]! += 1;
  });
  return { entries, postings };
}

/** Rows of codes come before rows of prefixes. */
function firstOwnRow({ rows, lists, rowMin }: PostedRows, sort: 0 | 1): number {
  let row = rowMin;
  if (sort === 0) return row;
  while (row * ROW_INTS < rows.length && (firstReference(lists, rows[row * ROW_INTS + ROW_ITEMS]!) & 1) === 0) row += 1;
  return row;
}

function firstReference(lists: Int32Array, field: number): number {
  return field <= LIST_INLINE ? LIST_INLINE - field : lists[field + 1]!;
}

/** Visits, in the order of the rows, each pattern of each; the first pattern on the side of the items owns the row. */
function walk(
  { rows, lists, rowMin }: PostedRows,
  sort: 0 | 1,
  visit: (id: number, posting: number, isOwn: boolean) => void,
): void {
  for (let row = rowMin; row * ROW_INTS < rows.length; row += 1) {
    for (let side = 0; side < 2; side += 1) {
      const field = rows[row * ROW_INTS + (side === 0 ? ROW_ITEMS : ROW_OTHERS)]!;
      if (field === LIST_NONE) continue;
      const isInline = field <= LIST_INLINE;
      const length = isInline ? 1 : lists[field]!;
      for (let k = 0; k < length; k += 1) {
        const reference = isInline ? LIST_INLINE - field : lists[field + 1 + k]!;
        if ((reference & 1) === sort) visit(reference >>> 1, row * 2 + side, side === 0 && k === 0);
      }
    }
  }
}
