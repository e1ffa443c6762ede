import { type Alert, type ItemId, type OrderItem, parseInstant } from '@forecheck/core';

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
  // Latest first: what came last made it too much. But no line that offends does so for nothing.
  const latestFirst = [...alert.offending].sort((a, b) => -compareLines(items, a, b));
  const least = total >= latestFirst.length ? 1 : 0;
  const fenByItem = new Map<ItemId, number>();
  let left = total - least * latestFirst.length;
  for (const id of latestFirst) {
    const part = Math.min(left, Math.max(0, (lineFen(id) ?? left + least) - least));
    fenByItem.set(id, least + part);
    left -= part;
  }
  const last = latestFirst[0];
  if (left > 0 && last !== undefined) fenByItem.set(last, (fenByItem.get(last) ?? 0) + left);
  return { totalFen: total, fenByItem };
}

/** By time; of lines of one time the engine's own order: the shorter id first, then the lesser. */
function compareLines(items: ReadonlyMap<ItemId, OrderItem>, a: ItemId, b: ItemId): number {
  const msOf = (id: ItemId): number => {
    const occurredAt = items.get(id)?.occurredAt;
    // A draft without a time is being written now.
    return occurredAt === undefined ? Number.MAX_SAFE_INTEGER : parseInstant(occurredAt);
  };
  return msOf(a) - msOf(b) || a.length - b.length || (a < b ? -1 : 1);
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
