import { ROW_INTS, ROW_ITEMS, ROW_OTHERS } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Facts } from './facts.ts';
import type { Judge } from './judge.ts';

/**
 * Distinct codes of the encounter that stand on one side of the current row, ascending. Writes to scratch of its side
 * and returns it; valid until the next call for the same side.
 */
export function memberCodes(judge: Judge, side: 0 | 1): readonly number[] {
  const members = side === 0 ? membersOfItems : membersOfOthers;
  members.length = 0;
  const { view, facts, segmentIndex } = judge;
  const list = view.rows[judge.row * ROW_INTS + (side === 0 ? ROW_ITEMS : ROW_OTHERS)]!;
  if (list < 0) return members;
  const length = view.lists[list]!;
  const reference = view.lists[list + 1]!;
  if (length === 1 && (reference & 1) === 0) {
    // One code, and the item at hand has it: the common case of a limit on one product.
    if (side === judge.side) members.push(facts.code[judge.item]!);
    else addById(lookUpAll(judge, segmentIndex), facts.codeCount, reference >>> 1, members);
    return members;
  }
  const ids = lookUpAll(judge, segmentIndex);
  if (length <= SCANNED_MAX) {
    for (let code = 0; code < facts.codeCount; code += 1) {
      if (isListed(judge, list, length, ids[code]!, code)) members.push(code);
    }
    return members;
  }
  // A long list is not walked: its codes are posted to the row, and each code at hand has few postings.
  const posting = judge.row * 2 + side;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (isPosted(judge, posting, ids[code]!, code)) members.push(code);
  }
  return members;
}

function addById(ids: Int32Array, count: number, id: number, members: number[]): void {
  for (let code = 0; code < count; code += 1) {
    if (ids[code] === id) members.push(code);
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

function hasPrefix(judge: Judge, code: number, prefix: number): boolean {
  const { view, segmentIndex, lookup, facts } = judge;
  const found = prefixesOf(lookup, view, facts, segmentIndex, code);
  for (let k = 0; k < found.length; k += 1) {
    if (found[k] === prefix) return true;
  }
  return false;
}

function isPosted(judge: Judge, posting: number, id: number, code: number): boolean {
  const { view, segmentIndex, lookup, facts } = judge;
  if (id >= 0 && contains(view.postings, view.postingStart[id]!, view.postingStart[id + 1]!, posting)) return true;
  for (const prefix of prefixesOf(lookup, view, facts, segmentIndex, code)) {
    const start = view.prefixPostingStart[prefix]!;
    if (contains(view.prefixPostings, start, view.prefixPostingStart[prefix + 1]!, posting)) return true;
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
    if ((reference & 1) === 0 ? view.codes.text(id) === text : text.startsWith(view.prefixes.text(id))) return true;
  }
  return false;
}

/** Ids of all distinct codes in a segment, history included; looked up once per segment and evaluation. */
export function lookUpAll(judge: Judge, segmentIndex: number): Int32Array {
  const { lookup, facts } = judge;
  const ids = lookup.ids[segmentIndex]!;
  if (lookup.isWhole[segmentIndex] === true) return ids;
  lookup.isWhole[segmentIndex] = true;
  if (lookup.candidateCount === facts.codeCount) return ids;
  judge.ruleset.segments[segmentIndex]!.view.codes.findMany(facts.codeText, facts.codeHash, facts.codeCount, ids);
  lookup.lookups += facts.codeCount;
  return ids;
}

/** What the candidate search has looked up, kept for the kinds that need more than one code. */
export interface CodeLookup {
  /** Id of each distinct code in each segment; −1 when unknown, and for history until all are looked up. */
  readonly ids: Int32Array[];
  /** Whether all distinct codes, history included, were looked up in the segment. */
  readonly isWhole: boolean[];
  /** How many distinct codes are candidates: looked up in every segment anyway. */
  candidateCount: number;
  /** By segment, then code: the segment's prefixes that the code begins with. */
  readonly prefixes: (readonly number[])[][];
  lookups: number;
}

/** The segment's prefixes that a code begins with, shortest first; found once per code and segment. */
export function prefixesOf(
  lookup: CodeLookup,
  view: SegmentView,
  facts: Facts,
  segmentIndex: number,
  code: number,
): readonly number[] {
  if (view.prefixes.count === 0) return NONE;
  lookup.prefixes[segmentIndex] ??= [];
  const byCode = lookup.prefixes[segmentIndex];
  let found = byCode[code];
  if (found === undefined) {
    const count = view.prefixes.findPrefixes(facts.codeText[code]!, prefixIds);
    found = count === 0 ? NONE : listOf(count);
    byCode[code] = found;
  }
  return found;
}

/** `Array.from` of a typed array goes through its iterator, at ten times the price. */
function listOf(count: number): readonly number[] {
  const list: number[] = [];
  for (let k = 0; k < count; k += 1) list.push(prefixIds[k]!);
  return list;
}

function contains(postings: Uint32Array, start: number, end: number, posting: number): boolean {
  for (let k = start; k < end; k += 1) {
    if (postings[k] === posting) return true;
  }
  return false;
}

const NONE: readonly number[] = [];
const membersOfItems: number[] = [];
const membersOfOthers: number[] = [];
const prefixIds = new Int32Array(64);
/** Up to here, walking the row's list beats searching the postings of every code at hand. */
const SCANNED_MAX = 4;
