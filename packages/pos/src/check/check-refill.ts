import type { PastPurchase } from '../model/history.ts';
import { type CheckContext, miss, report } from './context.ts';

/**
 * Check 38: the same drug again while most of the last supply must still be at hand. What was left at a purchase adds to
 * it; what would have run out before it does not.
 */
export function checkRefill(context: CheckContext): void {
  const bound = context.settings.parameters.refillUsedPercentMin;
  if (bound === 0) return;
  for (const line of context.insured) {
    const earlier = (context.purchase.history?.purchases ?? [])
      .filter(({ code, on, packs }) => code !== undefined && code === line.goods.code && on <= context.day && packs > 0)
      .sort((a, b) => a.on - b.on);
    const last = earlier.at(-1);
    if (last === undefined) continue;
    const supplied = suppliedAt(earlier);
    if (supplied === undefined) {
      miss(context, 'LIM.REFILL', [line], 'history.purchases.days');
      continue;
    }
    const elapsed = context.day - last.on;
    // Whole numbers: 80 % of a supply is not rounded to a day.
    if (elapsed * 100 >= supplied * bound) continue;
    report(
      context,
      'LIM.REFILL',
      [line],
      [{ fact: 'history.daysUsed', value: String(elapsed), bound: `${bound}% of ${supplied}` }],
    );
  }
}

/** Days at hand just after the last of the purchases. */
function suppliedAt(purchases: readonly PastPurchase[]): number | undefined {
  let atHand = 0;
  let on = purchases[0]!.on;
  for (const purchase of purchases) {
    if (purchase.days === undefined) return undefined;
    atHand = Math.max(0, atHand - (purchase.on - on)) + purchase.days;
    on = purchase.on;
  }
  return atHand;
}
