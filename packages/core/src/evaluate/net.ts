import type { Facts } from '../judge/facts.ts';
import { ITEM_COUNTS, ITEM_REVERSAL, ITEM_STANDING, ROLE_HISTORY } from '../judge/facts.ts';
import { compareAtOneTime } from '../judge/item-order.ts';
import { dailyQuantity, executionQuantity, plannedDays } from '../judge/uses.ts';

/**
 * Takes reversals (退费, 冲正) off the items that they reverse, so that what nets to nothing takes no part.
 *
 * A reversal names its item, or else is taken off items of its code on its day, latest first. The part of a reversal
 * that finds nothing is reported and otherwise ignored.
 */
export function netReversals(facts: Facts): void {
  let byId: Map<string, number[]> | undefined;
  const queues: Queues = new Map();
  facts.reversed = undefined;
  for (let i = 0; i < facts.count; i += 1) {
    if (
      (facts.flags[i]! & ITEM_REVERSAL) === 0 ||
      (facts.raw[i]!.status !== undefined && facts.raw[i]!.status !== 'active')
    )
      continue;
    byId ??= indexIds(facts);
    const named = facts.raw[i]!.reverses;
    const target = named === undefined ? undefined : itemNamed(facts, i, byId.get(named));
    const magnitude = Math.abs(facts.quantity[i]!);
    const left =
      target === undefined ? takeFromDay(facts, i, magnitude, queues) : takeFrom(facts, target, magnitude, i);
    if (!(left <= 0)) {
      facts.diagnostics.push({ code: 'reversal-unmatched', path: `items[${i}]` });
    }
  }
}

/** Only history repeats ids: of several items, the one of the reversal's own visit, else the one of its code. */
function itemNamed(facts: Facts, reversal: number, named: readonly number[] = []): number | undefined {
  if (named.length < 2) return named[0];
  const isOfVisit = (i: number): boolean =>
    facts.role[i] === ROLE_HISTORY
      ? facts.role[reversal] === ROLE_HISTORY && facts.raw[i]!.visitId === facts.raw[reversal]!.visitId
      : facts.role[reversal] !== ROLE_HISTORY;
  return named.find(isOfVisit) ?? named.find((i) => facts.code[i] === facts.code[reversal]) ?? named[0];
}

function indexIds(facts: Facts): Map<string, number[]> {
  const byId = new Map<string, number[]>();
  for (let i = 0; i < facts.count; i += 1) {
    if ((facts.flags[i]! & ITEM_REVERSAL) !== 0) continue;
    const { id } = facts.raw[i]!;
    const same = byId.get(id);
    if (same === undefined) byId.set(id, [i]);
    else same.push(i);
  }
  return byId;
}

function takeFromDay(facts: Facts, reversal: number, magnitude: number, queues: Queues): number {
  const code = facts.code[reversal]!;
  if (code < 0) return magnitude;
  const key = `${code} ${facts.day[reversal]!} ${facts.payment[reversal]!}`;
  let queue = queues.get(key);
  if (queue === undefined) {
    queue = { items: sameDayOf(facts, reversal), first: 0 };
    queues.set(key, queue);
  }
  let left = magnitude;
  for (; left > 0 && queue.first < queue.items.length; queue.first += 1) {
    const i = queue.items[queue.first]!;
    // Reversals themselves, what was cancelled, and what has been given back by name meanwhile.
    if ((facts.flags[i]! & ITEM_COUNTS) === 0) continue;
    left = takeFrom(facts, i, left, reversal);
    // What is left of it is for the next reversal.
    if ((facts.flags[i]! & ITEM_COUNTS) !== 0) break;
  }
  return left;
}

/** Items of a code on a day in the order in which they are reversed, by the payer to whom it is given back. */
type Queues = Map<string, { readonly items: readonly number[]; first: number }>;

/** The items of the reversal's code on its day, latest first. What one payer paid is given back to that payer. */
function sameDayOf(facts: Facts, reversal: number): number[] {
  const items: number[] = [];
  for (let i = facts.head[facts.code[reversal]!]!; i >= 0; i = facts.next[i]!) {
    if (facts.day[i] === facts.day[reversal]) items.push(i);
  }
  const isOther = (i: number): number => (facts.payment[i] === facts.payment[reversal] ? 0 : 1);
  return items.sort(
    (a, b) => isOther(a) - isOther(b) || facts.startMs[b]! - facts.startMs[a]! || compareAtOneTime(facts, b, a),
  );
}

/** Takes up to `magnitude` off item `i` (all of it when either is unknown) and returns what is left to take. */
function takeFrom(facts: Facts, i: number, magnitude: number, reversal: number): number {
  if ((facts.flags[i]! & ITEM_STANDING) !== 0) {
    return takeFromExecutions(facts, i, magnitude, reversal);
  }
  const before = facts.net[i]!;
  const taken = before >= magnitude ? magnitude : before;
  const after = before - taken;
  if (after > 0) {
    facts.net[i] = after;
    facts.amountFen[i] = facts.amountFen[i]! - amountTaken(facts, i, taken / before, taken, reversal);
  } else {
    facts.net[i] = 0;
    facts.amountFen[i] = 0;
    facts.flags[i] = facts.flags[i]! & ~ITEM_COUNTS;
  }
  return magnitude > before ? magnitude - before : 0;
}

/** A standing order is reversed by execution: what is left to take off is what its executions add up to. */
function takeFromExecutions(facts: Facts, i: number, magnitude: number, reversal: number): number {
  facts.reversed ??= new Map();
  const already = facts.reversed.get(i) ?? 0;
  const total = executedQuantity(facts, i);
  const left = total - already;
  const taken = magnitude < left ? magnitude : left;
  facts.reversed.set(i, already + taken);
  facts.amountFen[i] = facts.amountFen[i]! - amountTaken(facts, i, taken / total, taken, reversal);
  if (taken >= left) facts.flags[i] = facts.flags[i]! & ~ITEM_COUNTS;
  return magnitude > left ? magnitude - left : 0;
}

function executedQuantity(facts: Facts, i: number): number {
  const { executions } = facts.raw[i]!;
  if (executions === undefined) return plannedDays(facts, i) * dailyQuantity(facts, i);
  let total = 0;
  for (const execution of executions) total += executionQuantity(facts, i, execution);
  return total;
}

/** The amount given back as sent; where none was sent, the item's own price for that share. */
function amountTaken(facts: Facts, i: number, share: number, taken: number, reversal: number): number {
  const given = Math.abs(facts.amountFen[reversal]!);
  const whole = Math.abs(facts.quantity[reversal]!);
  return Math.round(given === given ? (given * taken) / whole : facts.amountFen[i]! * share);
}
