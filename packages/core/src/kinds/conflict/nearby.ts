import { DAY_ABSENT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, isPartition, lastDayOf } from '../../judge/windows.ts';
import type { UseTime } from './meeting.ts';
import { endOfUse, isAsked } from './meeting.ts';

/** Of many uses, those that may meet a given one. Which of them do is for `meet` to say. */
export type Nearby = (use: UseTime) => readonly UseTime[];

/** So that a year of one standing order is not compared with a year of another day by day. */
export function nearbyOf(judge: Judge, window: WindowOf, times: readonly UseTime[]): Nearby {
  // Intervals touch several hours and days.
  if (window.kind === 'hour' || window.kind === 'overlap') return nearbyByDays(judge, times);
  return nearbyByPlace(times, (use) => placeOf(judge, window, use), !isPartition(window.kind));
}

/** `NaN` when the fact that would tell is missing: such a use may meet any. */
function placeOf(judge: Judge, window: WindowOf, use: UseTime): number {
  if (isPartition(window.kind)) return instanceOf(judge, window, use.item, use.day, use.startMs);
  return use.day === DAY_ABSENT ? NaN : Math.floor(use.day / reachOf(window));
}

/** Days beyond which two uses cannot meet, whatever the time of day that a date stands for. */
function reachOf(window: WindowOf): number {
  return Math.max(1, window.kind === 'hours' ? Math.ceil(window.argument / 24) : window.argument);
}

function nearbyByPlace(times: readonly UseTime[], place: (use: UseTime) => number, isSliding: boolean): Nearby {
  const placed = new Map<number, UseTime[]>();
  const unplaced: UseTime[] = [];
  for (const use of times) {
    const at = place(use);
    if (at === at) putAt(placed, at, use);
    else unplaced.push(use);
  }
  return (use) => {
    const at = place(use);
    if (at !== at) return times;
    const here = placed.get(at) ?? [];
    if (!isSliding) return unplaced.length === 0 ? here : [...here, ...unplaced];
    return [...(placed.get(at - 1) ?? []), ...here, ...(placed.get(at + 1) ?? []), ...unplaced];
  };
}

/** By every day that a use touches; a long one is looked at from every day. */
function nearbyByDays(judge: Judge, times: readonly UseTime[]): Nearby {
  const byDay = new Map<number, UseTime[]>();
  const everywhere: UseTime[] = [];
  for (const use of times) {
    const last = lastDayTouched(judge, use);
    if (use.day === DAY_ABSENT || last - use.day >= TOUCHED_DAYS_MAX) everywhere.push(use);
    else for (let day = use.day; day <= last; day += 1) putAt(byDay, day, use);
  }
  return (use) => {
    const last = lastDayTouched(judge, use);
    if (use.day === DAY_ABSENT || last - use.day >= TOUCHED_DAYS_MAX) return times;
    const near = [...everywhere];
    for (let day = use.day; day <= last; day += 1) {
      // A use of several days is taken on the first that the two share.
      for (const other of byDay.get(day) ?? []) if (day === Math.max(use.day, other.day)) near.push(other);
    }
    return near;
  };
}

function lastDayTouched(judge: Judge, use: UseTime): number {
  return lastDayOf(use.startMs, endOfUse(judge, use));
}

function putAt(byPlace: Map<number, UseTime[]>, place: number, use: UseTime): void {
  const same = byPlace.get(place);
  if (same === undefined) byPlace.set(place, [use]);
  else same.push(use);
}

/**
 * In a window that parts time, the uses of an item in one instance all meet the same others; which of two comes later is
 * told by the first and the last of them.
 */
export function endsInInstances(judge: Judge, window: WindowOf, times: readonly UseTime[]): readonly UseTime[] {
  const isRepeated = times.some((use, k) => k > 0 && use.item === times[k - 1]!.item);
  if (!isRepeated || !isPartition(window.kind) || window.kind === 'hour') return times;
  const ends = new Map<string, { first: UseTime; last: UseTime }>();
  for (const use of times) {
    const instance = instanceOf(judge, window, use.item, use.day, use.startMs);
    const key = `${use.item} ${instance} ${isAsked(judge, use)}`;
    const known = ends.get(key);
    if (known === undefined) ends.set(key, { first: use, last: use });
    else if (use.startMs < known.first.startMs) known.first = use;
    else if (use.startMs > known.last.startMs) known.last = use;
  }
  return [...ends.values()].flatMap(({ first, last }) => (first === last ? [first] : [first, last]));
}

/** Days that are looked up one by one. */
const TOUCHED_DAYS_MAX = 8;
