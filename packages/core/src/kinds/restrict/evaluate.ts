import { itemAmountFen } from '../../judge/amounts.ts';
import { DAY_ABSENT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, lacks, parameter, parameterOr, parameterView, undetermined } from '../../judge/judge.ts';
import { mayHaveLost } from '../../judge/lost-entries.ts';
import { isStandIn } from '../../judge/stand-in.ts';
import { wholeYears } from '../../model/calendar.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import {
  ALLOW,
  INSTITUTION_LEVELS,
  INSURANCE_TYPES,
  REPRODUCTIVE_STATES,
  SEXES,
  TITLES,
  VISIT_TYPES,
} from '../../segment/numbering.ts';

/** An attribute of the person, the visit, the institution or the prescriber is not one that the item is meant for. */

export function evaluateSex(judge: Judge): void {
  const { sex } = judge.facts;
  const wanted = parameter(judge, 0);
  if (wanted === PARAMETER_ABSENT) return lacks(judge, 'rule.sex');
  if (sex === 0) return lacks(judge, 'insuredPerson.sex');
  if (sex === wanted) return clear(judge);
  report(judge, 'insuredPerson.sex', SEXES[sex - 1]!, SEXES[wanted - 1]!);
}

export function evaluateAge(judge: Judge): void {
  const { birthDay, day } = judge.facts;
  if (day[judge.item] === DAY_ABSENT) return lacks(judge, 'items.occurredAt');
  const age = day[judge.item]! - birthDay;
  // No birth date, or one after the item: either way the age is not known.
  if (!(age >= 0)) return lacks(judge, 'insuredPerson.birthDate');
  const years = wholeYears(birthDay, day[judge.item]!);
  const yearsMin = parameterOr(judge, 0, 0);
  const yearsBelow = parameterOr(judge, 1, YEARS_UNBOUNDED);
  if (years < yearsMin || years >= yearsBelow) {
    return report(
      judge,
      'insuredPerson.ageYears',
      String(years),
      rangeText(yearsMin, yearsBelow - 1, YEARS_UNBOUNDED - 1),
    );
  }
  const daysMin = parameterOr(judge, 2, 0);
  const daysMax = parameterOr(judge, 3, DAYS_UNBOUNDED);
  if (age < daysMin || age > daysMax) {
    return report(judge, 'insuredPerson.ageDays', String(age), rangeText(daysMin, daysMax, DAYS_UNBOUNDED));
  }
  clear(judge);
}

export function evaluateInsuranceType(judge: Judge): void {
  evaluateMask(judge, judge.facts.insuranceType, 'insuredPerson.insuranceType', INSURANCE_TYPES);
}

export function evaluateVisitType(judge: Judge): void {
  evaluateMask(judge, judge.facts.visitType, 'visit.type', VISIT_TYPES);
}

export function evaluateReproductiveState(judge: Judge): void {
  evaluateMask(judge, judge.facts.reproductiveState, 'insuredPerson.reproductiveState', REPRODUCTIVE_STATES);
}

/** `value`: position plus one, 0 for unknown. */
function evaluateMask(judge: Judge, value: number, fact: string, values: readonly string[]): void {
  if (value === 0) return lacks(judge, fact);
  const isListed = (parameterOr(judge, 1, 0) & (1 << (value - 1))) !== 0;
  if (isListed === (parameterOr(judge, 0, 0) === ALLOW)) return clear(judge);
  report(judge, fact, values[value - 1]!, maskText(judge, values));
}

export function evaluateInstitutionLevel(judge: Judge): void {
  const level = judge.facts.institutionLevel;
  const levelMin = parameterOr(judge, 0, 0);
  const specialities = textsAt(judge, 1);
  if (level > 0 && level < levelMin) {
    return report(judge, 'institution.level', INSTITUTION_LEVELS[level - 1]!, INSTITUTION_LEVELS[levelMin - 1]!);
  }
  const held = judge.facts.encounter.institution?.specialities;
  const isWithout = specialities.length > 0 && held !== undefined && !specialities.some((it) => held.includes(it));
  const isLost = mayHaveLost(judge.facts, 'institution.specialities');
  if (isWithout && !isLost) return report(judge, 'institution.specialities', held.join(' '), specialities.join(' '));
  const missing: string[] = [];
  if (level === 0 && levelMin > 0) missing.push('institution.level');
  if ((held === undefined || (isWithout && isLost)) && specialities.length > 0)
    missing.push('institution.specialities');
  if (missing.length > 0) undetermined(judge, [judge.item], missing);
  else clear(judge);
}

export function evaluateDepartment(judge: Judge): void {
  const { raw, encounter } = judge.facts;
  const department = raw[judge.item]!.department ?? encounter.visit?.department;
  if (department === undefined || isStandIn(department)) return lacks(judge, 'items.department');
  const listed = textsAt(judge, 1);
  if (listed.includes(department) === (parameterOr(judge, 0, 0) === ALLOW)) return clear(judge);
  report(judge, 'items.department', department, listed.join(' '));
}

export function evaluatePrescriber(judge: Judge): void {
  const { raw, encounter } = judge.facts;
  const id = raw[judge.item]!.practitionerId;
  const practitioner = id === undefined ? undefined : encounter.practitioners?.find((entry) => entry.id === id);
  if (practitioner === undefined) return lacks(judge, 'items.practitionerId');
  const titleMin = parameterOr(judge, 0, 0);
  if (titleMin > 0) {
    const title = practitioner.title === undefined ? 0 : TITLES.indexOf(practitioner.title) + 1;
    if (title === 0) return lacks(judge, 'practitioners.title');
    if (title < titleMin) return report(judge, 'practitioners.title', TITLES[title - 1]!, TITLES[titleMin - 1]!);
  }
  const departments = textsAt(judge, 1);
  if (departments.length === 0) return clear(judge);
  const { department } = practitioner;
  if (department === undefined || isStandIn(department)) {
    return lacks(judge, 'practitioners.department');
  }
  if (departments.includes(department)) return clear(judge);
  report(judge, 'practitioners.department', department, departments.join(' '));
}

function report(judge: Judge, fact: string, value: string, bound: string): void {
  // After reversals: what was given back is not at stake.
  const amountFen = itemAmountFen(judge.facts, judge.item);
  hit(judge, {
    offending: [judge.item],
    involved: [],
    window: 'line',
    ...(amountFen === amountFen ? { excess: { amountFen } } : {}),
    evidence: [{ fact, value, bound }],
    words: { value, bound },
  });
}

function textsAt(judge: Judge, slot: number): string[] {
  const list = parameter(judge, slot);
  if (list === PARAMETER_ABSENT) return [];
  const view = parameterView(judge, slot);
  const texts: string[] = [];
  for (let k = 1; k <= view.lists[list]!; k += 1) texts.push(view.text(view.lists[list + k]!));
  return texts;
}

function maskText(judge: Judge, values: readonly string[]): string {
  const mask = parameterOr(judge, 1, 0);
  const isAllow = parameterOr(judge, 0, 0) === ALLOW;
  return values.filter((_, index) => ((mask & (1 << index)) !== 0) === isAllow).join(' ');
}

/** `3–12`, `≥ 18`, `≤ 28`. */
function rangeText(min: number, max: number, unbounded: number): string {
  if (max >= unbounded) return `≥ ${min}`;
  return min === 0 ? `≤ ${max}` : `${min}–${max}`;
}

const YEARS_UNBOUNDED = 1000;
const DAYS_UNBOUNDED = 400_000;
