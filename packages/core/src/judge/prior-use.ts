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
  const { facts, item } = judge;
  const today = facts.day[item]!;
  const days = new Set<number>();
  let isUndated = false;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (!matchesPatterns(judge, view, list, first, code)) continue;
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if ((facts.flags[i]! & ITEM_COUNTS) === 0) continue;
      if (facts.day[i] === DAY_ABSENT) {
        isUndated = true;
        continue;
      }
      clearUses();
      addUses(judge, i, 'days');
      for (let use = 0; use < uses.count; use += 1) {
        const day = uses.day[use]!;
        if (day < today && day >= today - withinDays) days.add(day);
      }
    }
  }
  return { days: days.size, isUndated };
}
