import { DAY_ABSENT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { countDaysUsed } from '../../judge/prior-use.ts';
import { wholeYears } from '../../model/calendar.ts';
import type { Evidence } from '../../model/evaluation.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import {
  CONDITION_AGE,
  CONDITION_DIAGNOSIS,
  CONDITION_DOCUMENT,
  CONDITION_LAB,
  CONDITION_MARKER,
  CONDITION_ONSET,
  CONDITION_PRIOR_USE,
  CONDITION_SEX,
  SEXES,
} from '../../segment/numbering.ts';
import type { SegmentView } from '../../segment/view.ts';
import { holdsDocument, holdsLab, holdsMarker, holdsOnset } from './clinical-conditions.ts';
import { holdsDiagnosis } from './diagnosis-condition.ts';

/** Three values; the lesser of two is their conjunction. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** What a condition was decided by. Collected only when somebody will read it: most candidates are clear. */
export interface Findings {
  readonly missing: Set<string>;
  readonly evidence: Evidence[];
}

/** Whether one condition holds for the judged item. */
export function holds(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  switch (view.lists[at + 1]) {
    case CONDITION_DIAGNOSIS:
      return holdsDiagnosis(judge, view, at, findings);
    case CONDITION_AGE:
      return holdsAge(judge, view, at, findings);
    case CONDITION_SEX:
      return holdsSex(judge, view, at, findings);
    case CONDITION_LAB:
      return holdsLab(judge, view, at, findings);
    case CONDITION_MARKER:
      return holdsMarker(judge, view, at, findings);
    case CONDITION_DOCUMENT:
      return holdsDocument(judge, view, at, findings);
    case CONDITION_ONSET:
      return holdsOnset(judge, view, at, findings);
    case CONDITION_PRIOR_USE:
      return holdsPriorUse(judge, view, at, findings);
    default:
      return unknown(findings, 'rule.groups');
  }
}

/** The fact is missing. */
export function unknown(findings: Findings | undefined, fact: string): number {
  findings?.missing.add(fact);
  return UNKNOWN;
}

function holdsAge(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const { birthDay, day } = judge.facts;
  const today = day[judge.item]!;
  if (today === DAY_ABSENT) return unknown(findings, 'items.occurredAt');
  if (!(today >= birthDay)) return unknown(findings, 'insuredPerson.birthDate');
  const years = wholeYears(birthDay, today);
  const yearsMin = view.lists[at + 2]!;
  const yearsBelow = view.lists[at + 3]!;
  findings?.evidence.push({
    fact: 'insuredPerson.ageYears',
    value: String(years),
    bound: `${boundText(yearsMin)}–${yearsBelow === PARAMETER_ABSENT ? '' : String(yearsBelow - 1)}`,
  });
  // An absent lower bound is the smallest integer there is; an absent upper one must be told apart.
  const isWithin = years >= yearsMin && (yearsBelow === PARAMETER_ABSENT || years < yearsBelow);
  return isWithin ? TRUE : FALSE;
}

function holdsSex(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const { sex } = judge.facts;
  const wanted = view.lists[at + 2]!;
  if (sex === 0) return unknown(findings, 'insuredPerson.sex');
  findings?.evidence.push({ fact: 'insuredPerson.sex', value: SEXES[sex - 1]!, bound: SEXES[wanted - 1]! });
  return sex === wanted ? TRUE : FALSE;
}

function holdsPriorUse(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const { days: used, isUndated } = countDaysUsed(judge, view, at, 3, view.lists[at + 2]!);
  const daysMin = view.lists[at + 3]!;
  if (used < daysMin && !judge.facts.isHistoryComplete) return unknown(findings, 'history');
  if (used < daysMin && isUndated) return unknown(findings, 'items.occurredAt');
  findings?.evidence.push({ fact: 'items.priorUseDays', value: String(used), bound: String(daysMin) });
  return used >= daysMin ? TRUE : FALSE;
}

function boundText(bound: number): string {
  return bound === PARAMETER_ABSENT ? '' : String(bound);
}
