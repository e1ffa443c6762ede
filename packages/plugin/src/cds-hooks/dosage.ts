import { dayOf, formatCstDate, parseCstDate, parseInstant } from '@forecheck/core';
import { codingsOf } from './coding.ts';
import {
  childOf,
  childrenOf,
  decimalOf,
  type FhirNode,
  flagOf,
  fourDigits,
  hasChild,
  pathOf,
  textOf,
} from './fhir-node.ts';
import { timeOf } from './fhir-time.ts';
import type { CompleteCdsSettings } from './settings.ts';

/** How much of something, in the unit that rules use. */
export interface Amount {
  readonly value: number;
  readonly unit?: string;
}

/** What a dosage says about a day and about its length, as far as it says it without alternatives. */
export interface Dosage {
  readonly daily?: Amount;
  readonly days?: number;
  readonly startedAt?: string;
  /** Exclusive. */
  readonly endedAt?: string;
}

/** A Quantity, its unit translated by the settings; not positive ones are missing. */
export function amountOf(node: FhirNode, name: string, { units }: CompleteCdsSettings): Amount | undefined {
  const quantity = childOf(node, name);
  const value = decimalOf(quantity, 'value');
  if (value === undefined) return undefined;
  if (value <= 0 || hasChild(quantity, 'comparator')) {
    node.problems.add('value-malformed', pathOf(quantity));
    return undefined;
  }
  const code = textOf(quantity, 'code');
  const text = textOf(quantity, 'unit');
  const unit = [code, text].flatMap((sent) =>
    sent !== undefined && Object.hasOwn(units, sent) ? units[sent]! : [],
  )[0];
  const known = unit ?? text ?? code;
  return { value, ...(known === undefined ? {} : { unit: known }) };
}

/** Days of a Duration; months and years have no fixed number of days and are missing. */
export function daysOf(node: FhirNode, name: string): number | undefined {
  const duration = childOf(node, name);
  const value = decimalOf(duration, 'value');
  if (value === undefined) return undefined;
  const unit = textOf(duration, 'code') ?? textOf(duration, 'unit');
  const factor = unit === undefined ? undefined : DAYS_OF.get(unit);
  if (factor !== undefined && value > 0) return fourDigits(value * factor);
  node.problems.add('value-malformed', pathOf(duration));
  return undefined;
}

/**
 * The dosage of an order. Of several instructions, alternatives, steps, ranges and doses on demand nothing is worked
 * out: whatever was taken for them would be a guess.
 */
export function readDosage(order: FhirNode, settings: CompleteCdsSettings): Dosage {
  const instructions = childrenOf(order, 'dosageInstruction');
  const [instruction] = instructions;
  if (instruction === undefined) return {};
  const timing = childOf(instruction, 'timing');
  const repeat = childOf(timing, 'repeat');
  const span = instructions.length === 1 ? readSpan(repeat) : {};
  if (instructions.length > 1 || isOpen(instruction, repeat)) {
    order.problems.add('dosage-open', pathOf(instruction));
    return span;
  }
  const perDay = timesPerDay(timing, repeat);
  const dose = doseOf(instruction, settings);
  if (perDay === undefined || dose === undefined) return span;
  return { ...span, daily: { ...dose, value: dose.value * perDay } };
}

function isOpen(instruction: FhirNode, repeat: FhirNode): boolean {
  if (hasChild(instruction, 'asNeededCodeableConcept') || flagOf(instruction, 'asNeededBoolean') === true) return true;
  return childrenOf(instruction, 'doseAndRate').length > 1 || OPEN_REPEAT.some((name) => hasChild(repeat, name));
}

function doseOf(instruction: FhirNode, settings: CompleteCdsSettings): Amount | undefined {
  const [dose] = childrenOf(instruction, 'doseAndRate');
  if (dose !== undefined) return hasChild(dose, 'doseQuantity') ? amountOf(dose, 'doseQuantity', settings) : undefined;
  // Where STU3 has it.
  return hasChild(instruction, 'doseQuantity') ? amountOf(instruction, 'doseQuantity', settings) : undefined;
}

function timesPerDay(timing: FhirNode, repeat: FhirNode): number | undefined {
  const period = decimalOf(repeat, 'period');
  const unit = textOf(repeat, 'periodUnit');
  if (period === undefined || unit === undefined) {
    if (hasChild(repeat, 'frequency')) return undefined;
    return codingsOf(childOf(timing, 'code')).flatMap(({ code }) => TIMES_PER_DAY.get(code) ?? [])[0];
  }
  const days = DAYS_OF.get(unit);
  const frequency = decimalOf(repeat, 'frequency') ?? 1;
  return days === undefined || period <= 0 || frequency <= 0 ? undefined : frequency / (period * days);
}

function readSpan(repeat: FhirNode): Omit<Dosage, 'daily'> {
  if (hasChild(repeat, 'boundsDuration')) {
    const days = daysOf(repeat, 'boundsDuration');
    return days === undefined ? {} : { days };
  }
  const period = childOf(repeat, 'boundsPeriod');
  const startedAt = timeOf(period, 'start');
  const end = timeOf(period, 'end');
  const endedAt = end === undefined ? undefined : exclusiveEnd(end);
  if (startedAt === undefined || endedAt === undefined) return startedAt === undefined ? {} : { startedAt };
  const from = parseInstant(startedAt);
  const to = parseInstant(endedAt);
  if (!(to > from)) {
    repeat.problems.add('value-implausible', `${pathOf(period)}.end`);
    return { startedAt };
  }
  return { startedAt, endedAt, days: dayOf(to - 1) - dayOf(from) + 1 };
}

/** The end of a FHIR Period belongs to it: a whole day when it is a date. */
export function exclusiveEnd(end: string): string {
  return end.length > 10 ? end : formatCstDate(parseCstDate(end) + 1);
}

const OPEN_REPEAT = ['frequencyMax', 'periodMax', 'countMax', 'count', 'boundsRange', 'dayOfWeek', 'when', 'timeOfDay'];

/** Units of time, in UCUM and as clients write them. */
const DAYS_OF: ReadonlyMap<string, number> = new Map([
  ['min', 1 / 1440],
  ['h', 1 / 24],
  ['d', 1],
  ['wk', 7],
  ['day', 1],
  ['days', 1],
  ['week', 7],
  ['weeks', 7],
  ['天', 1],
  ['日', 1],
  ['周', 7],
]);

/** Timing.code, HL7 v3 GTSAbbreviation. */
const TIMES_PER_DAY: ReadonlyMap<string, number> = new Map([
  ['QD', 1],
  ['BID', 2],
  ['TID', 3],
  ['QID', 4],
  ['QOD', 1 / 2],
  ['AM', 1],
  ['PM', 1],
  ['Q1H', 24],
  ['Q2H', 12],
  ['Q3H', 8],
  ['Q4H', 6],
  ['Q6H', 4],
  ['Q8H', 3],
]);
