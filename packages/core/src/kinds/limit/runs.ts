import type { Judge } from '../../judge/judge.ts';
import { uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { isPartition } from '../../judge/windows.ts';
import { LOOSE } from './collect-sum.ts';
import { createSum, type RunMeasure } from './run-measure.ts';
import { isAsked, slidingRuns } from './sliding.ts';

/**
 * The stretches of `order` (uses sorted by key and time) that are measured against the bound: one for each instance of
 * a partition, each chain of a course, and the windows that stand for a series that windows slide along. Only
 * stretches that hold a use of this visit on a day that the rule is in force on: nothing else is asked about.
 *
 * @param createMeasure - Measures what is compared with `max`.
 */
export function runsOf(
  judge: Judge,
  window: WindowOf,
  order: Int32Array,
  max: number,
  createMeasure: () => RunMeasure = createSum,
): Int32Array[] {
  const runs: Int32Array[] = [];
  for (let low = firstKeyed(order); low < order.length; ) {
    let high = low + 1;
    while (high < order.length && isSameRun(window, order[low]!, order[high - 1]!, order[high]!)) high += 1;
    const run = order.subarray(low, high);
    if (isPartition(window.kind) || window.kind === 'course') runs.push(run);
    else runs.push(...slidingRuns(judge, window, run, max, createMeasure()));
    low = high;
  }
  return runs.filter((run) => run.some((use) => isAsked(judge, use)));
}

/** Uses that might belong to any instance. */
export function looseUses(order: Int32Array): Int32Array {
  return order.subarray(0, firstKeyed(order));
}

function firstKeyed(order: Int32Array): number {
  let first = 0;
  while (first < order.length && uses.key[order[first]!] === LOOSE) first += 1;
  return first;
}

function isSameRun(window: WindowOf, first: number, previous: number, use: number): boolean {
  if (uses.key[first] !== uses.key[use]) return false;
  return window.kind !== 'course' || uses.day[use]! - uses.day[previous]! <= window.argument;
}

/** Sum of the quantities that are known. */
export function knownSum(run: Int32Array): number {
  let sum = 0;
  for (const use of run) {
    const quantity = uses.quantity[use]!;
    if (quantity === quantity) sum += quantity;
  }
  return sum;
}
