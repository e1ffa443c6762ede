import { CATALOGUE_INTS, ROW_INTS, ROW_ITEMS } from '../segment/row.ts';
import type { Judge } from './judge.ts';
import type { FoundPrefixes } from './prefixes.ts';
import { notePrefixes } from './prefixes.ts';

/** What the candidate search has looked up, kept for the kinds that need more than one code. */
export interface CodeLookup {
  /** Id of each distinct code in each segment; −1 when unknown, and for history until all are looked up. */
  readonly ids: readonly Int32Array[];
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
  const ids = lookup.ids[segmentIndex]!;
  let wanted = 0;
  lookup.candidateCount = 0;
  for (let code = 0; code < facts.codeCount; code += 1) {
    ids[code] = -1;
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
  const ids = lookup.ids[segmentIndex]!;
  const { codes, prefixes } = judge.ruleset.segments[segmentIndex]!.view;
  codes.findMany(candidateText, candidateHash, count, candidateId);
  for (let k = 0; k < count; k += 1) ids[candidateCode[k]!] = candidateId[k]!;
  lookup.lookups += count;
  if (prefixes.count === 0) return 0;
  const lengths = prefixes.lengths.length;
  if (candidatePrefixes.length < BATCH * lengths) candidatePrefixes = new Int32Array(BATCH * lengths);
  prefixes.findMany(candidateText, count, candidatePrefixes);
  const found = lookup.prefixes[segmentIndex]!;
  for (let k = 0; k < count; k += 1) {
    notePrefixes(found, candidateCode[k]!, candidatePrefixes, k * lengths, (k + 1) * lengths);
  }
  return 0;
}

/**
 * Loads what judging will need of every candidate code before judging the first: loads that do not wait for each other
 * overlap their cache misses. 20 codes among a million: four rounds of misses instead of a hundred misses in turn.
 */
export function touchCandidates(judge: Judge): void {
  const { facts, view, lookup, segmentIndex } = judge;
  const ids = lookup.ids[segmentIndex]!;
  const { only } = lookup.prefixes[segmentIndex]!;
  const { postingStart, prefixPostingStart, catalogueStart } = view;
  let touched = 0;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (facts.isCandidate[code] === 0) continue;
    const id = ids[code]!;
    const prefix = only[code]!;
    if (id >= 0) touched += postingStart[id]! + catalogueStart[id]!;
    if (prefix >= 0) touched += prefixPostingStart[prefix]!;
  }
  judge.touched = touched + touchRows(judge, firstRows(judge, ids, only));
}

/** Collects the first row of every candidate code and prefix in `touchedRow`; returns how many. */
function firstRows(judge: Judge, ids: Int32Array, only: Int32Array): number {
  const { facts, view } = judge;
  const { postings, postingStart, prefixPostings, prefixPostingStart, catalogueStart, catalogue } = view;
  let count = 0;
  for (let code = 0; code < facts.codeCount && count + 2 <= TOUCHED_MAX; code += 1) {
    if (facts.isCandidate[code] === 0) continue;
    const id = ids[code]!;
    const prefix = only[code]!;
    if (id >= 0) {
      if (postingStart[id]! < postingStart[id + 1]!) touchedRow[count++] = postings[postingStart[id]!]! >>> 1;
      if (catalogueStart[id]! < catalogueStart[id + 1]!) {
        judge.touched += catalogue[catalogueStart[id]! * CATALOGUE_INTS]!;
      }
    }
    if (prefix >= 0 && prefixPostingStart[prefix]! < prefixPostingStart[prefix + 1]!) {
      touchedRow[count++] = prefixPostings[prefixPostingStart[prefix]!]! >>> 1;
    }
  }
  return count;
}

function touchRows(judge: Judge, count: number): number {
  const { rows, lists } = judge.view;
  let touched = 0;
  for (let k = 0; k < count; k += 1) touched += rows[touchedRow[k]! * ROW_INTS]!;
  for (let k = 0; k < count; k += 1) {
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
export function lookUpAll(judge: Judge, segmentIndex: number): Int32Array {
  const { lookup, facts } = judge;
  const ids = lookup.ids[segmentIndex]!;
  if (isLookedUp(judge, segmentIndex)) return ids;
  lookup.isWhole[segmentIndex] = true;
  judge.ruleset.segments[segmentIndex]!.view.codes.findMany(facts.codeText, facts.codeHash, facts.codeCount, ids);
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
/** Rows fetched early: those of as many codes as a screenful has. The rest of a long encounter is fetched as it comes. */
const TOUCHED_MAX = 128;
const touchedRow = new Int32Array(TOUCHED_MAX);
