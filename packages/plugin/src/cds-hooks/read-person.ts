import {
  DAY_MS,
  type Instant,
  type InsuranceType,
  type InsuredPerson,
  parseCstDate,
  parseInstant,
} from '@forecheck/core';
import { insuranceTypeTable } from '@forecheck/nhsa';
import { codingsOf, meaningOf, rowIn } from './coding.ts';
import { childOf, childrenOf, type FhirNode, hasChild, pathOf, textOf } from './fhir-node.ts';
import { timeOf } from './fhir-time.ts';
import type { CompleteCdsSettings } from './settings.ts';

/** The resources that tell something of the person. */
export interface PersonNodes {
  readonly person?: FhirNode;
  readonly coverages: readonly FhirNode[];
  readonly observations: readonly FhirNode[];
}

/** The insured person without name and number, when the question is asked. */
export function readInsuredPerson(nodes: PersonNodes, settings: CompleteCdsSettings, asOf: Instant): InsuredPerson {
  const sex = nodes.person === undefined ? undefined : readSex(nodes.person);
  const birthDate = nodes.person === undefined ? undefined : readBirthDate(nodes.person, asOf);
  const coverage = chooseCoverage(nodes.coverages, asOf);
  const insuranceType = coverage === undefined ? undefined : readInsuranceType(coverage, settings);
  const poolingRegion = coverage === undefined ? undefined : readRegion(coverage, settings);
  const reproductiveState = sex === 'male' ? 'none' : readReproductiveState(nodes.observations, asOf);
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(insuranceType === undefined ? {} : { insuranceType }),
    ...(poolingRegion === undefined ? {} : { poolingRegion }),
    ...(reproductiveState === undefined ? {} : { reproductiveState }),
  };
}

/** `other` and `unknown` say nothing that a rule about sex could use. */
function readSex(person: FhirNode): InsuredPerson['sex'] {
  const gender = textOf(person, 'gender');
  if (gender === 'male' || gender === 'female') return gender;
  if (gender !== undefined && gender !== 'other' && gender !== 'unknown') {
    person.problems.add('code-unknown', `${pathOf(person)}.gender`);
  }
  return undefined;
}

/** A whole date, not after the question. A year alone gives no age in years. */
function readBirthDate(person: FhirNode, asOf: Instant): string | undefined {
  const date = timeOf(person, 'birthDate')?.slice(0, 10);
  if (date === undefined || Number.isNaN(parseCstDate(date))) return undefined;
  if (parseInstant(date) <= parseInstant(asOf)) return date;
  person.problems.add('value-implausible', `${pathOf(person)}.birthDate`);
  return undefined;
}

/** The active coverage of today with the lowest `order`; several without one that differ leave it open. */
function chooseCoverage(coverages: readonly FhirNode[], asOf: Instant): FhirNode | undefined {
  const active = coverages.filter((coverage) => {
    const status = textOf(coverage, 'status');
    return (status === undefined || status === 'active') && isInForce(childOf(coverage, 'period'), asOf);
  });
  const orderOf = ({ value }: FhirNode): number =>
    typeof value['order'] === 'number' ? value['order'] : Number.MAX_VALUE;
  const sorted = [...active].sort((a, b) => orderOf(a) - orderOf(b));
  const [first, second] = sorted;
  if (first === undefined || second === undefined || orderOf(first) < orderOf(second)) return first;
  if (typeKey(first) === typeKey(second)) return first;
  first.problems.add('code-conflicting', `${pathOf(first)}.type`);
  return undefined;
}

function typeKey(coverage: FhirNode): string {
  return codingsOf(childOf(coverage, 'type'))
    .map(({ code }) => code)
    .join(' ');
}

function isInForce(period: FhirNode, asOf: Instant): boolean {
  const now = parseInstant(asOf);
  const start = timeOf(period, 'start');
  const end = timeOf(period, 'end');
  if (start !== undefined && parseInstant(start) > now) return false;
  return end === undefined || parseInstant(end) + (end.length === 10 ? DAY_MS : 0) >= now;
}

function readInsuranceType(coverage: FhirNode, { insuranceTypes }: CompleteCdsSettings): InsuranceType | undefined {
  return meaningOf<InsuranceType>(
    childOf(coverage, 'type'),
    (code) => rowIn(insuranceTypes, code) ?? insuranceTypeTable.rows.find((row) => row.code === code)?.meaning,
  );
}

function readRegion(coverage: FhirNode, { systems }: CompleteCdsSettings): string | undefined {
  for (const payor of childrenOf(coverage, 'payor')) {
    const identifier = childOf(payor, 'identifier');
    const system = textOf(identifier, 'system', SYSTEM_LENGTH_MAX);
    const value = textOf(identifier, 'value');
    if (system === undefined || !systems.region.includes(system)) continue;
    if (value !== undefined && /^\d{6}$/.test(value)) return value;
    identifier.problems.add('value-malformed', `${pathOf(identifier)}.value`);
  }
  return undefined;
}

type ReproductiveState = NonNullable<InsuredPerson['reproductiveState']>;

/** `none` needs both answers; either positive answer is enough for its own. */
function readReproductiveState(observations: readonly FhirNode[], asOf: Instant): ReproductiveState | undefined {
  const isPregnant = latestAnswer(observations, PREGNANCY_STATUS, asOf);
  const isLactating = latestAnswer(observations, LACTATION_STATUS, asOf);
  if (isPregnant === true) return 'pregnant';
  if (isLactating === true) return 'lactating';
  return isPregnant === false && isLactating === false ? 'none' : undefined;
}

function latestAnswer(observations: readonly FhirNode[], question: string, asOf: Instant): boolean | undefined {
  let latest: { readonly at: number; readonly answer: boolean | undefined } | undefined;
  for (const observation of observations) {
    if (!isFinal(observation) || !codingsOf(childOf(observation, 'code')).some((coding) => isLoinc(coding, question)))
      continue;
    const time = observationTime(observation);
    const at = time === undefined ? Number.NaN : parseInstant(time);
    const age = parseInstant(asOf) - at;
    // An undated answer, one of a year ago, or of tomorrow says nothing of today.
    if (!(age >= -DAY_MS && age <= STATE_AGE_MS_MAX)) continue;
    if (latest === undefined || at > latest.at) latest = { at, answer: answerOf(observation) };
  }
  return latest?.answer;
}

function answerOf(observation: FhirNode): boolean | undefined {
  const codes = codingsOf(childOf(observation, 'valueCodeableConcept')).map(({ code }) => code);
  if (codes.some((code) => YES.has(code))) return true;
  return codes.some((code) => NO.has(code)) ? false : undefined;
}

function isLoinc({ system, code }: { readonly system?: string; readonly code: string }, wanted: string): boolean {
  return system === 'http://loinc.org' && code === wanted;
}

/** Whether a result stands: preliminary, cancelled and wrong ones do not. */
export function isFinal(observation: FhirNode): boolean {
  return ['final', 'amended', 'corrected'].includes(textOf(observation, 'status') ?? '');
}

/** When it was found, as far as it says. */
export function observationTime(observation: FhirNode): string | undefined {
  if (hasChild(observation, 'effectivePeriod')) {
    const period = childOf(observation, 'effectivePeriod');
    return timeOf(period, 'end') ?? timeOf(period, 'start');
  }
  return timeOf(observation, 'effectiveDateTime') ?? timeOf(observation, 'effectiveInstant');
}

const PREGNANCY_STATUS = '82810-3';
const LACTATION_STATUS = '63895-7';
/** LOINC and SNOMED CT answers “pregnant”, “currently breastfeeding”. */
const YES: ReadonlySet<string> = new Set(['LA15173-0', '77386006', 'LA29252-6']);
const NO: ReadonlySet<string> = new Set(['LA26683-5', '60001007', 'LA29253-4']);
/** 42 weeks: nobody is pregnant for longer, and who was not may be by then. */
const STATE_AGE_MS_MAX = 294 * DAY_MS;
const SYSTEM_LENGTH_MAX = 2_000;
