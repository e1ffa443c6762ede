import { DAY_ABSENT, ITEM_STANDING, ROLE_HISTORY } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { isDayInForce, takesPart, undetermined } from '../../judge/judge.ts';
import { addUses, clearUses, USES_MAX, uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, isHourKnown, lastHourOf } from '../../judge/windows.ts';
import { DAY_MS, HOUR_MS, parseInstant } from '../../model/calendar.ts';
import { SCALE } from '../../model/decimal.ts';

/** One time that an item was used. */
export interface UseTime {
  readonly item: number;
  readonly day: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** When the item was used: once, or once per execution of a standing order. */
export function useTimesOf(judge: Judge, window: WindowOf, i: number): readonly UseTime[] {
  const { facts } = judge;
  if ((facts.flags[i]! & ITEM_STANDING) === 0) {
    return [{ item: i, day: facts.day[i]!, startMs: facts.startMs[i]!, endMs: facts.endMs[i]! }];
  }
  clearUses();
  addUses(judge, i, 'executions');
  const ends = endsByStart(judge, i);
  const times: UseTime[] = [];
  for (let use = 0; use < uses.count; use += 1) {
    const day = uses.day[use]!;
    const startMs = uses.ms[use]!;
    times.push({ item: i, day, startMs, endMs: ends.get(startMs) ?? NaN });
  }
  // What was carried out is in use for as long as each time says.
  return window.kind === 'overlap' && facts.raw[i]!.executions === undefined ? joinTouching(judge, times) : times;
}

/** Days of a standing order that follow each other are one period of use; they come in the order of time. */
function joinTouching(judge: Judge, times: readonly UseTime[]): readonly UseTime[] {
  const periods: UseTime[] = [];
  for (const use of times) {
    const last = periods[periods.length - 1];
    const endMs = endOfUse(judge, use);
    const isNext = last !== undefined && use.startMs <= last.endMs;
    if (isNext && isDayInForce(judge, use.day) === isDayInForce(judge, last.day)) {
      periods[periods.length - 1] = { ...last, endMs };
    } else periods.push({ ...use, endMs });
  }
  return periods;
}

/** The uses of all items of the codes that take part; `undefined` when there are more than are looked at. */
export function usesOf(
  judge: Judge,
  window: WindowOf,
  codes: readonly number[],
  isTaken: (judge: Judge, i: number) => boolean = takesPart,
): UseTime[] | undefined {
  const { facts } = judge;
  const times: UseTime[] = [];
  for (const code of codes) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!isTaken(judge, i)) continue;
      for (const use of useTimesOf(judge, window, i)) times.push(use);
      if (times.length > USES_MAX) return undefined;
    }
  }
  return times;
}

function endsByStart(judge: Judge, i: number): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const { executions } = judge.facts.raw[i]!;
  if (!Array.isArray(executions)) return ends;
  for (const execution of executions) {
    if (execution?.endedAt !== undefined) ends.set(parseInstant(execution.at), parseInstant(execution.endedAt));
  }
  return ends;
}

/** More uses of the row's codes than are compared with each other: nothing is told of the row. */
export function isTooMuch(judge: Judge, codes: readonly number[]): void {
  const { facts } = judge;
  const items: number[] = [];
  for (const code of new Set(codes)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) if (takesPart(judge, i)) items.push(i);
  }
  undetermined(
    judge,
    items.sort((a, b) => a - b),
    ['items.executions'],
  );
}

/** Whether a use is of this visit and on a day that the rule is in force on: what a rule may ask about. */
export function isAsked(judge: Judge, use: UseTime): boolean {
  return judge.facts.role[use.item] !== ROLE_HISTORY && isDayInForce(judge, use.day);
}

/** Meeting in the window: yes, no, or not to be told for lack of a fact. */
export type Meeting = 'together' | 'apart' | 'unknown';

/** Whether two uses meet in the window: same instance, close enough, or touching the same clock hour. */
export function meet(judge: Judge, window: WindowOf, a: UseTime, b: UseTime): Meeting {
  switch (window.kind) {
    case 'line':
      return a.item === b.item ? 'together' : 'apart';
    case 'hour':
      return isUndated(a, b) ? 'unknown' : meetInHour(judge, a, b);
    case 'hours':
      return isUndated(a, b) ? 'unknown' : meetWithin(judge, window.argument * HOUR_MS, a, b);
    case 'rolling':
      return isUndated(a, b) ? 'unknown' : told(Math.abs(a.day - b.day) < window.argument);
    case 'course':
      return isUndated(a, b) ? 'unknown' : told(Math.abs(a.day - b.day) <= window.argument);
    case 'overlap':
      return isUndated(a, b) ? 'unknown' : told(areUsedTogether(judge, a, b));
    default: {
      const instanceOfA = instanceOf(judge, window, a.item, a.day, a.startMs);
      const instanceOfB = instanceOf(judge, window, b.item, b.day, b.startMs);
      if (instanceOfA !== instanceOfA || instanceOfB !== instanceOfB) return 'unknown';
      return told(instanceOfA === instanceOfB);
    }
  }
}

function meetInHour(judge: Judge, a: UseTime, b: UseTime): Meeting {
  const isTouching =
    Math.floor(a.startMs / HOUR_MS) <= lastHourOf(b.startMs, b.endMs) &&
    Math.floor(b.startMs / HOUR_MS) <= lastHourOf(a.startMs, a.endMs);
  if (slackOf(judge, a) + slackOf(judge, b) === 0) return told(isTouching);
  return isTouching || a.day === b.day ? 'unknown' : 'apart';
}

/** Whether two beginnings are at most so many milliseconds apart, the bound included. */
function meetWithin(judge: Judge, bound: number, a: UseTime, b: UseTime): Meeting {
  if (a.startMs > b.startMs) return meetWithin(judge, bound, b, a);
  const apart = b.startMs - a.startMs;
  const slack = slackOf(judge, a);
  if (apart - slack > bound) return 'apart';
  return Math.max(apart + slackOf(judge, b), slack - apart) <= bound ? 'together' : 'unknown';
}

/** How much later than its midnight a use may have been whose time of day is not known. */
export function slackOf(judge: Judge, { item, startMs }: UseTime): number {
  return isHourKnown(judge, item, startMs) ? 0 : DAY_MS - 1;
}

/** Items without a site are taken to be on the same one: a missing site must not hide a double charge. */
export function areOnDifferentSites(judge: Judge, a: number, b: number): boolean {
  const siteOfA = judge.facts.raw[a]!.bodySite;
  const siteOfB = judge.facts.raw[b]!.bodySite;
  return siteOfA !== undefined && siteOfB !== undefined && siteOfA !== siteOfB;
}

/** Whether the periods of use intersect; periods that only touch do not: the old drug ended when the new one began. */
function areUsedTogether(judge: Judge, a: UseTime, b: UseTime): boolean {
  return a.startMs < endOfUse(judge, b) && b.startMs < endOfUse(judge, a);
}

/** End as sent, else start plus the days of supply, else the end of the day. Exclusive. */
export function endOfUse(judge: Judge, use: UseTime): number {
  if (use.endMs > use.startMs) return use.endMs;
  const supplyDays = judge.facts.supplyDays[use.item]!;
  if (supplyDays > 0) return use.startMs + (supplyDays / SCALE) * DAY_MS;
  return (use.day + 1) * DAY_MS;
}

function isUndated(a: UseTime, b: UseTime): boolean {
  return a.day === DAY_ABSENT || b.day === DAY_ABSENT;
}

function told(isTogether: boolean): Meeting {
  return isTogether ? 'together' : 'apart';
}
