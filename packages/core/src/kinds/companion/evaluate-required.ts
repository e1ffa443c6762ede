import { ITEM_COUNTS } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, takesPart, undetermined } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import type { WindowOf } from '../../judge/windows.ts';
import { instanceOf, isLongWindow, missingFor, windowAt, windowText } from '../../judge/windows.ts';
import type { UseTime } from '../conflict/meeting.ts';
import { isAsked, meet, useTimesOf } from '../conflict/meeting.ts';

/** The item calls for another in its window, and none is there. Who pays for the other does not matter. */
export function evaluateRequired(judge: Judge): void {
  // The companion itself calls for nothing.
  if (judge.side === 1 || !isFirstLook(judge)) return;
  const { facts } = judge;
  const window = windowAt(judge, 0);
  const companions = usesOfCompanions(judge);
  const alone: { readonly item: number; readonly instance: number }[] = [];
  const untold = new Set<number>();
  for (const code of memberCodes(judge, 0)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!takesPart(judge, i)) continue;
      for (const use of useTimesOf(judge, i).filter((it) => isAsked(judge, it))) {
        const meetings = companions.map((companion) => meet(judge, window, use, companion));
        if (meetings.includes('together')) continue;
        if (meetings.includes('unknown')) untold.add(i);
        else alone.push({ item: i, instance: instanceOf(judge, window, i, use.day, use.startMs) });
      }
    }
  }
  const isUncertain = isLongWindow(window.kind) && !facts.isHistoryComplete;
  for (const { item, instance } of alone) {
    if (isUncertain) undetermined(judge, [item], ['history']);
    else report(judge, window, instance, item);
  }
  if (untold.size > 0) undetermined(judge, ascending(untold), [missingFor(window)]);
  else if (alone.length === 0) clear(judge);
}

function usesOfCompanions(judge: Judge): UseTime[] {
  const { facts } = judge;
  const times: UseTime[] = [];
  for (const code of memberCodes(judge, 1)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if ((facts.flags[i]! & ITEM_COUNTS) !== 0) times.push(...useTimesOf(judge, i));
    }
  }
  return times;
}

function report(judge: Judge, window: WindowOf, instance: number, item: number): void {
  hit(judge, {
    offending: [item],
    involved: [],
    window: `${window.kind}:${instance}`,
    evidence: [{ fact: 'items.companion', value: '0', bound: '1' }],
    words: { bound: windowText(window) },
  });
}

function ascending(items: Iterable<number>): number[] {
  return [...items].sort((a, b) => a - b);
}
