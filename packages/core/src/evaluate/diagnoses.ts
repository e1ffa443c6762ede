import {
  formatDiagnosisCode,
  isHistoryCode,
  isSuspectedCode,
  normaliseDiagnosisCode,
} from '../model/diagnosis-code.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Judge } from './judge.ts';
import { isStandIn } from './stand-in.ts';

/** Which of a segment's diagnosis prefixes the encounter's diagnoses begin with. */
export interface MatchedDiagnoses {
  readonly any: readonly number[];
  readonly main: readonly number[];
  /** Whether any diagnosis is marked as the main one. */
  readonly hasMain: boolean;
  /** Codes that counted, for evidence. */
  readonly text: string;
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

function match(diagnoses: NonNullable<Judge['facts']['encounter']['diagnoses']>, view: SegmentView): MatchedDiagnoses {
  const any: number[] = [];
  const main: number[] = [];
  const texts: string[] = [];
  let hasMain = false;
  let isAnyGiven = diagnoses.length === 0;
  for (const diagnosis of diagnoses) {
    if (typeof diagnosis?.code !== 'string' || isStandIn(diagnosis.code)) continue;
    isAnyGiven = true;
    if (diagnosis.isMain === true) hasMain = true;
    if (diagnosis.certainty === 'suspected' || diagnosis.certainty === 'history' || isSuspectedCode(diagnosis.code))
      continue;
    for (const code of normaliseDiagnosisCode(diagnosis.code)) {
      if (isHistoryCode(code)) continue;
      texts.push(formatDiagnosisCode(code));
      const found = view.diagnoses.findPrefixes(code, prefixIds);
      for (let k = 0; k < found; k += 1) {
        any.push(prefixIds[k]!);
        if (diagnosis.isMain === true) main.push(prefixIds[k]!);
      }
    }
  }
  return isAnyGiven ? { any, main, hasMain, text: texts.join(' ') } : NOTHING_GIVEN;
}

/** A list of nothing but stand-ins says as little as no list. */
const NOTHING_GIVEN: MatchedDiagnoses = { any: [], main: [], hasMain: false, text: '' };
const prefixIds = new Int32Array(64);
