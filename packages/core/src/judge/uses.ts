import { DAY_MS, dayOf, parseInstant } from '../model/calendar.ts';
import { parseDecimal, SCALE } from '../model/decimal.ts';
import type { Execution } from '../model/encounter.ts';
import type { Facts } from './facts.ts';
import { DAY_ABSENT, ITEM_STANDING } from './facts.ts';
import { compareAtOneTime } from './item-order.ts';
import type { Judge } from './judge.ts';
import { steps } from './steps.ts';
import { lastDayOf } from './windows.ts';

/**
 * Uses of items: an order is used once, a standing order once per execution, a duration once per day that it touches.
 * Columns, reused; valid until `clearUses`.
 */
export interface Uses {
  count: number;
  /** Some uses found no place: sums are lower bounds, and nothing is known to be clear. */
  isFull: boolean;
  item: Int32Array;
  day: Int32Array;
  ms: Float64Array;
  /** Scaled, in the item's own unit; `NaN` when unknown. */
  quantity: Float64Array;
  /** Order in which to look at them. */
  order: Int32Array;
  key: Float64Array;
}

/** The one set of columns: kinds use them one after another. */
export const uses: Uses = allocate(256);

export function clearUses(): void {
  uses.count = 0;
  uses.isFull = false;
}

/** How an item's quantity is spread. */
export type Spread = 'executions' | 'durations' | 'calendar-days' | 'days';

/**
 * Appends the uses of item `i`. `executions`: each execution with its quantity, counted on the day that it began.
 * `durations`: likewise, and an interval's quantity is parted among the days that it touches, in proportion to the time
 * in each; `calendar-days`: likewise, in equal parts. `days`: one use per
 * calendar day on which the item was used or its supply lasts.
 */
export function addUses(judge: Judge, i: number, spread: Spread): void {
  const first = uses.count;
  addAllUses(judge, i, spread);
  steps.total += uses.count - first;
  dropUsesAfterEnd(judge, first);
}

/** What lies before a rule came into force counts for what comes after; what lies behind its end is not its matter. */
function dropUsesAfterEnd(judge: Judge, first: number): void {
  let kept = first;
  for (let use = first; use < uses.count; use += 1) {
    const day = uses.day[use]!;
    if (day >= judge.to && day !== DAY_ABSENT) continue;
    uses.item[kept] = uses.item[use]!;
    uses.day[kept] = day;
    uses.ms[kept] = uses.ms[use]!;
    uses.quantity[kept] = uses.quantity[use]!;
    kept += 1;
  }
  uses.count = kept;
}

function addAllUses(judge: Judge, i: number, spread: Spread): void {
  const { facts } = judge;
  const raw = facts.raw[i]!;
  if ((facts.flags[i]! & ITEM_STANDING) !== 0) {
    if (raw.executions !== undefined) return addExecutions(judge, i, spread);
    return addDaily(judge, i);
  }
  addInterval(i, facts.startMs[i]!, facts.endMs[i]!, facts.net[i]!, facts.supplyDays[i]!, spread);
}

function addExecutions(judge: Judge, i: number, spread: Spread): void {
  const { facts } = judge;
  let reversed = facts.reversed?.get(i) ?? 0;
  const given = facts.raw[i]!.executions ?? [];
  // What was reversed is taken off the latest executions; the order in which they were sent is no fact about them.
  const executions = reversed > 0 ? inOrderOfTime(given) : given;
  for (let k = executions.length - 1; k >= 0; k -= 1) {
    const execution = executions[k]!;
    const whole = execution.quantity === undefined ? facts.quantity[i]! : parseDecimal(execution.quantity);
    const taken = Math.min(reversed, executionQuantity(facts, i, execution));
    reversed -= taken;
    if (taken > 0 && taken === executionQuantity(facts, i, execution)) continue;
    const end = execution.endedAt === undefined ? Number.NaN : parseInstant(execution.endedAt);
    const quantity = taken > 0 ? whole - taken : whole;
    if (!(quantity <= 0)) addInterval(i, parseInstant(execution.at), end, quantity, Number.NaN, spread);
  }
}

function inOrderOfTime(executions: readonly Execution[]): readonly Execution[] {
  return [...executions].sort((a, b) => parseInstant(a.at) - parseInstant(b.at));
}

/** Quantity of one execution: its own, else the order's, else one. */
export function executionQuantity(facts: Facts, i: number, execution: Execution): number {
  const quantity = execution.quantity === undefined ? facts.quantity[i]! : parseDecimal(execution.quantity);
  return quantity === quantity ? quantity : SCALE;
}

/** Last day on which a standing order is used, as far as is known. */
export function lastDayOfStanding(facts: Facts, i: number): number {
  const { executions } = facts.raw[i]!;
  const end = facts.endMs[i]!;
  let last = end === end ? end : facts.asOfMs;
  if (Array.isArray(executions)) {
    for (const execution of executions) {
      const at = typeof execution === 'object' && execution !== null ? parseInstant(execution.at) : NaN;
      if (at > last) last = at;
    }
  }
  return dayOf(last);
}

/**
 * A standing order without executions: once on each calendar day from its start to its end, or to now. What was
 * reversed is taken off the latest days.
 */
function addDaily(judge: Judge, i: number): void {
  const { facts } = judge;
  const start = facts.startMs[i]!;
  if (start !== start) return push(i, DAY_ABSENT, Number.NaN, facts.quantity[i]!);
  const first = dayOf(start);
  const daily = dailyQuantity(facts, i);
  const reversed = facts.reversed?.get(i) ?? 0;
  const days = plannedDays(facts, i);
  for (let k = 0; k < days; k += 1) {
    const taken = Math.min(daily, Math.max(0, reversed - (days - 1 - k) * daily));
    if (taken === daily) break;
    const quantity = taken > 0 ? daily - taken : facts.quantity[i]!;
    push(i, first + k, k === 0 ? start : (first + k) * DAY_MS, quantity);
  }
}

/** Days that a standing order without executions stands for; one when its start is unknown. */
export function plannedDays(facts: Facts, i: number): number {
  const start = facts.startMs[i]!;
  const end = facts.endMs[i]!;
  if (start !== start) return 1;
  const days = lastDayOf(start, end === end ? end : facts.asOfMs + 1) - dayOf(start) + 1;
  return Math.max(1, Math.min(days, PLAN_DAYS_MAX));
}

/** Quantity of one day of a standing order: its own, else one. */
export function dailyQuantity(facts: Facts, i: number): number {
  const quantity = facts.quantity[i]!;
  return quantity === quantity ? quantity : SCALE;
}

function addInterval(
  i: number,
  start: number,
  end: number,
  quantity: number,
  supplyDays: number,
  spread: Spread,
): void {
  if (start !== start) return push(i, DAY_ABSENT, NaN, quantity);
  const first = dayOf(start);
  if (spread === 'days') {
    const last =
      end > start ? lastDayOf(start, end) : supplyDays > 0 ? first + Math.ceil(supplyDays / SCALE) - 1 : first;
    for (let day = first; day <= last && day < first + PLAN_DAYS_MAX; day += 1) push(i, day, day * DAY_MS, SCALE);
    return;
  }
  if (spread === 'executions' || !(end > start) || lastDayOf(start, end) === first)
    return push(i, first, start, quantity);
  addShares(i, start, end, quantity, spread === 'calendar-days');
}

/** Parts a quantity among the days touched; rounding is carried so that the parts add up. */
function addShares(i: number, start: number, end: number, quantity: number, isEven: boolean): void {
  const first = dayOf(start);
  const last = lastDayOf(start, end);
  let given = 0;
  for (let day = first; day <= last && !uses.isFull; day += 1) {
    const until = Math.min(end, (day + 1) * DAY_MS);
    const share = isEven ? (day - first + 1) / (last - first + 1) : (until - start) / (end - start);
    const upTo = Math.round(quantity * share);
    push(i, day, Math.max(start, day * DAY_MS), upTo - given);
    given = upTo;
  }
}

function push(i: number, day: number, ms: number, quantity: number): void {
  if (uses.count >= USES_MAX) {
    uses.isFull = true;
    return;
  }
  if (uses.count === uses.item.length) grow();
  const at = uses.count;
  uses.item[at] = i;
  uses.day[at] = day;
  uses.ms[at] = ms;
  uses.quantity[at] = quantity;
  uses.count = at + 1;
}

/** Longest plan of a standing order that is spelt out: ten years. */
const PLAN_DAYS_MAX = 3660;
/**
 * Most uses looked at for one knowledge point: 20,000 items, each on a fortnight's days. Reached, a bound may be known to be
 * broken, never to be kept.
 */
export const USES_MAX = 300_000;

function grow(): void {
  const larger = allocate(uses.item.length * 4);
  larger.item.set(uses.item);
  larger.day.set(uses.day);
  larger.ms.set(uses.ms);
  larger.quantity.set(uses.quantity);
  // Keys are written item by item, before the next item may make the columns grow.
  larger.key.set(uses.key);
  Object.assign(uses, { ...larger, count: uses.count, isFull: uses.isFull });
}

function allocate(capacity: number): Uses {
  return {
    count: 0,
    isFull: false,
    item: new Int32Array(capacity),
    day: new Int32Array(capacity),
    ms: new Float64Array(capacity),
    quantity: new Float64Array(capacity),
    order: new Int32Array(capacity),
    key: new Float64Array(capacity),
  };
}

/** Sorts the uses by key, then time, then as items of one time are ordered; `uses.order` holds the result. */
export function sortUses(facts: Facts): Int32Array {
  const { order, count } = uses;
  for (let k = 0; k < count; k += 1) order[k] = k;
  const used = order.subarray(0, count);
  if (count > 1) used.sort((a, b) => compareUses(facts, a, b));
  return used;
}

function compareUses(facts: Facts, a: number, b: number): number {
  const byKey = uses.key[a]! - uses.key[b]!;
  if (byKey !== 0) return byKey;
  const byTime = timeOf(a) - timeOf(b);
  // Two uses without a time: the difference of infinities is not a number.
  if (byTime < 0 || byTime > 0) return byTime;
  return compareAtOneTime(facts, uses.item[a]!, uses.item[b]!);
}

/** Uses without a time come first. */
function timeOf(use: number): number {
  const ms = uses.ms[use]!;
  return ms === ms ? ms : -Infinity;
}
