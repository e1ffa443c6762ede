import { multiplyScaled, roundToFen } from '../model/decimal.ts';
import type { Facts } from './facts.ts';

/** Net amount of an item in fen: as sent, else price × quantity; `NaN` when neither is known. */
export function itemAmountFen(facts: Facts, i: number): number {
  const sent = facts.amountFen[i]!;
  if (sent === sent) return sent;
  const price = facts.unitPrice[i]!;
  const quantity = facts.net[i]!;
  return price === price && quantity === quantity ? roundToFen(multiplyScaled(price, quantity)) : NaN;
}

/** Amount of several items in fen; `undefined` when any is unknown, so that no part passes for the whole. */
export function totalAmountFen(facts: Facts, items: readonly number[]): number | undefined {
  let total = 0;
  for (const i of items) total += itemAmountFen(facts, i);
  return total === total ? total : undefined;
}
