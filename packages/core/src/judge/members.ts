import {
  CODE_ENTRY_INTS,
  ENTRY_POSTING,
  ENTRY_ROW,
  LIST_INLINE,
  LIST_NONE,
  PREFIX_ENTRY_INTS,
  ROW_INTS,
  ROW_ITEMS,
  ROW_OTHERS,
} from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Facts } from './facts.ts';
import { slotMask } from './index-codes.ts';
import type { Judge } from './judge.ts';
import { isLookedUp, lookUpAll } from './look-up.ts';
import { hasPrefix, prefixesOf } from './prefixes.ts';

/**
 * Distinct codes of the encounter that stand on one side of the current row, ascending. Writes to scratch of its side
 * and returns it; valid until the next call for the same side.
 */
export function memberCodes(judge: Judge, side: 0 | 1): readonly number[] {
  const { view, facts, segmentIndex } = judge;
  const list = view.rows[judge.row * ROW_INTS + (side === 0 ? ROW_ITEMS : ROW_OTHERS)]!;
  if (list < 0) return list === LIST_NONE ? NO_MEMBERS : membersOfOne(judge, side, LIST_INLINE - list);
  const members = MEMBERS[side];
  members.length = 0;
  const length = view.lists[list]!;
  if (length < facts.codeCount && !isLookedUp(judge, segmentIndex)) addListed(judge, list, length, members);
  else addMatching(judge, side, list, length, members);
  return members;
}

/** The members that one code or one prefix stands for. */
function membersOfOne(judge: Judge, side: 0 | 1, reference: number): readonly number[] {
  const { facts, segmentIndex, view } = judge;
  const id = reference >>> 1;
  if ((reference & 1) === 1) return membersOfPrefix(judge, side, id);
  // The item at hand has it: the common case of a limit on one product.
  if (side === judge.side) return single(side, facts.code[judge.item]!);
  // Two distinct codes have two ids.
  if (isLookedUp(judge, segmentIndex)) return single(side, lookUpAll(judge, segmentIndex).indexOf(id));
  return single(side, findCode(facts, view, id));
}

function membersOfPrefix(judge: Judge, side: 0 | 1, prefix: number): readonly number[] {
  const members = MEMBERS[side];
  let count = 0;
  let first = -1;
  for (let code = 0; code < judge.facts.codeCount; code += 1) {
    if (!hasPrefix(judge, code, prefix)) continue;
    if (count === 0) first = code;
    else if (count === 1) {
      members.length = 0;
      members.push(first, code);
    } else members.push(code);
    count += 1;
  }
  return count > 1 ? members : single(side, first);
}

/** One member, or none for −1. An array of its own: cutting the other to this length would have it grow anew each time. */
function single(side: 0 | 1, code: number): readonly number[] {
  if (code < 0) return NO_MEMBERS;
  const members = SINGLE[side];
  members[0] = code;
  return members;
}

/**
 * Looks for the list's codes among those of the encounter: 40 ns a code. The other way round, one pair of codes made
 * the whole history be looked up among a million: a fifth of an evaluation with 300 items of history.
 */
function addListed(judge: Judge, list: number, length: number, members: number[]): void {
  const { lists } = judge.view;
  for (let k = 1; k <= length; k += 1) {
    const reference = lists[list + k]!;
    if ((reference & 1) === 0) addByCode(judge, reference >>> 1, members);
    else addByPrefix(judge, reference >>> 1, members);
  }
  sortDistinct(members);
}

function sortDistinct(members: number[]): void {
  if (members.length < 2) return;
  members.sort((a, b) => a - b);
  let kept = 1;
  for (let k = 1; k < members.length; k += 1) {
    if (members[k] !== members[k - 1]) members[kept++] = members[k]!;
  }
  members.length = kept;
}

/** Tries each code of the encounter. */
function addMatching(judge: Judge, side: 0 | 1, list: number, length: number, members: number[]): void {
  const { facts } = judge;
  const ids = lookUpAll(judge, judge.segmentIndex);
  // A long list is not walked: its codes are posted to the row, and each code at hand has few postings.
  const posting = judge.row * 2 + side;
  for (let code = 0; code < facts.codeCount; code += 1) {
    const id = ids[code]!;
    const isMember =
      length <= SCANNED_MAX ? isListed(judge, list, length, id, code) : isPosted(judge, posting, id, code);
    if (isMember) members.push(code);
  }
}

function addByCode(judge: Judge, id: number, members: number[]): void {
  const code = findCode(judge.facts, judge.view, id);
  if (code >= 0) members.push(code);
}

/** Distinct code of the encounter that one of the segment's codes is, or −1: by the encounter's own small table. */
function findCode(facts: Facts, { codes }: SegmentView, id: number): number {
  const { slots, codeHash, codeText } = facts;
  const mask = slotMask(facts.count);
  const hash = codes.hash(id);
  let slot = hash & mask;
  for (;;) {
    const found = slots[slot]! - 1;
    if (found < 0 || (codeHash[found] === hash && codes.isText(id, codeText[found]!))) return found;
    slot = (slot + 1) & mask;
  }
}

function addByPrefix(judge: Judge, prefix: number, members: number[]): void {
  for (let code = 0; code < judge.facts.codeCount; code += 1) {
    if (hasPrefix(judge, code, prefix)) members.push(code);
  }
}

function isListed(judge: Judge, list: number, length: number, id: number, code: number): boolean {
  const { lists } = judge.view;
  for (let k = 1; k <= length; k += 1) {
    const reference = lists[list + k]!;
    if ((reference & 1) === 0 ? reference >>> 1 === id : hasPrefix(judge, code, reference >>> 1)) return true;
  }
  return false;
}

function isPosted(judge: Judge, posting: number, id: number, code: number): boolean {
  const { view, segmentIndex } = judge;
  if (id >= 0 && leadsTo(view.codeEntries, CODE_ENTRY_INTS, view.postings, id, posting)) return true;
  for (const prefix of prefixesOf(judge, segmentIndex, code)) {
    if (leadsTo(view.prefixEntries, PREFIX_ENTRY_INTS, view.prefixPostings, prefix, posting)) return true;
  }
  return false;
}

/** Whether a code, by text, matches a list of item patterns (not a posting side). Slow path: lists of parameters. */
export function matchesPatterns(judge: Judge, view: SegmentView, list: number, first: number, code: number): boolean {
  const length = view.lists[list]!;
  const text = judge.facts.codeText[code]!;
  for (let k = first; k < length; k += 1) {
    const reference = view.lists[list + 1 + k]!;
    const id = reference >>> 1;
    if ((reference & 1) === 0 ? view.codes.isText(id, text) : text.startsWith(view.prefixes.text(id))) return true;
  }
  return false;
}

/** Whether the row is one of the entry's own, or posted to it. */
function leadsTo(entries: Uint32Array, ints: number, postings: Uint32Array, id: number, posting: number): boolean {
  const at = id * ints;
  const row = posting >>> 1;
  const isItem = (posting & 1) === 0;
  if (isItem && row >= entries[at + ENTRY_ROW]! && row < entries[at + ints + ENTRY_ROW]!) return true;
  const past = entries[at + ints + ENTRY_POSTING]!;
  for (let k = entries[at + ENTRY_POSTING]!; k < past; k += 1) {
    if (postings[k] === posting) return true;
  }
  return false;
}

const NO_MEMBERS: readonly number[] = [];
/** By side. */
const MEMBERS: readonly [number[], number[]] = [[], []];
const SINGLE: readonly [number[], number[]] = [[0], [0]];
/** Up to here, walking the row's list beats searching the postings of every code at hand. */
const SCANNED_MAX = 4;
