import { ROLE_DRAFT } from '../../judge/facts.ts';
import { compareAtOneTime } from '../../judge/item-order.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, parameterOr, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { isLongWindow, missingFor, windowAt } from '../../judge/windows.ts';
import { SCALE } from '../../model/decimal.ts';
import type { UseTime } from './meeting.ts';
import { endOfUse, isAsked, meet, usesOf } from './meeting.ts';

/** More different items of one class in use together than the rule allows. */
export function evaluateSameClass(judge: Judge): void {
  if (!isFirstLook(judge)) return;
  const window = windowAt(judge, 0);
  const distinctMax = parameterOr(judge, 2, 1);
  const codes = memberCodes(judge, 0);
  if (codes.length <= distinctMax) return clear(judge, isLongWindow(window.kind));
  const times = usesOf(judge, codes);
  const together = new Set<number>();
  const untold = new Set<number>();
  let most = 0;
  for (const use of times) {
    if (!isAsked(judge, use)) continue;
    const others = times.filter((other) => {
      const meeting = meet(judge, window, use, other);
      if (meeting === 'unknown') untold.add(use.item).add(other.item);
      return meeting === 'together';
    });
    const found = fullest(judge, window, use, others);
    const distinct = distinctOf(judge, found);
    if (distinct <= distinctMax) continue;
    most = Math.max(most, distinct);
    for (const { item } of found) together.add(item);
  }
  if (together.size > 0)
    return report(
      judge,
      window,
      [...together].sort((a, b) => a - b),
      most,
      distinctMax,
    );
  const items = [...untold].sort((a, b) => a - b);
  if (new Set(items.map((i) => judge.facts.code[i]!)).size > distinctMax)
    undetermined(judge, items, [missingFor(window)]);
  else clear(judge, isLongWindow(window.kind));
}

/**
 * Of the uses that meet this one, those that are there all at once: in an overlap, the most that are in use at any
 * moment; three that follow each other two by two are never three together.
 */
function fullest(judge: Judge, window: WindowOf, use: UseTime, others: readonly UseTime[]): readonly UseTime[] {
  if (window.kind !== 'overlap') return others;
  let best: readonly UseTime[] = [];
  for (const { startMs } of others) {
    const moment = Math.max(startMs, use.startMs);
    const current = others.filter((other) => other.startMs <= moment && moment < endOfUse(judge, other));
    if (distinctOf(judge, current) > distinctOf(judge, best)) best = current;
  }
  return best;
}

function distinctOf(judge: Judge, times: readonly UseTime[]): number {
  return new Set(times.map(({ item }) => judge.facts.code[item]!)).size;
}

/** Drafts offend; without one, the last to come. */
function report(judge: Judge, window: WindowOf, items: readonly number[], most: number, distinctMax: number): void {
  const { facts } = judge;
  const { role, startMs } = facts;
  const drafts = items.filter((i) => role[i] === ROLE_DRAFT);
  const isLater = (i: number, last: number): boolean =>
    startMs[i] === startMs[last] ? compareAtOneTime(facts, i, last) > 0 : startMs[i]! > startMs[last]!;
  const latest = items.reduce((last, i) => (isLater(i, last) ? i : last), items[0]!);
  const offending = drafts.length > 0 ? drafts : [latest];
  const involved = items.filter((i) => !offending.includes(i));
  const other = involved[0] ?? offending[1];
  hit(judge, {
    offending,
    involved,
    window: window.kind,
    excess: { quantity: (most - distinctMax) * SCALE },
    evidence: [{ fact: 'items.distinctCodes', value: String(most), bound: String(distinctMax) }],
    words: { value: String(most), bound: String(distinctMax), ...(other === undefined ? {} : { other }) },
  });
}
