import {
  dayOf,
  type Execution,
  type Instant,
  multiplyScaled,
  type OrderItem,
  type Phase,
  parseDecimal,
  parseInstant,
  roundToFen,
  type Scaled,
} from '@forecheck/core';
import type { Place } from '../envelope/place.ts';
import { decimalOf } from '../envelope/read-field.ts';
import { ORDER } from './fields.ts';
import type { ReadContext } from './read-context.ts';
import type { Money } from './read-money.ts';

/** What is known of the question when its lines are read. */
export interface QuestionTime {
  readonly phase: Phase;
  /** When it is asked, where the message or the caller says so. */
  readonly asOf?: Instant;
}

/** Quantity of one day, amount of the whole order, executions each with its quantity. */
export type StandingAmounts = Pick<OrderItem, 'quantity' | 'amountFen' | 'executions'>;

/**
 * A standing order in the terms of the model: `quantity` of one day, `amountFen` of the whole. The interface does not
 * say whether cnt is of a day or of the whole order, nor which of the two sumamt = pric × cnt is about. The institution
 * does (`standingQuantity`), or the line itself, where only one reading is possible or both come to the same.
 *
 * A reversal is left as it is: it takes back what it says.
 */
export function readStanding(
  context: ReadContext,
  line: Place,
  item: OrderItem,
  money: Money,
  question: QuestionTime,
): StandingAmounts {
  const counted = money.quantity;
  const executions = item.executions ?? [];
  const asSent = amountsOf(counted, money.amountFen, executions);
  if (counted === undefined || counted <= 0) return asSent;
  const isFullyExecuted = executions.length > 0 && executions.every(({ quantity }) => quantity !== undefined);
  const daily = dailyQuantity(context, line, item, counted, money, question);
  if (daily === undefined && !isFullyExecuted) {
    context.notes.add('quantity-ambiguous', line, ORDER.quantity);
    // An amount that was worked out from cnt is as ambiguous as cnt.
    return amountsOf(undefined, money.isAmountDerived ? undefined : money.amountFen, executions);
  }
  const shared = daily === undefined ? executions : shareAmongExecutions(executions, daily);
  const isTotal = context.options.standingQuantity === 'total' && executions.length === 0;
  const whole = isTotal ? counted : wholeQuantity(item, shared, daily, question.asOf);
  const amountFen = wholeAmount(context, line, money, counted, whole);
  return amountsOf(daily ?? counted, amountFen, shared);
}

/** What one day has, or `undefined` where it cannot be told. */
function dailyQuantity(
  context: ReadContext,
  line: Place,
  item: OrderItem,
  counted: Scaled,
  money: Money,
  { phase }: QuestionTime,
): Scaled | undefined {
  const days = item.endedAt === undefined ? undefined : daysUntil(item.occurredAt, parseInstant(item.endedAt));
  const { standingQuantity = 'cautious' } = context.options;
  if (standingQuantity === 'per-day' || days === 1) return counted;
  if (standingQuantity === 'total') {
    if (days === undefined) return undefined;
    if (counted % days !== 0) context.notes.add('value-rounded', line, ORDER.quantity);
    // Cut, not rounded: the days must not add up to more than was ordered.
    return Math.floor(counted / days);
  }
  // What has no end yet has no total. At settlement, a line without an end may be the charge for a whole stay.
  if (days === undefined) return item.endedAt === undefined && phase === 'prompt' ? counted : undefined;
  const isSumOfAllDays = money.unitPrice !== undefined && money.amountFen === priceOf(money.unitPrice, counted * days);
  return isSumOfAllDays ? counted : undefined;
}

/** A day's quantity, less what its executions say, in equal parts among those of them that say nothing. */
function shareAmongExecutions(executions: readonly Execution[], daily: Scaled): readonly Execution[] {
  const days = new Map<number, { left: Scaled; open: number }>();
  for (const { at, quantity } of executions) {
    const day = days.get(dayOf(parseInstant(at))) ?? { left: daily, open: 0 };
    days.set(dayOf(parseInstant(at)), day);
    if (quantity === undefined) day.open += 1;
    else day.left -= parseDecimal(quantity);
  }
  return executions.map((execution) => {
    if (execution.quantity !== undefined) return execution;
    const day = days.get(dayOf(parseInstant(execution.at)))!;
    // More was done than a day has: how much of it fell to the others is not known.
    if (day.left <= 0) return execution;
    const part = Math.floor(day.left / day.open);
    day.left -= part;
    day.open -= 1;
    return { ...execution, quantity: decimalOf(part) };
  });
}

/** What the whole order has: its executions, else its days up to its end or to the question. */
function wholeQuantity(
  item: OrderItem,
  executions: readonly Execution[],
  daily: Scaled | undefined,
  asOf: Instant | undefined,
): Scaled | undefined {
  if (executions.length > 0) {
    let sum = 0;
    for (const { quantity } of executions) sum += quantity === undefined ? Number.NaN : parseDecimal(quantity);
    return Number.isNaN(sum) ? undefined : sum;
  }
  const until = item.endedAt ?? asOf;
  // The day of the question counts; an end is the first instant that no longer does.
  const end = until === undefined ? Number.NaN : parseInstant(until) + (item.endedAt === undefined ? 1 : 0);
  const days = daysUntil(item.occurredAt, end);
  return days === undefined || daily === undefined ? undefined : days * daily;
}

/** sumamt, unless it is the price of cnt and the whole order has another quantity than cnt. */
function wholeAmount(
  context: ReadContext,
  line: Place,
  { unitPrice, amountFen }: Money,
  counted: Scaled,
  whole: Scaled | undefined,
): number | undefined {
  if (unitPrice === undefined || amountFen !== priceOf(unitPrice, counted) || whole === counted) return amountFen;
  context.notes.add('amount-derived', line, ORDER.amount);
  return whole === undefined ? undefined : priceOf(unitPrice, whole);
}

function priceOf(unitPrice: Scaled, quantity: Scaled): number | undefined {
  const product = multiplyScaled(unitPrice, quantity);
  return Number.isSafeInteger(product) ? roundToFen(product) : undefined;
}

/** Calendar days from the beginning up to an end, which is exclusive. */
function daysUntil(begin: Instant | undefined, end: number): number | undefined {
  const start = begin === undefined ? Number.NaN : parseInstant(begin);
  return end > start ? dayOf(end - 1) - dayOf(start) + 1 : undefined;
}

function amountsOf(
  quantity: Scaled | undefined,
  amountFen: number | undefined,
  executions: readonly Execution[],
): StandingAmounts {
  return {
    ...(quantity === undefined ? {} : { quantity: decimalOf(quantity) }),
    ...(amountFen === undefined ? {} : { amountFen }),
    ...(executions.length === 0 ? {} : { executions }),
  };
}
