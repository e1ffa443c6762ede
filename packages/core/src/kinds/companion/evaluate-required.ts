import { ITEM_COUNTS } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, undetermined } from '../../judge/judge.ts';
import { mayHaveLost } from '../../judge/lost-entries.ts';
import { memberCodes } from '../../judge/members.ts';
import { allowSteps, spend } from '../../judge/steps.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, instanceText, isLongWindow, missingFor, windowAt, windowText } from '../../judge/windows.ts';
import type { Meeting, UseTime } from '../conflict/meeting.ts';
import { isAsked, isTooMuch, meet, usesOf, useTimesOf } from '../conflict/meeting.ts';
import { nearbyOf } from '../conflict/nearby.ts';

/** The item calls for another in its window, and none is there. Who pays for the other does not matter. */
export function evaluateRequired(judge: Judge): void {
  // The companion itself calls for nothing.
  if (judge.side === 1 || !isFirstLook(judge)) return;
  const { facts } = judge;
  const window = windowAt(judge, 0);
  allowSteps();
  const uses = usesOf(judge, window, memberCodes(judge, 0));
  const companions = usesOf(judge, window, memberCodes(judge, 1), counts);
  if (uses === undefined || companions === undefined) return isTooMuch(judge, memberCodes(judge, 0));
  const nearby = nearbyOf(judge, window, companions);
  const nameless = nearbyOf(judge, window, namelessUses(judge, window));
  const alone: { readonly item: number; readonly instance: number }[] = [];
  const unmapped = new Set<number>();
  const lost = new Set<number>();
  const untold = new Set<number>();
  for (const use of uses) {
    if (!isAsked(judge, use)) continue;
    const { item, day, startMs } = use;
    const near = nearby(use);
    const perhaps = nameless(use);
    if (!spend(near.length + perhaps.length)) return isTooMuch(judge, memberCodes(judge, 0));
    const meeting = meetAny(judge, window, use, near);
    if (meeting === 'together') continue;
    if (meeting === 'unknown') untold.add(item);
    else if (meetAny(judge, window, use, perhaps) !== 'apart') unmapped.add(item);
    else if (mayHaveLost(facts, 'items')) lost.add(item);
    else alone.push({ item, instance: instanceOf(judge, window, item, day, startMs) });
  }
  const isUncertain = isLongWindow(window.kind) && !facts.isHistoryComplete;
  for (const { item, instance } of alone) {
    if (isUncertain) undetermined(judge, [item], ['history']);
    else report(judge, window, instance, item);
  }
  if (untold.size > 0) undetermined(judge, ascending(untold), [missingFor(window)]);
  if (lost.size > 0) undetermined(judge, ascending(lost), ['items']);
  if (unmapped.size > 0) undetermined(judge, ascending(unmapped), ['items.code']);
  if (untold.size + unmapped.size + lost.size + alone.length === 0) clear(judge);
}

/** Lines of this visit without a national code: any of them may be the other. */
function namelessUses(judge: Judge, window: WindowOf): UseTime[] {
  return judge.withoutCode.filter((i) => counts(judge, i)).flatMap((i) => useTimesOf(judge, window, i));
}

/** Together with one of them, else perhaps, else with none. */
function meetAny(judge: Judge, window: WindowOf, use: UseTime, others: readonly UseTime[]): Meeting {
  let found: Meeting = 'apart';
  for (const other of others) {
    const meeting = meet(judge, window, use, other);
    if (meeting === 'together') return meeting;
    if (meeting === 'unknown') found = meeting;
  }
  return found;
}

function counts({ facts }: Judge, i: number): boolean {
  return (facts.flags[i]! & ITEM_COUNTS) !== 0;
}

function report(judge: Judge, window: WindowOf, instance: number, item: number): void {
  hit(judge, {
    offending: [item],
    involved: [],
    window: `${window.kind}:${instanceText(judge, window, item, instance)}`,
    evidence: [{ fact: 'items.companion', value: '0', bound: '1' }],
    words: { bound: windowText(window) },
  });
}

function ascending(items: Iterable<number>): number[] {
  return [...items].sort((a, b) => a - b);
}
