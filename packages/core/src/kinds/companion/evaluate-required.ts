import { ITEM_COUNTS } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, lacks, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, instanceText, isLongWindow, missingFor, windowAt, windowText } from '../../judge/windows.ts';
import { isAsked, meet, nearbyOf, usesOf } from '../conflict/meeting.ts';

/** The item calls for another in its window, and none is there. Who pays for the other does not matter. */
export function evaluateRequired(judge: Judge): void {
  // The companion itself calls for nothing.
  if (judge.side === 1 || !isFirstLook(judge)) return;
  const { facts } = judge;
  const window = windowAt(judge, 0);
  const companions = usesOf(judge, memberCodes(judge, 1), counts);
  const nearby = nearbyOf(judge, window, companions);
  const alone: { readonly item: number; readonly instance: number }[] = [];
  const untold = new Set<number>();
  for (const use of usesOf(judge, memberCodes(judge, 0))) {
    if (!isAsked(judge, use)) continue;
    const { item, day, startMs } = use;
    const meetings = nearby(use).map((companion) => meet(judge, window, use, companion));
    if (meetings.includes('together')) continue;
    if (meetings.includes('unknown')) untold.add(item);
    else alone.push({ item, instance: instanceOf(judge, window, item, day, startMs) });
  }
  const isUncertain = isLongWindow(window.kind) && !facts.isHistoryComplete;
  for (const { item, instance } of alone) {
    if (isUncertain) lacks(judge, 'history');
    else report(judge, window, instance, item);
  }
  if (untold.size > 0) undetermined(judge, ascending(untold), [missingFor(window)]);
  else if (alone.length === 0) clear(judge);
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
