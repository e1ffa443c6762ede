import { multiplyScaled, roundToFen, SCALE, type Scaled } from '@forecheck/core';
import type { Field } from '../envelope/field.ts';
import type { Place } from '../envelope/place.ts';
import { readFlag, readScaled, readYuan } from '../envelope/read-field.ts';
import { EXTRA, ORDER } from './fields.ts';
import type { ReadContext } from './read-context.ts';

/** Quantity, prices and amount of one line, signs made consistent. Prices are scaled fen. */
export interface Money {
  readonly quantity: Scaled | undefined;
  readonly unitPrice: Scaled | undefined;
  readonly listPrice: Scaled | undefined;
  readonly amountFen: number | undefined;
  /** Worked out as price × quantity, because no sum was sent. */
  readonly isAmountDerived: boolean;
  readonly isSelfPaid: boolean;
}

/**
 * Reads what a line costs. A charged line has a price: 0 is a placeholder. A negative quantity or a negative amount
 * makes a reversal, and then both are negative.
 */
export function readMoney(context: ReadContext, line: Place): Money {
  const { notes } = context;
  const counted = readScaled(line, ORDER.quantity, notes);
  const unitPrice = readPrice(context, line, ORDER.price);
  const listPrice = readPrice(context, line, ORDER.listPrice);
  const sum = readYuan(line, ORDER.amount, notes);
  const isReversal = (counted ?? 0) < 0 || (sum ?? 0) < 0;
  const quantity = dropDummyQuantity(context, line, withSign(counted, isReversal), sum);
  const amountFen = readAmount(context, line, sum, quantity, unitPrice, isReversal);
  if (isReversal && ((counted ?? -1) > 0 || (sum ?? -1) > 0)) notes.add('reversal-derived', line, ORDER.quantity);
  const isAmountDerived = amountFen !== undefined && (sum === undefined || (sum === 0 && amountFen !== 0));
  return { quantity, unitPrice, listPrice, amountFen, isAmountDerived, isSelfPaid: readSelfPaid(context, line, sum) };
}

function readPrice(context: ReadContext, line: Place, field: Field): Scaled | undefined {
  const price = readYuan(line, field, context.notes);
  if (price === undefined || price > 0) return price;
  context.notes.add(price === 0 ? 'value-dummy' : 'value-malformed', line, field);
  return undefined;
}

/** Nothing of something that costs money was not counted; nothing that costs nothing is nothing. */
function dropDummyQuantity(
  context: ReadContext,
  line: Place,
  quantity: Scaled | undefined,
  sum: Scaled | undefined,
): Scaled | undefined {
  if (quantity !== 0 || sum === undefined || sum === 0) return quantity;
  context.notes.add('value-dummy', line, ORDER.quantity);
  return undefined;
}

function readAmount(
  context: ReadContext,
  line: Place,
  sum: Scaled | undefined,
  quantity: Scaled | undefined,
  unitPrice: Scaled | undefined,
  isReversal: boolean,
): number | undefined {
  if (sum !== undefined && sum !== 0) {
    const fen = roundToFen(sum);
    if (sum % SCALE !== 0) context.notes.add('value-rounded', line, ORDER.amount);
    return withSign(fen, isReversal);
  }
  if (quantity === 0) return sum;
  if (quantity === undefined || unitPrice === undefined) {
    if (sum === 0) context.notes.add('value-dummy', line, ORDER.amount);
    return undefined;
  }
  const product = multiplyScaled(unitPrice, quantity);
  if (!Number.isSafeInteger(product)) return undefined;
  context.notes.add('amount-derived', line, ORDER.amount);
  return roundToFen(product);
}

function withSign<Value extends number | undefined>(value: Value, isNegative: boolean): Value | number {
  return value !== undefined && value > 0 && isNegative ? -value : value;
}

function readSelfPaid(context: ReadContext, line: Place, sum: Scaled | undefined): boolean {
  if (readFlag(line, EXTRA.isSelfPaid, context.notes) === true) return true;
  if (context.options.selfPaid === 'ignored') return false;
  const ownPay = readYuan(line, ORDER.ownPay, context.notes);
  return sum !== undefined && sum !== 0 && ownPay === sum;
}
