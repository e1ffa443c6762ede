import type { SegmentView } from '../segment/view.ts';
import { DAY_ABSENT, ITEM_COUNTS } from './facts.ts';
import type { Judge } from './judge.ts';
import { matchesPatterns } from './members.ts';
import { addUses, clearUses, uses } from './uses.ts';

/** Days on which something was used before. */
export interface PriorUse {
  readonly days: number;
  /** Whether some use is of unknown day: there may have been more days. */
  readonly isUndated: boolean;
}

/** All days on which something was used. */
export interface DaysUsed {
  /** Distinct, ascending. */
  readonly days: readonly number[];
  readonly isUndated: boolean;
}

/**
 * Distinct days before the judged item's day, at most `withinDays` back, on which any item that matches the patterns
 * was used. Who paid does not matter: a drug paid for by oneself was taken all the same.
 *
 * @param first - Position of the first pattern in the list.
 */
export function countDaysUsed(
  judge: Judge,
  view: SegmentView,
  list: number,
  first: number,
  withinDays: number,
): PriorUse {
  judge.priorUse ??= new Map();
  let byList = judge.priorUse.get(view);
  if (byList === undefined) {
    byList = new Map();
    judge.priorUse.set(view, byList);
  }
  // Thousands of items may be judged by one row: what was used is collected once.
  let used = byList.get(list);
  if (used === undefined) {
    const { to } = judge;
    // Whatever the last day of this version: the next one looks into the same list.
    judge.to = Infinity;
    used = collectDays(judge, view, list, first);
    judge.to = to;
    byList.set(list, used);
  }
  const today = judge.facts.day[judge.item]!;
  const { days, isUndated } = used;
  return { days: countBelow(days, today) - countBelow(days, today - withinDays), isUndated };
}

function collectDays(judge: Judge, view: SegmentView, list: number, first: number): DaysUsed {
  const { facts } = judge;
  const days = new Set<number>();
  let isUndated = false;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (!matchesPatterns(judge, view, list, first, code)) continue;
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if ((facts.flags[i]! & ITEM_COUNTS) === 0) continue;
      if (facts.day[i] === DAY_ABSENT) isUndated = true;
      else addDays(judge, i, days);
    }
  }
  return { days: [...days].sort((a, b) => a - b), isUndated };
}

function addDays(judge: Judge, i: number, days: Set<number>): void {
  clearUses();
  addUses(judge, i, 'days');
  for (let use = 0; use < uses.count; use += 1) {
    if (uses.day[use] !== DAY_ABSENT) days.add(uses.day[use]!);
  }
}

/** How many of the days lie before one. */
function countBelow(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
