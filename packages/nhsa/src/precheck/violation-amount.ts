import type { Alert, ItemId, OrderItem } from '@forecheck/core';

/** What a violation costs the fund, by line. */
export interface ViolationAmount {
  /** Whole fen; absent when it cannot be told. */
  readonly totalFen?: number;
  /** Parts of the total, summing to it. */
  readonly fenByItem: ReadonlyMap<ItemId, number>;
}

/**
 * The excess where the rule measures one in money, never the whole order; the offending lines' full amounts where the
 * rule does not measure. An excess known only in days or pieces has no amount.
 */
export function violationAmountOf(alert: Alert, items: ReadonlyMap<ItemId, OrderItem>): ViolationAmount {
  const lineFen = (id: ItemId): number | undefined => items.get(id)?.amountFen;
  if (alert.excess === undefined) return wholeLines(alert.offending, lineFen);
  const total = alert.excess.amountFen;
  if (total === undefined || total < 0) return NOTHING_KNOWN;
  const fenByItem = new Map<ItemId, number>();
  let left = total;
  // Latest first: what came last made it too much.
  for (const id of [...alert.offending].reverse()) {
    const part = Math.min(left, Math.max(0, lineFen(id) ?? left));
    fenByItem.set(id, (fenByItem.get(id) ?? 0) + part);
    left -= part;
  }
  const last = alert.offending.at(-1);
  if (left > 0 && last !== undefined) fenByItem.set(last, (fenByItem.get(last) ?? 0) + left);
  return { totalFen: total, fenByItem };
}

function wholeLines(offending: readonly ItemId[], lineFen: (id: ItemId) => number | undefined): ViolationAmount {
  const fenByItem = new Map<ItemId, number>();
  let totalFen = 0;
  for (const id of offending) {
    const fen = lineFen(id);
    if (fen === undefined) return NOTHING_KNOWN;
    fenByItem.set(id, Math.max(0, fen));
    totalFen += Math.max(0, fen);
  }
  return { totalFen, fenByItem };
}

const NOTHING_KNOWN: ViolationAmount = { fenByItem: new Map() };
