import { itemAmountFen } from '../../judge/amounts.ts';
import { ITEM_DISCHARGE, ITEM_STANDING } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { takesPart } from '../../judge/judge.ts';
import { memberCodes } from '../../judge/members.ts';
import { SCALE } from '../../model/decimal.ts';
import type { Measure } from './collect-sum.ts';

/**
 * Whether everything together, whatever its window, stays within the bound. Then so does every window, and none needs
 * to be drawn: the common case, at a tenth of the cost. Says `false` when any item needs a closer look.
 */
export function isPlainlyWithin(judge: Judge, measure: Measure, unit: string, max: number): boolean {
  const { facts } = judge;
  let sum = 0;
  for (const code of memberCodes(judge, 0)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!takesPart(judge, i) || (facts.flags[i]! & ITEM_DISCHARGE) !== 0) continue;
      if ((facts.flags[i]! & ITEM_STANDING) !== 0) return false;
      if (measure === 'times') sum += SCALE;
      else if (measure === 'amount') sum += itemAmountFen(facts, i) * SCALE;
      else if ((facts.raw[i]!.unit ?? '') === unit) sum += facts.net[i]!;
      else return false;
    }
  }
  return sum <= max;
}
