import { ROLE_DRAFT, ROLE_HISTORY } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { isDayInForce } from '../../judge/judge.ts';
import { uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { HOUR_MS } from '../../model/calendar.ts';
import type { RunMeasure } from './run-measure.ts';

/**
 * The windows that stand for a series of uses (dated, sorted by time) under a bound: of each chain of overlapping
 * windows beyond the bound, the fullest that holds a draft, or else the fullest; and where none is beyond it, the
 * fullest of all that are asked about, and one that lacks a quantity.
 *
 * A `rolling` window ends at a use and reaches back over N calendar days, that day included; an `hours` window reaches
 * back N hours, both ends included.
 */
export function slidingRuns(
  judge: Judge,
  window: WindowOf,
  order: Int32Array,
  max: number,
  measure: RunMeasure,
): Int32Array[] {
  const runs: Stretch[] = [];
  let fullest: Stretch | undefined;
  let unknown: Stretch | undefined;
  let chainEnd = -1;
  const inside = createInside(judge);
  let low = 0;
  for (let high = 0; high < order.length; high += 1) {
    measure.take(order[high]!);
    inside.count(order[high]!, 1);
    for (; isApart(window, order[low]!, order[high]!); low += 1) {
      measure.leave(order[low]!);
      inside.count(order[low]!, -1);
    }
    const next = order[high + 1];
    // Uses at one instant belong together: a window is looked at only after the last of them.
    if (next !== undefined && uses.ms[order[high]!] === uses.ms[next]) continue;
    const stretch = { low, high, sum: measure.value(order[low]!, order[high]!), ...inside.flags() };
    if (stretch.isAsked && (fullest === undefined || stretch.sum > fullest.sum)) fullest = stretch;
    if (stretch.isAsked && stretch.isUnknown && (unknown === undefined || !unknown.hasDraft)) unknown = stretch;
    if (stretch.sum <= max) continue;
    const last = runs[runs.length - 1];
    if (last === undefined || low > chainEnd) runs.push(stretch);
    else if (isWorse(stretch, last)) runs[runs.length - 1] = stretch;
    chainEnd = high;
  }
  // One that is not beyond the bound as far as is known might be, and leaves the question open.
  const chosen = new Set(runs);
  if (runs.every(({ isAsked }) => !isAsked)) {
    if (fullest !== undefined) chosen.add(fullest);
    if (unknown !== undefined) chosen.add(unknown);
  }
  return [...chosen].map((stretch) => order.subarray(stretch.low, stretch.high + 1));
}

interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly sum: number;
  readonly hasDraft: boolean;
  /** Holds a use that the rule asks about: of this visit, on a day in force. */
  readonly isAsked: boolean;
  /** Holds a quantity that is not known. */
  readonly isUnknown: boolean;
}

/** Counts what stands in the window, so that sliding on by one use costs one use. */
interface Inside {
  count(use: number, by: 1 | -1): void;
  flags(): Pick<Stretch, 'hasDraft' | 'isAsked' | 'isUnknown'>;
}

function createInside(judge: Judge): Inside {
  let drafts = 0;
  let asked = 0;
  let unknown = 0;
  return {
    count(use, by) {
      if (judge.facts.role[uses.item[use]!] === ROLE_DRAFT) drafts += by;
      if (isAsked(judge, use)) asked += by;
      if (uses.quantity[use] !== uses.quantity[use]) unknown += by;
    },
    flags: () => ({ hasDraft: drafts > 0, isAsked: asked > 0, isUnknown: unknown > 0 }),
  };
}

/** An old breach does not hide that of a draft, however great it is. */
function isWorse(a: Stretch, b: Stretch): boolean {
  return a.hasDraft === b.hasDraft ? a.sum > b.sum : a.hasDraft;
}

/** Whether two uses, the earlier first, are too far apart to stand in one window. */
function isApart(window: WindowOf, earlier: number, later: number): boolean {
  if (window.kind === 'rolling') return uses.day[later]! - uses.day[earlier]! >= window.argument;
  return uses.ms[later]! - uses.ms[earlier]! > window.argument * HOUR_MS;
}

/** Whether a use is of this visit, on a day that the rule is in force on. */
export function isAsked(judge: Judge, use: number): boolean {
  return judge.facts.role[uses.item[use]!] !== ROLE_HISTORY && isDayInForce(judge, uses.day[use]!);
}
