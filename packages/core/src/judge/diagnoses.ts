import {
  formatDiagnosisCode,
  isHistoryCode,
  isPlainDiagnosisCode,
  isSuspectedCode,
  normaliseDiagnosisCode,
  POINT,
} from '../model/diagnosis-code.ts';
import type { Diagnosis } from '../model/encounter.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Facts } from './facts.ts';
import type { Judge } from './judge.ts';
import { isStandIn } from './stand-in.ts';

/** Which of a segment's diagnosis prefixes the encounter's diagnoses begin with. */
export interface MatchedDiagnoses {
  readonly any: readonly number[];
  readonly main: readonly number[];
  /** Whether any diagnosis is marked as the main one. */
  readonly hasMain: boolean;
}

/**
 * Confirmed, present diagnoses against the segment's prefixes; `undefined` when no diagnoses were given. Found once
 * per encounter and segment.
 */
export function diagnosesOf(judge: Judge, view: SegmentView): MatchedDiagnoses | undefined {
  const { encounter } = judge.facts;
  if (!Array.isArray(encounter.diagnoses)) return undefined;
  let matched = judge.lookup.diagnoses.get(view);
  if (matched === undefined) {
    matched = match(encounter.diagnoses, view);
    judge.lookup.diagnoses.set(view, matched);
  }
  return matched === NOTHING_GIVEN ? undefined : matched;
}

/** The codes of confirmed, present diagnoses, for evidence. */
export function countedCodes({ encounter }: Facts): string {
  const texts: string[] = [];
  for (const diagnosis of encounter.diagnoses ?? []) {
    if (!isGiven(diagnosis) || !isConfirmed(diagnosis) || isSuspectedCode(diagnosis.code)) continue;
    for (const code of normaliseDiagnosisCode(diagnosis.code)) {
      if (!isHistoryCode(code)) texts.push(formatDiagnosisCode(code));
    }
  }
  return texts.join(' ');
}

function match(diagnoses: readonly Diagnosis[], view: SegmentView): MatchedDiagnoses {
  const any: number[] = [];
  const main: number[] = [];
  let hasMain = false;
  let isAnyGiven = diagnoses.length === 0;
  for (const diagnosis of diagnoses) {
    if (!isGiven(diagnosis)) continue;
    isAnyGiven = true;
    const isMain = diagnosis.isMain === true;
    if (isMain) hasMain = true;
    if (!isConfirmed(diagnosis)) continue;
    const first = any.length;
    matchCode(view, diagnosis.code, any);
    for (let k = first; isMain && k < any.length; k += 1) main.push(any[k]!);
  }
  return isAnyGiven ? { any, main, hasMain } : NOTHING_GIVEN;
}

/** Adds the prefixes that the code, or any part of a pair, begins with. */
function matchCode(view: SegmentView, code: string, ids: number[]): void {
  // Nearly all are plain. Taking the point out would make a string of two parts, which reading its characters puts
  // together anew: half the price of a diagnosis.
  if (isPlainDiagnosisCode(code)) return matchPart(view, code, POINT, ids);
  if (isSuspectedCode(code)) return;
  for (const part of normaliseDiagnosisCode(code)) matchPart(view, part, part.length, ids);
}

function matchPart(view: SegmentView, code: string, gap: number, ids: number[]): void {
  if (isHistoryCode(code)) return;
  const found = view.diagnoses.findPrefixes(code, prefixIds, gap);
  for (let k = 0; k < found; k += 1) ids.push(prefixIds[k]!);
}

function isGiven(diagnosis: Diagnosis): boolean {
  return typeof diagnosis?.code === 'string' && !isStandIn(diagnosis.code);
}

function isConfirmed({ certainty }: Diagnosis): boolean {
  return certainty !== 'suspected' && certainty !== 'history';
}

/** A list of nothing but stand-ins says as little as no list. */
const NOTHING_GIVEN: MatchedDiagnoses = { any: [], main: [], hasMain: false };
const prefixIds = new Int32Array(64);
