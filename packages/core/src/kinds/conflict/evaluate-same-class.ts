import { DAY_ABSENT, ROLE_DRAFT } from '../../judge/facts.ts';
import { compareAtOneTime } from '../../judge/item-order.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, parameterOr, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import { allowSteps, spend } from '../../judge/steps.ts';
import type { WindowOf } from '../../judge/windows.ts';
import {
  instanceOf,
  instanceText,
  isLongWindow,
  isPartition,
  lastHourOf,
  missingFor,
  windowAt,
} from '../../judge/windows.ts';
import { HOUR_MS } from '../../model/calendar.ts';
import { SCALE } from '../../model/decimal.ts';
import type { UseTime } from './meeting.ts';
import { endOfUse, isAsked, isTooMuch, meet, slackOf, usesOf } from './meeting.ts';
import { nearbyOf } from './nearby.ts';

/** More different items of one class in use together than the rule allows. */
export function evaluateSameClass(judge: Judge): void {
  if (!isFirstLook(judge)) return;
  const window = windowAt(judge, 0);
  const distinctMax = parameterOr(judge, 2, 1);
  const codes = memberCodes(judge, 0);
  if (codes.length <= distinctMax) return clear(judge, isLongWindow(window.kind));
  allowSteps();
  const times = usesOf(judge, window, codes);
  if (times === undefined) return isTooMuch(judge, codes);
  const untold = new Set<number>();
  const isParted = PARTED.has(window.kind) || (isPartition(window.kind) && window.kind !== 'hour');
  const together = isParted
    ? inInstances(judge, window, times, untold, distinctMax)
    : aroundUses(judge, window, times, untold);
  if (together === undefined) return isTooMuch(judge, codes);
  const breaches = new Map<string, Breach>();
  for (const found of together) {
    const distinct = distinctOf(judge, found);
    if (distinct <= distinctMax) continue;
    const place = placeOf(judge, window, found);
    const breach = breaches.get(place) ?? { items: new Set(), most: 0 };
    breaches.set(place, breach);
    breach.most = Math.max(breach.most, distinct);
    for (const { item } of found) breach.items.add(item);
  }
  for (const [place, { items, most }] of breaches) {
    report(
      judge,
      `${window.kind}:${place}`,
      [...items].sort((a, b) => a - b),
      most,
      distinctMax,
    );
  }
  if (breaches.size > 0) return;
  const items = [...untold].sort((a, b) => a - b);
  if (new Set(items.map((i) => judge.facts.code[i]!)).size > distinctMax)
    undetermined(judge, items, [missingFor(window)]);
  else clear(judge, isLongWindow(window.kind));
}

/** Uses that are there all at once, one at least of which the rule asks about. */
type Together = readonly UseTime[];

/** All of an instance are together; what has no place might be in any. */
function inInstances(
  judge: Judge,
  window: WindowOf,
  times: readonly UseTime[],
  untold: Set<number>,
  distinctMax: number,
): readonly Together[] | undefined {
  const courses = window.kind === 'course' ? coursesOf(window, times) : undefined;
  const byInstance = new Map<number, UseTime[]>();
  const unplaced: UseTime[] = [];
  for (const use of times) {
    const instance = courses?.get(use.day) ?? instanceOf(judge, window, use.item, use.day, use.startMs);
    const same = byInstance.get(instance);
    if (instance !== instance) unplaced.push(use);
    else if (same === undefined) byInstance.set(instance, [use]);
    else same.push(use);
  }
  const isAnyAsked = (uses: readonly UseTime[]): boolean => uses.some((use) => isAsked(judge, use));
  const instances = window.kind === 'rolling' ? windowsOf(judge, window, times) : [...byInstance.values()];
  if (instances === undefined) return undefined;
  if (!spend(instances.length * unplaced.length)) return undefined;
  for (const found of [...instances, []]) {
    // With what might be there too, it may be too much.
    const all = [...found, ...unplaced];
    if (unplaced.length === 0 || !isAnyAsked(all) || distinctOf(judge, all) <= distinctMax) continue;
    for (const { item } of all) untold.add(item);
  }
  return instances.filter(isAnyAsked);
}

/**
 * Of the windows of so many days that begin on a day of use, those that are the fullest around some use that the rule asks
 * about; the earliest of equally full ones.
 */
function windowsOf(judge: Judge, window: WindowOf, times: readonly UseTime[]): readonly Together[] | undefined {
  const placed = times.filter(({ day }) => day !== DAY_ABSENT).sort((a, b) => a.day - b.day);
  const windows: { readonly first: number; readonly uses: Together; readonly distinct: number }[] = [];
  for (let low = 0, high = 0; low < placed.length; ) {
    const first = placed[low]!.day;
    while (high < placed.length && placed[high]!.day < first + window.argument) high += 1;
    if (!spend(high - low)) return undefined;
    const uses = placed.slice(low, high);
    windows.push({ first, uses, distinct: distinctOf(judge, uses) });
    while (low < placed.length && placed[low]!.day === first) low += 1;
  }
  const days = new Set(placed.filter((use) => isAsked(judge, use)).map(({ day }) => day));
  if (!spend(days.size * windows.length)) return undefined;
  const chosen = new Set<Together>();
  for (const day of days) {
    const around = windows.filter(({ first }) => first <= day && day < first + window.argument);
    chosen.add(around.reduce((best, one) => (one.distinct > best.distinct ? one : best)).uses);
  }
  return [...chosen];
}

/** Windows that are no partitions, and whose uses are all together nevertheless. */
const PARTED: ReadonlySet<string> = new Set(['course', 'rolling']);

/** The course that each day of use belongs to: no gap between neighbours is longer than the window says. */
function coursesOf(window: WindowOf, times: readonly UseTime[]): ReadonlyMap<number, number> {
  const days = [...new Set(times.map(({ day }) => day))].sort((a, b) => a - b);
  const courses = new Map<number, number>();
  let course = 0;
  let previous = DAY_ABSENT;
  for (const day of days) {
    if (day - previous > window.argument) course += 1;
    previous = day;
    courses.set(day, day === DAY_ABSENT ? NaN : course);
  }
  return courses;
}

/** Around each use, in windows that slide; `undefined` when there is too much to compare. */
function aroundUses(
  judge: Judge,
  window: WindowOf,
  times: readonly UseTime[],
  untold: Set<number>,
): readonly Together[] | undefined {
  const nearby = nearbyOf(judge, window, times);
  const moments = window.kind === 'overlap' ? momentsOf(judge, times) : [];
  if (moments === undefined) return undefined;
  const around: Together[] = [];
  for (const use of times) {
    if (!isAsked(judge, use)) continue;
    const near = nearby(use);
    if (!spend(near.length + moments.length)) return undefined;
    const others = near.filter((other) => {
      const meeting = meet(judge, window, use, other);
      if (meeting === 'unknown') untold.add(use.item).add(other.item);
      return meeting === 'together';
    });
    const found = window.kind === 'hour' ? inHours(use, others) : fullest(judge, window, use, others, moments);
    if (found === undefined) return undefined;
    around.push(...found);
  }
  return around;
}

/** What is together beyond the bound in one window. */
interface Breach {
  readonly items: Set<number>;
  most: number;
}

/** Which window it is; windows that slide are told apart by whether a draft stands in them. */
function placeOf(judge: Judge, window: WindowOf, found: Together): string {
  if (isPartition(window.kind)) {
    // What touches an hour may have begun before; the last of several began in it.
    const { item, day, startMs } = found.reduce((last, one) => (one.startMs > last.startMs ? one : last));
    return instanceText(judge, window, item, instanceOf(judge, window, item, day, startMs));
  }
  return found.some(({ item }) => judge.facts.role[item] === ROLE_DRAFT) ? 'drafts' : 'old';
}

/** The uses that touch each clock hour that this one touches; of those that share an hour one begins in it. */
function inHours(use: UseTime, others: readonly UseTime[]): readonly Together[] | undefined {
  const hours = new Set(others.map(({ startMs }) => hourOf(Math.max(startMs, use.startMs))));
  if (!spend(hours.size * others.length)) return undefined;
  return [...hours].map((hour) =>
    others.filter(({ startMs, endMs }) => hourOf(startMs) <= hour && hour <= lastHourOf(startMs, endMs)),
  );
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

/**
 * Of the uses that meet this one, those that are there all at once: in an overlap, the most that are in use at any
 * moment; three that follow each other two by two are never three together. So it is with windows that slide: the first
 * and the last of three days' use may each be near the second and far from each other.
 */
function fullest(
  judge: Judge,
  window: WindowOf,
  use: UseTime,
  others: readonly UseTime[],
  moments: readonly Moment[],
): readonly Together[] | undefined {
  if (window.kind === 'overlap') {
    const end = endOfUse(judge, use);
    const isOf = ({ ms }: Moment): boolean => ms >= use.startMs && ms < end;
    const { ms } = moments.reduce(
      (best, moment) => (isOf(moment) && moment.distinct > best.distinct ? moment : best),
      NO_MOMENT,
    );
    return [others.filter((other) => other.startMs <= ms && ms < endOfUse(judge, other))];
  }
  let best: readonly UseTime[] = [];
  const tried = new Set<number>();
  // Of one midnight the hour that is known comes first: all that is surely near to one that is not is near to it.
  const byTime = [...others].sort((a, b) => a.startMs - b.startMs || slackOf(judge, a) - slackOf(judge, b));
  for (const first of byTime) {
    if (first.startMs > use.startMs || tried.has(first.startMs)) continue;
    tried.add(first.startMs);
    if (!spend(others.length)) return undefined;
    const current = others.filter(
      (other) => other.startMs >= first.startMs && meet(judge, window, first, other) === 'together',
    );
    if (distinctOf(judge, current) > distinctOf(judge, best)) best = current;
  }
  return [best];
}

/** What is in use when something begins to be used. */
interface Moment {
  readonly ms: number;
  readonly distinct: number;
}

function momentsOf(judge: Judge, times: readonly UseTime[]): Moment[] | undefined {
  const dated = times.filter(({ day }) => day !== DAY_ABSENT);
  const ends = dated.map((use) => endOfUse(judge, use));
  // In the order of time, so that of equally full ones the first is taken whatever the order of items.
  const starts = [...new Set(dated.map(({ startMs }) => startMs))].sort((a, b) => a - b);
  if (!spend(starts.length * dated.length)) return undefined;
  return starts.map((ms) => {
    const current = dated.filter((use, k) => use.startMs <= ms && ms < ends[k]!);
    return { ms, distinct: distinctOf(judge, current) };
  });
}

const NO_MOMENT: Moment = { ms: 0, distinct: 0 };

function distinctOf(judge: Judge, times: readonly UseTime[]): number {
  return new Set(times.map(({ item }) => judge.facts.code[item]!)).size;
}

/** Drafts offend; without one, the last to come. */
function report(judge: Judge, window: string, items: readonly number[], most: number, distinctMax: number): void {
  const { facts } = judge;
  const { role, startMs } = facts;
  const drafts = items.filter((i) => role[i] === ROLE_DRAFT);
  const isLater = (i: number, last: number): boolean =>
    startMs[i] === startMs[last] ? compareAtOneTime(facts, i, last) > 0 : startMs[i]! > startMs[last]!;
  const latest = items.reduce((last, i) => (isLater(i, last) ? i : last), items[0]!);
  const offending = drafts.length > 0 ? drafts : [latest];
  const isOffending = new Set(offending);
  const involved = items.filter((i) => !isOffending.has(i));
  const other = involved[0] ?? offending[1];
  hit(judge, {
    offending,
    involved,
    window,
    excess: { quantity: (most - distinctMax) * SCALE },
    evidence: [{ fact: 'items.distinctCodes', value: String(most), bound: String(distinctMax) }],
    words: { value: String(most), bound: String(distinctMax), ...(other === undefined ? {} : { other }) },
  });
}
