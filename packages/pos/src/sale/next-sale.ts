import type { SaleEffect, SaleEventKind, SaleState } from './sale-state.ts';
import { SALE_TABLE } from './sale-table.ts';

/** What a sale becomes, and what is to be done, in order. */
export interface SaleStep {
  readonly state: SaleState;
  readonly effects: readonly SaleEffect[];
}

/**
 * The whole life of a sale. Pure: the driver performs the effects, `persist` before whatever follows it.
 *
 * An unknown outcome is left only by the bureau's answer, a query or a reversal: nothing in the table sends `settle` a
 * second time.
 */
export function nextSale(state: SaleState, event: SaleEventKind): SaleStep {
  const { to = state, effects } = SALE_TABLE[state][event];
  return { state: to, effects };
}
