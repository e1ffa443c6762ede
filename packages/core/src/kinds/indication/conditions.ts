import { diagnosesOf } from '../../evaluate/diagnoses.ts';
import type { Judge } from '../../evaluate/judge.ts';
import { countDaysUsed } from '../../evaluate/prior-use.ts';
import { isStandIn } from '../../evaluate/stand-in.ts';
import { dayOf, HOUR_MS, parseInstant, wholeYears } from '../../model/calendar.ts';
import { formatScaled, parseDecimal } from '../../model/decimal.ts';
import { formatDiagnosisCode } from '../../model/diagnosis-code.ts';
import type { Evidence } from '../../model/evaluation.ts';
import type { SegmentView } from '../../segment/view.ts';
import { joinDecimal, PARAMETER_ABSENT } from '../encoding.ts';
import {
  CONDITION_AGE,
  CONDITION_DIAGNOSIS,
  CONDITION_DOCUMENT,
  CONDITION_LAB,
  CONDITION_MARKER,
  CONDITION_ONSET,
  CONDITION_PRIOR_USE,
  CONDITION_SEX,
  LAB_OPERATORS,
  SEXES,
} from '../numbering.ts';
import { unitsAgree } from './lab-units.ts';

/** Three values; the lesser of two is their conjunction. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/**
 * Whether one condition holds for the judged item. Adds what was missing when it is unknown, and the fact beside its
 * bound to `evidence` when it is known either way.
 */
export function holds(judge: Judge, view: SegmentView, at: number, missing: string[], evidence: Evidence[]): number {
  const unknown = (fact: string): number => {
    missing.push(fact);
    return UNKNOWN;
  };
  const known = (truth: boolean, fact: string, value: string, bound: string): number => {
    evidence.push({ fact, value, bound });
    return truth ? TRUE : FALSE;
  };
  switch (view.lists[at + 1]) {
    case CONDITION_DIAGNOSIS:
      return holdsDiagnosis(judge, view, at, unknown, known);
    case CONDITION_AGE:
      return holdsAge(judge, view, at, unknown, known);
    case CONDITION_SEX: {
      const { sex } = judge.facts;
      const wanted = view.lists[at + 2]!;
      if (sex === 0) return unknown('insuredPerson.sex');
      return known(sex === wanted, 'insuredPerson.sex', SEXES[sex - 1]!, SEXES[wanted - 1]!);
    }
    case CONDITION_LAB:
      return holdsLab(judge, view, at, unknown, known);
    case CONDITION_MARKER:
      return holdsMarker(judge, view, at, unknown, known);
    case CONDITION_DOCUMENT:
      return holdsDocument(judge, view, at, unknown, known);
    case CONDITION_ONSET:
      return holdsOnset(judge, view, at, unknown, known);
    case CONDITION_PRIOR_USE: {
      const used = countDaysUsed(judge, view, at, 3, view.lists[at + 2]!);
      const daysMin = view.lists[at + 3]!;
      if (used < daysMin && !judge.facts.isHistoryComplete) return unknown('history');
      return known(used >= daysMin, 'items.priorUseDays', String(used), String(daysMin));
    }
    default:
      return unknown('rule.groups');
  }
}

type Unknown = (fact: string) => number;
type Known = (truth: boolean, fact: string, value: string, bound: string) => number;

function holdsDiagnosis(judge: Judge, view: SegmentView, at: number, unknown: Unknown, known: Known): number {
  const isMainOnly = view.lists[at + 2] === 1;
  const diagnoses = diagnosesOf(judge, view);
  if (diagnoses === undefined) return unknown('diagnoses');
  const wanted = isMainOnly ? diagnoses.main : diagnoses.any;
  if (isMainOnly && !diagnoses.hasMain) return unknown('diagnoses.isMain');
  const end = at + view.lists[at]!;
  let isFound = false;
  for (let k = at + 3; k <= end; k += 1) {
    if (wanted.has(view.lists[k]!)) isFound = true;
  }
  return known(isFound, 'diagnoses.code', diagnoses.text, prefixText(view, at + 3, end));
}

function holdsAge(judge: Judge, view: SegmentView, at: number, unknown: Unknown, known: Known): number {
  const { birthDay, day } = judge.facts;
  const today = day[judge.item]!;
  if (!(today >= birthDay)) return unknown('insuredPerson.birthDate');
  const years = wholeYears(birthDay, today);
  const yearsMin = view.lists[at + 2]!;
  const yearsBelow = view.lists[at + 3]!;
  // An absent lower bound is the smallest integer there is; an absent upper one must be told apart.
  const isWithin = years >= yearsMin && (yearsBelow === PARAMETER_ABSENT || years < yearsBelow);
  return known(isWithin, 'insuredPerson.ageYears', String(years), `${boundText(yearsMin)}–${boundText(yearsBelow)}`);
}

/** The latest value of the test before the item, if it is recent enough and in units that can be compared. */
function holdsLab(judge: Judge, view: SegmentView, at: number, unknown: Unknown, known: Known): number {
  const code = view.text(view.lists[at + 2]!);
  const operator = LAB_OPERATORS[view.lists[at + 3]! - 1];
  const bound = joinDecimal(view.lists[at + 4]!, view.lists[at + 5]!);
  const unit = view.text(view.lists[at + 6]!);
  const withinDays = view.lists[at + 7]!;
  const fact = `clinicalFacts.labs.${code}`;
  const { facts, item } = judge;
  let latestMs = -Infinity;
  let value = NaN;
  for (const lab of facts.encounter.clinicalFacts?.labs ?? []) {
    if (lab?.code !== code) continue;
    // A value of unknown age is no use where age matters; elsewhere it counts as taken just before.
    const ms =
      lab.at !== undefined ? parseInstant(lab.at) : withinDays === PARAMETER_ABSENT ? facts.startMs[item]! : NaN;
    if (!(ms <= facts.startMs[item]!) || ms < latestMs) continue;
    if (withinDays !== PARAMETER_ABSENT && facts.day[item]! - dayOf(ms) > withinDays) continue;
    latestMs = ms;
    value = unitsAgree(parseDecimal(lab.value), lab.unit ?? '', unit);
  }
  if (value !== value) return unknown(fact);
  return known(
    compare(value, operator, bound),
    fact,
    formatScaled(value),
    `${operator ?? ''} ${formatScaled(bound)} ${unit}`,
  );
}

function compare(value: number, operator: (typeof LAB_OPERATORS)[number] | undefined, bound: number): boolean {
  switch (operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>=':
      return value >= bound;
    case '>':
      return value > bound;
    default:
      return false;
  }
}

function holdsMarker(judge: Judge, view: SegmentView, at: number, unknown: Unknown, known: Known): number {
  const code = view.text(view.lists[at + 2]!);
  const found: string[] = [];
  for (const marker of judge.facts.encounter.clinicalFacts?.markers ?? []) {
    if (marker?.code === code && !isStandIn(marker.result)) found.push(marker.result);
  }
  const fact = `clinicalFacts.markers.${code}`;
  if (found.length === 0) return unknown(fact);
  const results: string[] = [];
  for (let k = at + 3; k <= at + view.lists[at]!; k += 1) results.push(view.text(view.lists[k]!));
  return known(
    found.some((result) => results.includes(result)),
    fact,
    found.join(' '),
    results.join(' '),
  );
}

function holdsDocument(judge: Judge, view: SegmentView, at: number, unknown: Unknown, known: Known): number {
  const type = view.text(view.lists[at + 2]!);
  const withinDays = view.lists[at + 3]!;
  const fact = `clinicalFacts.documents.${type}`;
  const documents = judge.facts.encounter.clinicalFacts?.documents;
  if (documents === undefined) return unknown(fact);
  const { item, facts } = judge;
  const { day } = facts;
  let isUndated = false;
  for (const document of documents) {
    if (document?.type !== type) continue;
    if (withinDays === PARAMETER_ABSENT) return known(true, fact, 'on file', type);
    const filed = document.at === undefined ? NaN : dayOf(parseInstant(document.at));
    if (filed !== filed) isUndated = true;
    else if (filed <= day[item]! && day[item]! - filed <= withinDays) return known(true, fact, 'on file', type);
  }
  return isUndated ? unknown(fact) : known(false, fact, 'none', type);
}

function holdsOnset(judge: Judge, view: SegmentView, at: number, unknown: Unknown, known: Known): number {
  const withinHours = view.lists[at + 2]!;
  const { onsetAt } = judge.facts.encounter.clinicalFacts ?? {};
  const onset = onsetAt === undefined ? NaN : parseInstant(onsetAt);
  const passed = judge.facts.startMs[judge.item]! - onset;
  if (!(passed >= 0)) return unknown('clinicalFacts.onsetAt');
  const hours = Math.floor(passed / HOUR_MS);
  return known(passed <= withinHours * HOUR_MS, 'clinicalFacts.onsetAt', `${hours} h`, `${withinHours} h`);
}

function prefixText(view: SegmentView, from: number, to: number): string {
  const texts: string[] = [];
  for (let k = from; k <= to && texts.length < SHOWN_MAX; k += 1)
    texts.push(formatDiagnosisCode(view.diagnoses.text(view.lists[k]!)));
  return texts.join(' ');
}

function boundText(bound: number): string {
  return bound === PARAMETER_ABSENT ? '' : String(bound);
}

/** Prefixes shown in evidence; the rule has the rest. */
const SHOWN_MAX = 20;
