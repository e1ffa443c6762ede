import type { Facts } from '../judge/facts.ts';
import { ITEM_COUNTS, ITEM_REVERSAL, ITEM_STANDING, ROLE_HISTORY } from '../judge/facts.ts';
import { compareAtOneTime } from '../judge/item-order.ts';
import { dailyQuantity, executionQuantity, plannedDays } from '../judge/uses.ts';
import { isDate } from '../judge/windows.ts';

/**
 * Takes reversals (退费, 冲正) off the items that they reverse, so that what nets to nothing takes no part.
 *
 * A reversal that names its item comes first. One that names none is taken off items of its code on its day: of its own visit
 * before others, what was there before it before what came after, what its payer paid before what others did, and of
 * those the latest first. The part of a reversal that finds nothing is reported and otherwise ignored.
 */
export function netReversals(facts: Facts): void {
  facts.reversed = undefined;
  const unnamed: number[] = [];
  let byId: Map<string, number[]> | undefined;
  for (let i = 0; i < facts.count; i += 1) {
    if (!isReversal(facts, i)) continue;
    byId ??= indexIds(facts);
    const named = facts.raw[i]!.reverses;
    const target = named === undefined ? undefined : itemNamed(facts, i, byId.get(named));
    if (target === undefined) unnamed.push(i);
    else tellUnmatched(facts, i, takeFrom(facts, target, magnitudeOf(facts, i), i));
  }
  if (unnamed.length === 0) return;
  // The earlier takes what was there when it came; which was sent first is no fact about them.
  unnamed.sort((a, b) => facts.startMs[a]! - facts.startMs[b]! || compareAtOneTime(facts, a, b));
  const lists: DayLists = new Map();
  for (const i of unnamed) tellUnmatched(facts, i, takeFromDay(facts, i, magnitudeOf(facts, i), lists));
}

function isReversal(facts: Facts, i: number): boolean {
  const { status } = facts.raw[i]!;
  return (facts.flags[i]! & ITEM_REVERSAL) !== 0 && (status === undefined || status === 'active');
}

function magnitudeOf(facts: Facts, reversal: number): number {
  return Math.abs(facts.quantity[reversal]!);
}

function tellUnmatched(facts: Facts, reversal: number, left: number): void {
  if (!(left <= 0)) facts.diagnostics.push({ code: 'reversal-unmatched', path: `items[${reversal}]` });
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

/** Items of a code on a day, latest first, and how many of the first are used up. */
type DayLists = Map<string, { readonly items: readonly number[]; spent: number }>;

function takeFromDay(facts: Facts, reversal: number, magnitude: number, lists: DayLists): number {
  const code = facts.code[reversal]!;
  if (code < 0) return magnitude;
  const key = `${code} ${facts.day[reversal]!}`;
  let list = lists.get(key);
  if (list === undefined) {
    list = { items: sameDayOf(facts, reversal), spent: 0 };
    lists.set(key, list);
  }
  const { items } = list;
  while (list.spent < items.length && !counts(facts, items[list.spent]!)) list.spent += 1;
  let left = magnitude;
  for (let rank = 0; rank < RANKS && left > 0 && list.spent < items.length; rank += 1) {
    for (let k = list.spent; k < items.length && left > 0; k += 1) {
      const i = items[k]!;
      if (counts(facts, i) && rankOf(facts, i, reversal) === rank) left = takeFrom(facts, i, left, reversal);
    }
  }
  return left;
}

function counts(facts: Facts, i: number): boolean {
  return (facts.flags[i]! & ITEM_COUNTS) !== 0;
}

/** How likely it is that this item was reversed; the least is the likeliest. */
function rankOf(facts: Facts, i: number, reversal: number): number {
  const { role, raw, startMs, payment } = facts;
  const isOfVisit =
    role[i] === ROLE_HISTORY
      ? role[reversal] === ROLE_HISTORY && raw[i]!.visitId === raw[reversal]!.visitId
      : role[reversal] !== ROLE_HISTORY;
  // A reversal of unknown hour may have come at the end of its day.
  const isLater = startMs[i]! > startMs[reversal]! && !isDate(raw[reversal]!.occurredAt);
  return (isOfVisit ? 0 : 4) + (isLater ? 2 : 0) + (payment[i] === payment[reversal] ? 0 : 1);
}

const RANKS = 8;

function sameDayOf(facts: Facts, reversal: number): number[] {
  const items: number[] = [];
  for (let i = facts.head[facts.code[reversal]!]!; i >= 0; i = facts.next[i]!) {
    if (facts.day[i] === facts.day[reversal] && counts(facts, i)) items.push(i);
  }
  return items.sort((a, b) => facts.startMs[b]! - facts.startMs[a]! || compareAtOneTime(facts, b, a));
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
