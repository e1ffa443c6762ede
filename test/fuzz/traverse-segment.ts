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
  const listOf = (field: number): readonly number[] => {
    if (field < 0) return field === -1 ? [] : [-2 - field];
    inside(field, view.lists.length, 'list');
    const length = view.lists[field]!;
    inside(field + length, view.lists.length, 'end of a list');
    return [...view.lists.subarray(field + 1, field + 1 + length)];
  };
  if (view.rows.length !== rowsPast * ROW_INTS) throw new Error('row count');

  traverseDictionary(view);
  for (const [entries, ints, postings, count] of [
    [view.codeEntries, 4, view.postings, view.codes.count],
    [view.prefixEntries, 3, view.prefixPostings, view.prefixes.count],
  ] as const) {
    for (let id = 0; id < count; id += 1) {
      const at = id * ints;
      for (let row = entries[at]!; row < entries[at + ints]!; row += 1) inside(row, rowsPast, 'own row');
      for (let i = entries[at + 1]!; i < entries[at + ints + 1]!; i += 1) {
        inside(i, postings.length, 'posting');
        inside(postings[i]! >>> 1, rowsPast, 'row of a posting');
      }
      // From a code to its longest prefix, and from there to ever shorter ones.
      let shorter = entries[at + ints - 1]!;
      for (let steps = 0; shorter !== 0; steps += 1) {
        inside(shorter - 1, view.prefixes.count, 'prefix');
        if (steps > 50) throw new Error('prefixes that go on for ever');
        shorter = view.prefixEntries[(shorter - 1) * 3 + 2]!;
      }
    }
  }
  for (let row = 0; row < rowsPast; row += 1) {
    const fields = view.rows.subarray(row * ROW_INTS, (row + 1) * ROW_INTS);
    inside(fields[0]! & 0xf_ffff, view.ruleIds.length, 'rule number');
    for (const field of [3, 4, 5]) text(fields[field]!, `text ${field} of a row`);
    for (const index of listOf(fields[6]!)) text(index, 'text of a basis');
    for (const pattern of [...listOf(fields[7]!), ...listOf(fields[8]!)]) {
      inside(pattern >>> 1, (pattern & 1) === 0 ? view.codes.count : view.prefixes.count, 'pattern');
    }
  }
  for (let code = 0; code < view.codes.count; code += 1) {
    for (let row = view.codeEntries[code * 4 + 2]!; row < view.codeEntries[code * 4 + 6]!; row += 1) {
      inside(row * 6 + 5, view.catalogue.length, 'catalogue row');
      text(view.catalogue[row * 6]!, 'name');
      text(view.catalogue[row * 6 + 2]!, 'unit');
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
