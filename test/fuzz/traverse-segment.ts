import type { SegmentView } from '@forecheck/core';
import type { Dice } from './dice.ts';

/**
 * Follows every reference of an opened segment and throws when one leads outside. What evaluation may index without
 * looking is indexed here with a look.
 */
export function traverseSegment(view: SegmentView, dice: Dice): void {
  const rowsPast = view.rowCount;
  const inside = (index: number, past: number, what: string) => {
    if (!(Number.isInteger(index) && index >= 0 && index < past)) throw new Error(`${what} ${index} of ${past}`);
  };
  const text = (index: number, what: string) => {
    if (typeof view.text(index) !== 'string') throw new Error(what);
    inside(index, view.storage.texts.count, what);
  };
  if (view.rows.length !== rowsPast * ROW_INTS) throw new Error('row count');

  traverseDictionary(view);
  for (const [start, postings, count] of [
    [view.postingStart, view.postings, view.codes.count],
    [view.prefixPostingStart, view.prefixPostings, view.prefixes.count],
  ] as const) {
    for (let id = 0; id < count; id += 1) {
      for (let i = start[id]!; i < start[id + 1]!; i += 1) {
        inside(i, postings.length, 'posting');
        inside(postings[i]! >>> 1, rowsPast, 'row of a posting');
      }
    }
  }
  for (let row = 0; row < rowsPast; row += 1) {
    const fields = view.rows.subarray(row * ROW_INTS, (row + 1) * ROW_INTS);
    inside(fields[0]! & 0xf_ffff, view.ruleIds.length, 'rule number');
    for (const field of [3, 4, 5, 6]) text(fields[field]!, `text ${field} of a row`);
    for (const field of [7, 8]) {
      const offset = fields[field]!;
      if (field === 8 && offset === -1) continue;
      inside(offset, view.lists.length, 'list');
      const length = view.lists[offset]!;
      if (length > 0) inside(offset + length, view.lists.length, 'end of a list');
      for (let i = offset + 1; i <= offset + length; i += 1) {
        const pattern = view.lists[i]!;
        inside(pattern >>> 1, (pattern & 1) === 0 ? view.codes.count : view.prefixes.count, 'pattern');
      }
    }
  }
  for (let code = 0; code < view.codes.count; code += 1) {
    for (let row = view.catalogueStart[code]!; row < view.catalogueStart[code + 1]!; row += 1) {
      inside(row * 8 + 7, view.catalogue.length, 'catalogue row');
      text(view.catalogue[row * 8]!, 'name');
      text(view.catalogue[row * 8 + 2]!, 'unit');
    }
  }
  for (const rule of view.rules) inside(rule.row, rowsPast, 'row of a rule');
  for (let i = 0; i < 20; i += 1) {
    const id = view.text(dice.below(view.storage.texts.count));
    const row = view.findRow(id);
    if (row !== -1) inside(row, rowsPast, 'found row');
    view.mapLocalCode(id, 19_000 + dice.below(2000));
  }
}

function traverseDictionary(view: SegmentView): void {
  const ids = new Int32Array(64);
  for (let id = 0; id < view.codes.count; id += 1) {
    const text = view.codes.text(id);
    if (text.length === 0 || text.length > 50) throw new Error('length of a code');
    view.codes.findMany([text], Uint32Array.of(id), 1, ids);
    if (ids[0]! < -1 || ids[0]! >= view.codes.count) throw new Error('found code');
  }
  for (const prefixes of [view.prefixes, view.diagnoses]) {
    for (let id = 0; id < prefixes.count; id += 1) {
      const found = prefixes.findPrefixes(`${prefixes.text(id)}9`, ids);
      for (let i = 0; i < found; i += 1) if (!(ids[i]! < prefixes.count)) throw new Error('found prefix');
    }
  }
}

const ROW_INTS = 16;
