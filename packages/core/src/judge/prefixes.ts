import { ENTRY_SHORTER, PREFIX_ENTRY_INTS } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Judge } from './judge.ts';

/** Which of one segment's prefixes the distinct codes begin with. */
export interface FoundPrefixes {
  /** By code: the prefix when there is only one, as nearly always; else `NONE`, `SEVERAL` or `NOT_LOOKED_UP`. */
  readonly only: number[];
  /** By code, shortest first; filled in when somebody asks, or when there are several. */
  readonly lists: (readonly number[] | undefined)[];
}

export const NONE = -1;
export const SEVERAL = -2;
const NOT_LOOKED_UP = -3;

/** Nothing looked up yet for so many codes. */
export function createFoundPrefixes(codeCount: number): FoundPrefixes {
  return { only: new Array<number>(codeCount).fill(NOT_LOOKED_UP), lists: [] };
}

/** Notes the prefixes of a code, out of `ids[start … end)` where −1 stands for none. */
export function notePrefixes(found: FoundPrefixes, code: number, ids: Int32Array, start: number, end: number): void {
  let only = NONE;
  let count = 0;
  for (let k = start; k < end; k += 1) {
    if (ids[k]! < 0) continue;
    if (count === 0) only = ids[k]!;
    count += 1;
  }
  found.only[code] = count > 1 ? SEVERAL : only;
  if (count > 1) found.lists[code] = [...ids.subarray(start, end)].filter((id) => id >= 0);
}

/** Notes the prefixes of a code that the segment knows: from its longest, plus one, to ever shorter ones. */
export function noteLongestPrefix(found: FoundPrefixes, code: number, view: SegmentView, longest: number): void {
  const { prefixEntries } = view;
  const shorter = longest === 0 ? 0 : prefixEntries[(longest - 1) * PREFIX_ENTRY_INTS + ENTRY_SHORTER]!;
  // None is −1, which is 0 less one.
  found.only[code] = shorter === 0 ? longest - 1 : SEVERAL;
  if (shorter === 0) return;
  const list = [longest - 1];
  for (let next = shorter; next !== 0; next = prefixEntries[(next - 1) * PREFIX_ENTRY_INTS + ENTRY_SHORTER]!) {
    list.push(next - 1);
  }
  found.lists[code] = list.reverse();
}

/** The segment's prefixes that a code begins with, shortest first; found once per code and segment. */
export function prefixesOf(judge: Judge, segmentIndex: number, code: number): readonly number[] {
  const { prefixes } = judge.ruleset.segments[segmentIndex]!.view;
  if (prefixes.count === 0) return EMPTY;
  const found = judge.lookup.prefixes[segmentIndex]!;
  if (found.only[code] === NOT_LOOKED_UP) {
    const count = prefixes.findPrefixes(judge.facts.codeText[code]!, prefixIds);
    notePrefixes(found, code, prefixIds, 0, count);
  }
  if (found.only[code] === NONE) return EMPTY;
  found.lists[code] ??= [found.only[code]!];
  return found.lists[code];
}

/** Whether a code begins with one of the current segment's prefixes. */
export function hasPrefix(judge: Judge, code: number, prefix: number): boolean {
  const only = judge.lookup.prefixes[judge.segmentIndex]!.only[code]!;
  // Two integers compared, for each code of the encounter and each class: the call alone was 9 % of an evaluation.
  return only >= NONE ? only === prefix : prefixesOf(judge, judge.segmentIndex, code).includes(prefix);
}

const EMPTY: readonly number[] = [];
const prefixIds = new Int32Array(64);
