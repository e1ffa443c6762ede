import { ROW_INTS, ROW_ITEMS, ROW_OTHERS } from '../segment/row.ts';

/** Rows by code, or by prefix: rows of entry `e` are `postings[start[e] … start[e + 1])`. */
export interface Postings {
  readonly start: Uint32Array;
  readonly postings: Uint32Array;
}

/**
 * Postings of the rows from `rowMin` on, in row order, each `row * 2 + side`.
 *
 * @param sort - 0 for codes, 1 for prefixes: the low bit of the references that count here.
 */
export function buildPostings(
  rows: Int32Array,
  lists: Int32Array,
  rowMin: number,
  sort: 0 | 1,
  count: number,
): Postings {
  const start = new Uint32Array(count + 1);
  walk((entry) => {
    start[entry + 1]! += 1;
  });
  for (let entry = 0; entry < count; entry += 1) start[entry + 1]! += start[entry]!;
  const next = start.slice();
  const postings = new Uint32Array(start[count]!);
  walk((entry, posting) => {
    postings[next[entry]!] = posting;
    next[entry]! += 1;
  });
  return { start, postings };

  function walk(visit: (entry: number, posting: number) => void): void {
    for (let row = rowMin; row * ROW_INTS < rows.length; row += 1) {
      walkList(rows[row * ROW_INTS + ROW_ITEMS]!, row * 2, visit);
      const others = rows[row * ROW_INTS + ROW_OTHERS]!;
      if (others >= 0) walkList(others, row * 2 + 1, visit);
    }
  }

  function walkList(offset: number, posting: number, visit: (entry: number, posting: number) => void): void {
    const end = offset + 1 + lists[offset]!;
    for (let i = offset + 1; i < end; i += 1) {
      const reference = lists[i]!;
      if ((reference & 1) === sort) visit(reference >>> 1, posting);
    }
  }
}
