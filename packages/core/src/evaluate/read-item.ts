import type { Facts } from '../judge/facts.ts';
import {
  DAY_ABSENT,
  ITEM_COUNTS,
  ITEM_DISCHARGE,
  ITEM_REVERSAL,
  ITEM_STANDING,
  ROLE_CONTEXT,
  ROLE_DRAFT,
  ROLE_HISTORY,
} from '../judge/facts.ts';
import { dayOf } from '../model/calendar.ts';
import { DECIMAL_MAX, parseDecimal } from '../model/decimal.ts';
import type { OrderItem } from '../model/encounter.ts';
import { EXECUTIONS_MAX, SHORT_TEXT_MAX } from '../model/encounter.ts';
import { choose, complain, instant } from './complain.ts';

/**
 * Reads item `raw` into column `i`. Returns `false`, with diagnostics, when it cannot take part at all; a single
 * malformed field is a diagnostic and a missing fact.
 */
export function readItem(facts: Facts, raw: OrderItem, position: number, i: number): boolean {
  if (typeof raw !== 'object' || raw === null) {
    complain(facts, '', position);
    return false;
  }
  // Without an id it cannot be named in an answer; what else is wrong with it is told all the same.
  const isNamed = isShortText(raw.id) && raw.id !== '';
  if (!isNamed) complain(facts, 'id', position);
  facts.raw[i] = raw;
  let flags = readStatus(facts, raw, position);
  facts.role[i] = readRole(facts, raw, position);
  facts.payment[i] = choose(facts, raw.payment, PAYMENTS, 'payment', position);

  const start = instant(facts, raw.occurredAt, 'occurredAt', position);
  const isDraft = facts.role[i] === ROLE_DRAFT;
  // A draft without a time of its own is being written now; old items without one have an unknown day.
  const startMs = start !== start && isDraft ? facts.asOfMs : start;
  facts.startMs[i] = startMs;
  facts.day[i] = startMs === startMs ? dayOf(startMs) : DAY_ABSENT;
  facts.endMs[i] = instant(facts, raw.endedAt, 'endedAt', position);

  const quantity = raw.quantity === undefined ? NaN : decimal(facts, raw.quantity, position, 'quantity');
  facts.quantity[i] = quantity;
  facts.net[i] = quantity;
  facts.supplyDays[i] = raw.days === undefined ? NaN : positive(decimal(facts, raw.days, position, 'days'));
  facts.unitPrice[i] =
    raw.unitPriceFen === undefined ? NaN : positive(decimal(facts, raw.unitPriceFen, position, 'unitPriceFen'));
  facts.listPrice[i] =
    raw.listPriceFen === undefined ? NaN : positive(decimal(facts, raw.listPriceFen, position, 'listPriceFen'));
  facts.amountFen[i] = raw.amountFen === undefined ? NaN : amount(facts, raw.amountFen, position);

  if (raw.isStanding === true) flags |= ITEM_STANDING;
  if (raw.isDischargeMedication === true) flags |= ITEM_DISCHARGE;
  if (raw.reverses !== undefined || quantity < 0) flags = (flags | ITEM_REVERSAL) & ~ITEM_COUNTS;
  if (quantity === 0) flags &= ~ITEM_COUNTS;
  facts.flags[i] = flags;
  readRare(facts, raw, position);
  return isNamed;
}

function readStatus(facts: Facts, raw: OrderItem, position: number): number {
  switch (raw.status) {
    case undefined:
    case 'active':
      return ITEM_COUNTS;
    case 'cancelled':
    case 'stopped':
    case 'skin-test':
      return 0;
    default:
      complain(facts, 'status', position);
      return ITEM_COUNTS;
  }
}

function readRole(facts: Facts, raw: OrderItem, position: number): number {
  switch (raw.role) {
    case undefined:
    case 'draft':
      return ROLE_DRAFT;
    case 'context':
      return ROLE_CONTEXT;
    case 'history':
      return ROLE_HISTORY;
    default:
      complain(facts, 'role', position);
      return ROLE_DRAFT;
  }
}

/** Fields that few items carry: checked here, read from the item itself where a rule asks. */
function readRare(facts: Facts, raw: OrderItem, position: number): void {
  if (raw.code !== undefined) text(facts, raw.code, position, 'code');
  if (raw.localCode !== undefined) text(facts, raw.localCode, position, 'localCode');
  if (raw.name !== undefined) text(facts, raw.name, position, 'name');
  choose(facts, raw.kind, KINDS, 'kind', position);
  if (raw.visitId !== undefined) text(facts, raw.visitId, position, 'visitId');
  if (raw.prescriptionId !== undefined) text(facts, raw.prescriptionId, position, 'prescriptionId');
  if (raw.unit !== undefined) text(facts, raw.unit, position, 'unit');
  if (raw.reverses !== undefined) text(facts, raw.reverses, position, 'reverses');
  if (raw.bodySite !== undefined) text(facts, raw.bodySite, position, 'bodySite');
  if (raw.incisionId !== undefined) text(facts, raw.incisionId, position, 'incisionId');
  if (raw.department !== undefined) text(facts, raw.department, position, 'department');
  if (raw.practitionerId !== undefined) text(facts, raw.practitionerId, position, 'practitionerId');
  if (raw.isStanding !== undefined) flag(facts, raw.isStanding, position, 'isStanding');
  if (raw.isDischargeMedication !== undefined)
    flag(facts, raw.isDischargeMedication, position, 'isDischargeMedication');
  if (raw.attestations !== undefined) readAttestations(facts, raw.attestations, position);
  if (raw.executions !== undefined) readExecutions(facts, raw, position);
}

function readAttestations(facts: Facts, list: readonly string[], position: number): void {
  if (!Array.isArray(list) || list.length > EXECUTIONS_MAX) return complain(facts, 'attestations', position);
  for (let k = 0; k < list.length; k += 1) {
    if (!isShortText(list[k])) complain(facts, `attestations[${k}]`, position);
  }
}

function readExecutions(facts: Facts, raw: OrderItem, position: number): void {
  const list = raw.executions;
  if (!Array.isArray(list) || list.length > EXECUTIONS_MAX) return complain(facts, 'executions', position);
  for (let k = 0; k < list.length; k += 1) {
    const execution: unknown = list[k];
    const path = `executions[${k}]`;
    if (typeof execution !== 'object' || execution === null) {
      complain(facts, path, position);
      continue;
    }
    const { at, endedAt, quantity } = execution as { at: string; endedAt?: string; quantity?: string };
    // An execution without a time is none.
    instant(facts, at ?? NaN, `${path}.at`, position);
    instant(facts, endedAt, `${path}.endedAt`, position);
    if (quantity !== undefined) decimal(facts, quantity, position, `${path}.quantity`);
  }
}

function decimal(facts: Facts, value: number | string, position: number, field: string): number {
  const scaled = parseDecimal(value);
  if (scaled !== scaled) complain(facts, field, position);
  return scaled;
}

function amount(facts: Facts, value: number, position: number): number {
  if (Number.isInteger(value) && Math.abs(value) <= DECIMAL_MAX) return value;
  complain(facts, 'amountFen', position);
  return NaN;
}

/** Zero days and zero prices stand in mandatory fields that nobody filled: they are missing facts. */
function positive(scaled: number): number {
  return scaled > 0 ? scaled : NaN;
}

function text(facts: Facts, value: unknown, position: number, field: string): void {
  if (!isShortText(value)) complain(facts, field, position);
}

function flag(facts: Facts, value: unknown, position: number, field: string): void {
  if (typeof value !== 'boolean') complain(facts, field, position);
}

export function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= SHORT_TEXT_MAX;
}

const PAYMENTS = ['pooled', 'account', 'self'];
const KINDS = ['drug', 'consumable', 'service', 'decoction-piece'];
