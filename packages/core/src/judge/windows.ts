import type { Instant } from '../model/calendar.ts';
import { civilFromDay, DAY_MS, HOUR_MS, parseInstant } from '../model/calendar.ts';
import type { WindowKind } from '../segment/numbering.ts';
import { WINDOW_KINDS } from '../segment/numbering.ts';
import { DAY_ABSENT, ITEM_STANDING, ROLE_HISTORY } from './facts.ts';
import type { Judge } from './judge.ts';
import { parameterOr } from './judge.ts';

/** A window as a row gives it. */
export interface WindowOf {
  readonly kind: WindowKind;
  /** Hours, days, or month × 100 + day of month, as the kind takes. */
  readonly argument: number;
}

/** The window in two parameter slots; the visit when none is given. */
export function windowAt(judge: Judge, slot: number): WindowOf {
  const number = parameterOr(judge, slot, -1);
  return { kind: WINDOW_KINDS[number] ?? 'visit', argument: parameterOr(judge, slot + 1, 0) };
}

/** The window for `{bound}`: its kind, and its length where it has one. */
export function windowText(window: WindowOf): string {
  return isPartition(window.kind) || window.kind === 'overlap' ? window.kind : `${window.kind}:${window.argument}`;
}

/** Windows that reach beyond the visit: what happened elsewhere matters. */
export function isLongWindow(kind: WindowKind): boolean {
  switch (kind) {
    case 'week':
    case 'month':
    case 'quarter':
    case 'year':
    case 'insurance-year':
    case 'lifetime':
    case 'rolling':
    case 'course':
      return true;
    default:
      return false;
  }
}

/** Windows that part time or paper into instances; the others slide along with each use. */
export function isPartition(kind: WindowKind): boolean {
  return kind !== 'hours' && kind !== 'rolling' && kind !== 'course' && kind !== 'overlap';
}

/**
 * Number of the instance that a use of item `i` on `day` at `ms` falls into, for partition windows. `NaN` when the
 * fact that would tell is missing.
 */
export function instanceOf(judge: Judge, window: WindowOf, i: number, day: number, ms: number): number {
  if (day === DAY_ABSENT && isDated(window.kind)) return NaN;
  switch (window.kind) {
    case 'line':
      return i;
    case 'prescription':
      return prescriptionOf(judge, i);
    case 'visit':
      return visitOf(judge, i);
    case 'day':
      return day - EARLIEST_DAY;
    case 'hour':
      return isHourKnown(judge, i, ms) ? Math.floor(ms / HOUR_MS) - EARLIEST_DAY * 24 : NaN;
    case 'week':
      // 1970-01-01 was a Thursday; weeks begin on Monday.
      return Math.floor((day + 3) / 7) - EARLIEST_DAY;
    case 'month':
      return monthOf(day);
    case 'quarter':
      return Math.floor(monthOf(day) / 3);
    case 'year':
      return civilFromDay(day).year;
    case 'insurance-year':
      return insuranceYearOf(day, window.argument);
    default:
      return 0;
  }
}

/**
 * Whether the time of day of a use is known. A date without a time is that day's midnight, and so are the days of a
 * standing order whose executions are not given: neither says at what hour.
 */
export function isHourKnown({ facts }: Judge, i: number, ms: number): boolean {
  if (ms % DAY_MS !== 0) return true;
  const { occurredAt, executions } = facts.raw[i]!;
  if ((facts.flags[i]! & ITEM_STANDING) === 0) return !isDate(occurredAt ?? facts.encounter.asOf);
  return executions?.some(({ at }) => !isDate(at) && parseInstant(at) === ms) === true;
}

/** A day without a time. */
export function isDate(instant: Instant | undefined): boolean {
  return typeof instant === 'string' && instant.length === DATE_LENGTH;
}

function isDated(kind: WindowKind): boolean {
  return kind !== 'line' && kind !== 'prescription' && kind !== 'visit' && kind !== 'lifetime';
}

function monthOf(day: number): number {
  const { year, month } = civilFromDay(day);
  return year * 12 + month - 1;
}

function insuranceYearOf(day: number, startsOn: number): number {
  const { year, month, dayOfMonth } = civilFromDay(day);
  return month * 100 + dayOfMonth >= startsOn ? year : year - 1;
}

/**
 * The instance that a use of item `i` falls into, in words that say nothing about the order in which items were sent:
 * ids of alerts are made of it, and numbers of items and of texts change with every line that is added.
 */
export function instanceText(judge: Judge, window: WindowOf, i: number, instance: number): string {
  const { role, raw } = judge.facts;
  const { id, visitId, prescriptionId } = raw[i]!;
  const visit = role[i] === ROLE_HISTORY ? (visitId ?? `/${id}`) : '';
  switch (window.kind) {
    case 'line':
      return id;
    case 'prescription':
      return `${visit}|${prescriptionId ?? ''}`;
    case 'visit':
      return visit;
    default:
      return String(instance);
  }
}

/** The fact that is missing when an item cannot be placed in the window. */
export function missingFor(window: WindowOf): string {
  return window.kind === 'prescription' ? 'items.prescriptionId' : 'items.occurredAt';
}

/** Items of this visit share a number; each earlier visit has its own; a history item without a visit is its own. */
export function visitOf(judge: Judge, i: number): number {
  const { raw, role } = judge.facts;
  const visitId = raw[i]!.visitId;
  if (role[i] !== ROLE_HISTORY) return 0;
  return visitId === undefined ? OWN_KEY + i : keyOf(judge, `v${visitId}`);
}

/** `NaN` when the item does not say: two such items may be on one prescription or on two. */
export function prescriptionOf(judge: Judge, i: number): number {
  const { prescriptionId } = judge.facts.raw[i]!;
  if (prescriptionId === undefined || prescriptionId === '') return NaN;
  return keyOf(judge, `p${visitOf(judge, i)}|${prescriptionId}`);
}

/** A small number for a body site, 0 for none. */
export function siteOf(judge: Judge, i: number): number {
  const site = judge.facts.raw[i]!.bodySite;
  return site === undefined ? 0 : keyOf(judge, `s${site}`);
}

function keyOf(judge: Judge, text: string): number {
  const { keys } = judge.lookup;
  let key = keys.get(text);
  if (key === undefined) {
    key = keys.size + 1;
    keys.set(text, key);
  }
  return key;
}

/** First hour (since the epoch) that an interval touches, and last: an interval that ends on the hour does not touch it. */
export function lastHourOf(startMs: number, endMs: number): number {
  return endMs > startMs ? Math.floor((endMs - 1) / HOUR_MS) : Math.floor(startMs / HOUR_MS);
}

/** Last day that an interval touches. */
export function lastDayOf(startMs: number, endMs: number): number {
  return endMs > startMs ? Math.floor((endMs - 1) / DAY_MS) : Math.floor(startMs / DAY_MS);
}

/** `YYYY-MM-DD`. */
const DATE_LENGTH = 10;
/** Keys of texts stay below, so that items without one never meet. Fits with the others into one safe integer. */
const OWN_KEY = 100_000;
/** Instances are numbered from 1800-01-01, so that none is negative. */
const EARLIEST_DAY = -62_091;
