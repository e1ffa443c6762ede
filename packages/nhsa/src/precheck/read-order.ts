import {
  CODE_LENGTH_MAX,
  type Execution,
  type ItemId,
  type OrderItem,
  type OrderItemKind,
  parseInstant,
  type Scaled,
} from '@forecheck/core';
import { readNodes } from '../envelope/find-nodes.ts';
import type { Place } from '../envelope/place.ts';
import { decimalOf, readFlag, readInstant, readScaled, readText } from '../envelope/read-field.ts';
import { itemKindByCode } from '../tables/item-code.ts';
import { itemKindTable, orderBehaviourTable } from '../tables/order-tables.ts';
import { EXTRA, ORDER } from './fields.ts';
import { ID_LENGTH_MAX, type ReadContext, readCode, readDepartment, readId, readPlainCode } from './read-context.ts';
import { type Money, readMoney } from './read-money.ts';
import { type QuestionTime, readStanding, type StandingAmounts } from './read-standing.ts';

/** What the line's place in the message already tells. */
export interface OrderPlacement {
  readonly id: ItemId;
  readonly role: NonNullable<OrderItem['role']>;
  /** On history items: their visit. */
  readonly visitId?: string;
  /** On history items: when that visit was, for lines without a time of their own. */
  readonly visitDay?: string;
  readonly question: QuestionTime;
}

/** One order line. */
export function readOrder(context: ReadContext, line: Place, placement: OrderPlacement): OrderItem {
  const { notes } = context;
  const item: Writable<OrderItem> = { id: placement.id, role: placement.role };
  const code = readItemCode(context, line);
  const occurredAt = readInstant(line, ORDER.beganAt, notes) ?? placement.visitDay;
  put(item, 'code', code);
  put(item, 'localCode', readId(context, line, ORDER.localCode));
  put(item, 'name', readName(context, line));
  put(item, 'kind', readKind(context, line, code));
  put(item, 'visitId', placement.visitId);
  put(item, 'prescriptionId', readId(context, line, ORDER.prescription));
  put(item, 'occurredAt', occurredAt);
  put(item, 'endedAt', readEnd(context, line, occurredAt));
  const money = readMoney(context, line);
  putMoney(item, money);
  put(item, 'unit', readText(line, ORDER.unit, notes, ID_LENGTH_MAX));
  put(item, 'isStanding', readFlag(line, ORDER.isStanding, notes));
  put(item, 'department', readDepartment(context, line, ORDER.department, ORDER.departmentName));
  put(item, 'practitionerId', readId(context, line, ORDER.practitioner));
  put(item, 'isDischargeMedication', readDischarge(context, line));
  putExtras(context, line, item);
  if (item.isStanding === true) putStanding(item, readStanding(context, line, item, money, placement.question));
  return item;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

// A copy without the absent properties, made from one object with all of them, took a third of the whole reading.
function put<K extends keyof OrderItem>(item: Writable<OrderItem>, key: K, value: OrderItem[K] | undefined): void {
  if (value !== undefined) item[key] = value;
}

function putMoney(item: Writable<OrderItem>, money: Money): void {
  if (money.quantity !== undefined) item.quantity = decimalOf(money.quantity);
  if (money.unitPrice !== undefined) item.unitPriceFen = decimalOf(money.unitPrice);
  if (money.listPrice !== undefined) item.listPriceFen = decimalOf(money.listPrice);
  if (money.amountFen !== undefined) item.amountFen = money.amountFen;
  if (money.isSelfPaid) item.payment = 'self';
}

function putStanding(item: Writable<OrderItem>, amounts: StandingAmounts): void {
  delete item.quantity;
  delete item.amountFen;
  Object.assign(item, amounts);
}

/** What plain 3101 does not have. */
function putExtras(context: ReadContext, line: Place, item: Writable<OrderItem>): void {
  const days = readDays(context, line);
  if (days !== undefined) item.days = decimalOf(days);
  const executions = readExecutions(context, line);
  if (executions.length > 0) item.executions = executions;
  put(item, 'reverses', readId(context, line, EXTRA.reverses));
  put(item, 'bodySite', readText(line, EXTRA.bodySite, context.notes, ID_LENGTH_MAX));
  put(item, 'incisionId', readId(context, line, EXTRA.incision));
}

/** The interface says 20 characters, its own codes have up to 27. */
function readItemCode(context: ReadContext, line: Place): string | undefined {
  const sent = readPlainCode(context, line, ORDER.code);
  if (sent === undefined) return undefined;
  const code = withCapitals(sent);
  if (code !== sent) context.notes.add('code-normalised', line, ORDER.code);
  if (code.length <= CODE_LENGTH_MAX) return code;
  context.notes.add('value-malformed', line, ORDER.code);
  return undefined;
}

function readName(context: ReadContext, line: Place): string | undefined {
  if (context.options.itemNames === 'omitted') return undefined;
  return (
    readText(line, ORDER.localName, context.notes, ID_LENGTH_MAX) ??
    readText(line, ORDER.catalogueName, context.notes, ID_LENGTH_MAX)
  );
}

/** Only where a national code comes of it: an institution's own codes may differ by nothing but their case. */
function withCapitals(code: string): string {
  const upper = code.toUpperCase();
  return itemKindByCode(upper) === undefined ? code : upper;
}

/** A national code tells its own kind, more surely than a field that many fill with a constant. */
function readKind(context: ReadContext, line: Place, code: string | undefined): OrderItemKind | undefined {
  const byType = readCode(context, line, ORDER.kind, { tables: [itemKindTable] });
  const byCode = code === undefined ? undefined : itemKindByCode(code);
  // Rules look for it by its code, and cannot tell whether it is one of those that they list.
  if (byType === 'decoction-piece' && byCode === undefined) {
    context.notes.add('decoction-piece-uncoded', line, ORDER.code);
  }
  if (byCode === undefined || byCode === byType) return byType;
  // A piece is a drug: who sends it as one says nothing wrong.
  if (byCode === 'decoction-piece' && byType === 'drug') return byCode;
  context.notes.add(byType === undefined ? 'item-kind-derived' : 'code-conflicting', line, ORDER.kind);
  return byCode;
}

function readEnd(context: ReadContext, line: Place, occurredAt: string | undefined): string | undefined {
  const endedAt = readInstant(line, ORDER.stoppedAt, context.notes);
  if (endedAt === undefined || occurredAt === undefined) return endedAt;
  if (parseInstant(endedAt) > parseInstant(occurredAt)) return endedAt;
  // The same instant is what vendors write for an order that has no duration.
  context.notes.add(endedAt === occurredAt ? 'value-dummy' : 'value-implausible', line, ORDER.stoppedAt);
  return undefined;
}

function readDischarge(context: ReadContext, line: Place): boolean | undefined {
  const stated = readFlag(line, EXTRA.isDischargeMedication, context.notes);
  const chosen = context.options.tables?.orderBehaviour ?? 'ignored';
  if (stated !== undefined || chosen === 'ignored') return stated;
  const behaviour = readCode(context, line, ORDER.behaviour, {
    local: chosen === 'national' ? undefined : chosen,
    tables: chosen === 'national' ? [orderBehaviourTable] : [],
  });
  return behaviour === undefined ? undefined : behaviour === 'discharge-medication';
}

function readExecutions(context: ReadContext, line: Place): readonly Execution[] {
  const executions: Execution[] = [];
  for (const entry of readNodes(line, EXTRA.executions, context.notes)) {
    const at = readInstant(entry, EXTRA.executedAt, context.notes);
    if (at === undefined) continue;
    const endedAt = readInstant(entry, EXTRA.executionEndedAt, context.notes);
    const quantity = readScaled(entry, EXTRA.executedQuantity, context.notes);
    executions.push({
      at,
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(quantity === undefined ? {} : { quantity: decimalOf(quantity) }),
    });
  }
  return executions;
}

function readDays(context: ReadContext, line: Place): Scaled | undefined {
  const days = readScaled(line, EXTRA.days, context.notes);
  if (days === undefined || days > 0) return days;
  context.notes.add('value-dummy', line, EXTRA.days);
  return undefined;
}
