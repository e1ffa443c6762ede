import { DAY_ABSENT, ITEM_DISCHARGE, ROLE_DRAFT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, lacks, parameter, parameterOr, takesPart, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import { addUses, clearUses, sortUses, uses } from '../../judge/uses.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, instanceText, isLongWindow, isPartition, missingFor, windowAt } from '../../judge/windows.ts';
import { SCALE } from '../../model/decimal.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { DAYS_SPAN } from '../../segment/numbering.ts';
import { LOOSE } from './collect-sum.ts';
import { itemsOf, itemsWithout } from './items-of.ts';
import { createSpan, createSum } from './run-measure.ts';
import { looseUses, runsOf } from './runs.ts';

/**
 * Days of use in each window instance: `distinct` counts the days on which it was used, pauses left out; `span` counts
 * every calendar day from the first use to the last. The published knowledge points use both wordings.
 */
export function evaluateDays(judge: Judge): void {
  if (!isFirstLook(judge)) return;
  const max = parameter(judge, 2);
  if (max === PARAMETER_ABSENT) return lacks(judge, 'rule.max');
  const window = windowAt(judge, 0);
  const missing = collect(judge, window);
  const order = sortUses(judge.facts);
  countEachDayOnce(order);
  let isHit = false;
  const createMeasure = parameterOr(judge, 3, 0) === DAYS_SPAN ? createSpan : createSum;
  for (const run of runsOf(judge, window, order, max * SCALE, createMeasure)) {
    if (judgeRun(judge, window, max, run)) isHit = true;
  }
  if (isHit) return;
  if (uses.isFull) return undetermined(judge, itemsOf(order), ['items.executions']);
  const loose = looseUses(order);
  if (loose.length > 0) undetermined(judge, itemsOf(loose), missing);
  else clear(judge, isLongWindow(window.kind));
}

/** Adds one use per day on which an item of the row was used; returns the facts that some lack. */
function collect(judge: Judge, window: WindowOf): string[] {
  const { facts } = judge;
  const missing = new Set<string>();
  clearUses();
  for (const code of memberCodes(judge, 0)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!takesPart(judge, i) || (facts.flags[i]! & ITEM_DISCHARGE) !== 0) continue;
      const first = uses.count;
      addUses(judge, i, 'days');
      for (let use = first; use < uses.count; use += 1) {
        uses.key[use] = keyOf(judge, window, i, use, missing);
      }
    }
  }
  return [...missing].sort();
}

function keyOf(judge: Judge, window: WindowOf, i: number, use: number, missing: Set<string>): number {
  const day = uses.day[use]!;
  if (day === DAY_ABSENT) {
    missing.add('items.occurredAt');
    return LOOSE;
  }
  const instance = isPartition(window.kind) ? instanceOf(judge, window, i, day, uses.ms[use]!) : 0;
  if (instance === instance) return instance;
  missing.add(missingFor(window));
  return LOOSE;
}

/** A sliding window sums quantities: the first use of a day stands for the day. */
function countEachDayOnce(order: Int32Array): void {
  let previous = -1;
  for (const use of order) {
    const isRepeat = previous >= 0 && uses.day[previous] === uses.day[use] && uses.key[previous] === uses.key[use];
    uses.quantity[use] = isRepeat ? 0 : SCALE;
    previous = use;
  }
}

/** Returns whether the run was hit. */
function judgeRun(judge: Judge, window: WindowOf, max: number, run: Int32Array): boolean {
  const { role } = judge.facts;
  const isSpan = parameterOr(judge, 3, 0) === DAYS_SPAN;
  const firstDay = uses.day[run[0]!]!;
  let count = 0;
  let previous = DAY_ABSENT;
  const beyond: number[] = [];
  for (const use of run) {
    const day = uses.day[use]!;
    if (isSpan) count = day - firstDay + 1;
    else if (day !== previous) count += 1;
    previous = day;
    if (count > max) beyond.push(uses.item[use]!);
  }
  if (count <= max) return false;
  // A draft among the days stands for the excess even when later days were there before it.
  const drafts = beyond.filter((i) => role[i] === ROLE_DRAFT);
  const anyDrafts = itemsOf(run).filter((i) => role[i] === ROLE_DRAFT);
  const blamed = drafts.length > 0 ? drafts : anyDrafts.length > 0 ? anyDrafts : beyond;
  const offending = [...new Set(blamed)].sort((a, b) => a - b);
  hit(judge, {
    offending,
    involved: itemsWithout(run, offending),
    window: `${window.kind}:${instanceText(judge, window, uses.item[run[0]!]!, uses.key[run[0]!]!)}:${isPartition(window.kind) ? '' : firstDay}`,
    excess: { days: count - max },
    evidence: [{ fact: 'items.usedDays', value: String(count), bound: String(max) }],
    words: { value: String(count), bound: String(max), excess: String(count - max) },
  });
  return true;
}
