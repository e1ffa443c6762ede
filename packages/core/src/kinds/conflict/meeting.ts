import { DAY_ABSENT, ITEM_STANDING, ROLE_HISTORY } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { isDayInForce, takesPart } from '../../judge/judge.ts';
import { addUses, clearUses, uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, isHourKnown, isPartition, lastHourOf } from '../../judge/windows.ts';
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
function useTimesOf(judge: Judge, i: number): readonly UseTime[] {
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
  return times;
}

/** The uses of all items of the codes that take part. */
export function usesOf(
  judge: Judge,
  codes: readonly number[],
  isTaken: (judge: Judge, i: number) => boolean = takesPart,
): UseTime[] {
  const { facts } = judge;
  const times: UseTime[] = [];
  for (const code of codes) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (isTaken(judge, i)) times.push(...useTimesOf(judge, i));
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

/** Whether a use is of this visit and on a day that the rule is in force on: what a rule may ask about. */
export function isAsked(judge: Judge, use: UseTime): boolean {
  return judge.facts.role[use.item] !== ROLE_HISTORY && isDayInForce(judge, use.day);
}

/**
 * Of many uses, those that may meet a given one, so that a year of one standing order is not compared with a year of
 * another day by day. Which of them do is for {@link meet} to say.
 */
export function nearbyOf(
  judge: Judge,
  window: WindowOf,
  times: readonly UseTime[],
): (use: UseTime) => readonly UseTime[] {
  const placeOf = (use: UseTime): number => {
    if (window.kind === 'rolling' || window.kind === 'course' || window.kind === 'hours') {
      if (use.day === DAY_ABSENT) return NaN;
      return Math.floor(use.day / reachOf(window));
    }
    // Intervals touch many hours, and overlaps have no bound.
    if (window.kind === 'hour' || window.kind === 'overlap') return NaN;
    return instanceOf(judge, window, use.item, use.day, use.startMs);
  };
  const isSliding = !isPartition(window.kind);
  const placed = new Map<number, UseTime[]>();
  const unplaced: UseTime[] = [];
  for (const use of times) {
    const place = placeOf(use);
    const same = placed.get(place);
    if (place !== place) unplaced.push(use);
    else if (same === undefined) placed.set(place, [use]);
    else same.push(use);
  }
  return (use) => {
    const place = placeOf(use);
    if (place !== place) return times;
    const here = placed.get(place) ?? [];
    if (!isSliding) return unplaced.length === 0 ? here : [...here, ...unplaced];
    return [...(placed.get(place - 1) ?? []), ...here, ...(placed.get(place + 1) ?? []), ...unplaced];
  };
}

/** Days beyond which two uses cannot meet. */
function reachOf(window: WindowOf): number {
  return window.kind === 'hours' ? Math.ceil(window.argument / 24) + 1 : Math.max(1, window.argument);
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
function slackOf(judge: Judge, { item, startMs }: UseTime): number {
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
