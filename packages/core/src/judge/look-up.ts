import {
  CODE_ENTRY_INTS,
  ENTRY_POSTING,
  ENTRY_PREFIX,
  ENTRY_ROW,
  PREFIX_ENTRY_INTS,
  ROW_INTS,
  ROW_ITEMS,
} from '../segment/row.ts';
import type { PrefixTable, SegmentView } from '../segment/view.ts';
import type { Judge } from './judge.ts';
import type { FoundPrefixes } from './prefixes.ts';
import { noteLongestPrefix, notePrefixes } from './prefixes.ts';

/** What the candidate search has looked up, kept for the kinds that need more than one code. */
export interface CodeLookup {
  /**
   * Id of each distinct code in each segment; −1 when unknown, and for history until all are looked up. Plain arrays: an
   * evaluation makes them anew, and a typed array of twenty lies outside the heap, at five times the price.
   */
  readonly ids: readonly number[][];
  /** Whether all distinct codes, history included, were looked up in the segment. */
  readonly isWhole: boolean[];
  /** How many distinct codes are candidates: looked up in every segment anyway. */
  candidateCount: number;
  /** By segment. */
  readonly prefixes: readonly FoundPrefixes[];
  lookups: number;
}

/** Looks the candidate codes up together; codes of history items are left for the kinds that ask for them. */
export function lookUpCandidates(judge: Judge, segmentIndex: number): void {
  const { facts, lookup } = judge;
  let wanted = 0;
  lookup.candidateCount = 0;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (facts.isCandidate[code] === 0) continue;
    lookup.candidateCount += 1;
    candidateCode[wanted] = code;
    candidateText[wanted] = facts.codeText[code]!;
    candidateHash[wanted] = facts.codeHash[code]!;
    wanted += 1;
    if (wanted === BATCH) wanted = flush(judge, segmentIndex, wanted);
  }
  flush(judge, segmentIndex, wanted);
}

function flush(judge: Judge, segmentIndex: number, count: number): number {
  if (count === 0) return 0;
  const { lookup } = judge;
  const { view } = judge.ruleset.segments[segmentIndex]!;
  const { codes, codeEntries, prefixes } = view;
  codes.findMany(candidateText, candidateHash, count, candidateId);
  lookup.lookups += count;
  const ids = lookup.ids[segmentIndex]!;
  const found = lookup.prefixes[segmentIndex]!;
  let unknown = 0;
  for (let k = 0; k < count; k += 1) {
    const code = candidateCode[k]!;
    const id = candidateId[k]!;
    ids[code] = id;
    if (prefixes.count === 0) continue;
    if (id >= 0) noteLongestPrefix(found, code, view, codeEntries[id * CODE_ENTRY_INTS + ENTRY_PREFIX]!);
    else {
      candidateCode[unknown] = code;
      candidateText[unknown] = candidateText[k]!;
      unknown += 1;
    }
  }
  if (unknown > 0) findPrefixes(found, prefixes, unknown);
  return 0;
}

/** Codes that the segment does not know may begin with prefixes that it knows. */
function findPrefixes(found: FoundPrefixes, prefixes: PrefixTable, count: number): void {
  const lengths = prefixes.lengths.length;
  if (candidatePrefixes.length < BATCH * lengths) candidatePrefixes = new Int32Array(BATCH * lengths);
  prefixes.findMany(candidateText, count, candidatePrefixes);
  for (let k = 0; k < count; k += 1) {
    notePrefixes(found, candidateCode[k]!, candidatePrefixes, k * lengths, (k + 1) * lengths);
  }
}

/**
 * Loads what judging will need of every candidate code before judging the first: loads that do not wait for each other
 * overlap their cache misses. 20 codes among a million: three rounds of misses instead of sixty misses in turn.
 */
export function touchCandidates(judge: Judge): void {
  const { facts, view, lookup, segmentIndex } = judge;
  const ids = lookup.ids[segmentIndex]!;
  const { only } = lookup.prefixes[segmentIndex]!;
  const { codeEntries, prefixEntries, postings } = view;
  let touched = 0;
  let count = 0;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (facts.isCandidate[code] === 0) continue;
    const id = ids[code]!;
    const prefix = only[code]!;
    if (id >= 0) {
      const at = id * CODE_ENTRY_INTS;
      const past = codeEntries[at + CODE_ENTRY_INTS + ENTRY_ROW]!;
      for (let row = codeEntries[at + ENTRY_ROW]!; row < past && count < TOUCHED_MAX; row += 1) {
        touchedRow[count++] = row;
      }
      const posting = codeEntries[at + ENTRY_POSTING]!;
      if (posting < codeEntries[at + CODE_ENTRY_INTS + ENTRY_POSTING]!) touched += postings[posting]!;
    }
    if (prefix >= 0) touched += prefixEntries[prefix * PREFIX_ENTRY_INTS]!;
  }
  judge.touched = touched + touchRows(view, 0, count);
  judge.touched += touchRows(view, count, collectSecondRows(judge, ids, only, count));
}

/** Collects in `touchedRow` one row that each candidate code is posted to, and one of each prefix; returns how many. */
function collectSecondRows(judge: Judge, ids: readonly number[], only: readonly number[], first: number): number {
  const { facts, view } = judge;
  const { codeEntries, postings, prefixEntries } = view;
  let count = first;
  for (let code = 0; code < facts.codeCount && count + 2 <= TOUCHED_MAX; code += 1) {
    if (facts.isCandidate[code] === 0) continue;
    const id = ids[code]!;
    const prefix = only[code]!;
    if (id >= 0) {
      const posting = codeEntries[id * CODE_ENTRY_INTS + ENTRY_POSTING]!;
      if (posting < codeEntries[(id + 1) * CODE_ENTRY_INTS + ENTRY_POSTING]!) {
        touchedRow[count++] = postings[posting]! >>> 1;
      }
    }
    if (prefix >= 0) {
      const row = prefixEntries[prefix * PREFIX_ENTRY_INTS + ENTRY_ROW]!;
      if (row < prefixEntries[(prefix + 1) * PREFIX_ENTRY_INTS + ENTRY_ROW]!) touchedRow[count++] = row;
    }
  }
  return count;
}

/** A row may lie on two cache lines; what a list says of it lies elsewhere. */
function touchRows({ rows, lists }: SegmentView, first: number, past: number): number {
  let touched = 0;
  for (let k = first; k < past; k += 1) {
    const at = touchedRow[k]! * ROW_INTS;
    touched += rows[at]! + rows[at + ROW_INTS - 1]!;
  }
  for (let k = first; k < past; k += 1) {
    const list = rows[touchedRow[k]! * ROW_INTS + ROW_ITEMS]!;
    if (list >= 0) touched += lists[list]!;
  }
  return touched;
}

/** Whether every distinct code, history included, has been looked up in the segment. */
export function isLookedUp({ lookup, facts }: Judge, segmentIndex: number): boolean {
  return lookup.isWhole[segmentIndex] === true || lookup.candidateCount === facts.codeCount;
}

/** Id of a code in a segment, −1 when unknown; a code of history alone has all of history looked up. */
export function idOf(judge: Judge, segmentIndex: number, code: number): number {
  const ids = judge.facts.isCandidate[code] === 1 ? judge.lookup.ids[segmentIndex]! : lookUpAll(judge, segmentIndex);
  return ids[code]!;
}

/** Ids of all distinct codes in a segment, history included; looked up once per segment and evaluation. */
export function lookUpAll(judge: Judge, segmentIndex: number): readonly number[] {
  const { lookup, facts } = judge;
  const ids = lookup.ids[segmentIndex]!;
  if (isLookedUp(judge, segmentIndex)) return ids;
  lookup.isWhole[segmentIndex] = true;
  if (foundIds.length < facts.codeCount) foundIds = new Int32Array(facts.codeCount * 2);
  judge.ruleset.segments[segmentIndex]!.view.codes.findMany(facts.codeText, facts.codeHash, facts.codeCount, foundIds);
  for (let code = 0; code < facts.codeCount; code += 1) ids[code] = foundIds[code]!;
  lookup.lookups += facts.codeCount;
  return ids;
}

/** Codes looked up together: enough for any screenful of orders, small enough for the scratch to stay in cache. */
const BATCH = 64;
const candidateCode = new Int32Array(BATCH);
const candidateText: string[] = [];
const candidateHash = new Uint32Array(BATCH);
const candidateId = new Int32Array(BATCH);
let candidatePrefixes = new Int32Array(0);
let foundIds = new Int32Array(0);
/** Rows fetched early: those of as many codes as a screenful has. The rest of a long encounter is fetched as it comes. */
const TOUCHED_MAX = 128;
const touchedRow = new Int32Array(TOUCHED_MAX);
