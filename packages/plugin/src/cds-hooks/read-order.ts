import { type OrderItem, parseInstant, roundToFen, SCALE } from '@forecheck/core';
import { itemKindByCode, withoutIdentityNumber } from '@forecheck/nhsa';
import { type ItemCoding, itemCodingOf } from './coding.ts';
import { type Amount, amountOf, daysOf, exclusiveEnd, readDosage } from './dosage.ts';
import {
  childOf,
  childrenOf,
  decimalOf,
  type FhirNode,
  flagOf,
  fourDigits,
  hasChild,
  pathOf,
  referenceOf,
  textOf,
} from './fhir-node.ts';
import { timeOf } from './fhir-time.ts';
import type { Gathered, Resource } from './gather-resources.ts';
import type { CompleteCdsSettings } from './settings.ts';

/** Kinds of resource that become order items. */
export const ORDER_TYPES: ReadonlySet<string> = new Set(['MedicationRequest', 'ServiceRequest', 'DeviceRequest']);

/** What every reader of an order needs. */
export interface OrderContext {
  readonly gathered: Gathered;
  readonly settings: CompleteCdsSettings;
}

/** What the order's place in the message tells. */
export type OrderPlacement = Pick<OrderItem, 'id' | 'role' | 'visitId' | 'practitionerId' | 'department'>;

/** One order as an item. */
export function readOrder(context: OrderContext, { type, node }: Resource, placement: OrderPlacement): OrderItem {
  const coding = itemCodingOf(conceptOf(context, type, node), context.settings.systems);
  const group = groupOf(node);
  const item: OrderItem = {
    ...placement,
    ...coding,
    ...kindOf(type, coding),
    ...(group === undefined ? {} : { prescriptionId: withoutIdentityNumber(group) }),
    ...(type === 'MedicationRequest' ? readMedication(context, node) : readService(context, node)),
    ...readMoney(context, node),
  };
  return withStatus(node, item);
}

/** CodeableConcept, reference to a Medication, or R5's either. */
function conceptOf({ gathered }: OrderContext, type: string, node: FhirNode): FhirNode {
  if (type === 'DeviceRequest') return childOf(node, 'codeCodeableConcept');
  if (type === 'ServiceRequest') return childOf(node, 'code');
  if (hasChild(node, 'medicationCodeableConcept')) return childOf(node, 'medicationCodeableConcept');
  const either = childOf(node, 'medication');
  if (hasChild(either, 'concept')) return childOf(either, 'concept');
  const name = hasChild(node, 'medicationReference') ? 'medicationReference' : 'medication';
  const reference = referenceOf(node, name) ?? referenceOf(either, 'reference');
  const medication = gathered.resolve(reference, node);
  if (medication !== undefined) return childOf(medication, 'code');
  if (reference !== undefined) node.problems.add('reference-unresolved', `${pathOf(node)}.${name}`);
  return childOf(node, 'medicationCodeableConcept');
}

function kindOf(type: string, { code }: ItemCoding): Pick<OrderItem, 'kind'> {
  const byCode = code === undefined ? undefined : itemKindByCode(code);
  if (byCode !== undefined) return { kind: byCode };
  if (type === 'MedicationRequest') return { kind: 'drug' };
  return { kind: type === 'ServiceRequest' ? 'service' : 'consumable' };
}

function groupOf(node: FhirNode): string | undefined {
  const name = hasChild(node, 'requisition') ? 'requisition' : 'groupIdentifier';
  return hasChild(node, name) ? textOf(childOf(node, name), 'value') : undefined;
}

function readMedication({ settings }: OrderContext, node: FhirNode): Partial<OrderItem> {
  const dispense = childOf(node, 'dispenseRequest');
  const dosage = readDosage(node, settings);
  const stated = hasChild(dispense, 'quantity') ? amountOf(dispense, 'quantity', settings) : undefined;
  const supply = hasChild(dispense, 'expectedSupplyDuration') ? daysOf(dispense, 'expectedSupplyDuration') : undefined;
  if ((decimalOf(dispense, 'numberOfRepeatsAllowed') ?? 0) > 0) node.problems.add('repeats-unread', pathOf(dispense));
  const days = supply ?? dosage.days;
  const quantity = stated ?? deriveQuantity(node, dosage.daily, days);
  const used = days ?? deriveDays(node, dosage.daily, stated);
  const occurredAt = dosage.startedAt ?? timeOf(node, 'authoredOn');
  const isDischarge = childrenOf(node, 'category').some((category) =>
    childrenOf(category, 'coding').some(({ value }) => value['code'] === 'discharge'),
  );
  return {
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(dosage.endedAt === undefined ? {} : { endedAt: dosage.endedAt }),
    ...amountFields(quantity),
    ...(used === undefined ? {} : { days: used }),
    ...(isDischarge ? { isDischargeMedication: true } : {}),
  };
}

/** Dose × frequency × duration, where none of them leaves a choice. */
function deriveQuantity(node: FhirNode, daily: Amount | undefined, days: number | undefined): Amount | undefined {
  if (daily === undefined || days === undefined) return undefined;
  node.problems.add('quantity-derived', `${pathOf(node)}.dosageInstruction`);
  return { ...daily, value: fourDigits(daily.value * days) };
}

/** How long the quantity lasts, where dose and quantity are counted in the same unit. */
function deriveDays(node: FhirNode, daily: Amount | undefined, stated: Amount | undefined): number | undefined {
  if (daily === undefined || stated === undefined) return undefined;
  if (daily.unit === undefined || daily.unit !== stated.unit) return undefined;
  node.problems.add('days-derived', `${pathOf(node)}.dosageInstruction`);
  return Math.floor((stated.value / daily.value) * 10_000 + 1e-6) / 10_000;
}

function readService({ settings }: OrderContext, node: FhirNode): Partial<OrderItem> {
  const period = childOf(node, 'occurrencePeriod');
  const occurredAt = timeOf(node, 'occurrenceDateTime') ?? timeOf(period, 'start') ?? timeOf(node, 'authoredOn');
  const end = timeOf(period, 'end');
  const endedAt = end === undefined ? undefined : exclusiveEnd(end);
  const isInterval =
    endedAt !== undefined && occurredAt !== undefined && parseInstant(endedAt) > parseInstant(occurredAt);
  const quantity = hasChild(node, 'quantityQuantity') ? amountOf(node, 'quantityQuantity', settings) : undefined;
  const [site] = childrenOf(node, 'bodySite');
  const bodySite = site === undefined ? undefined : (textOf(site, 'text') ?? displayOf(site));
  return {
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(isInterval ? { endedAt } : {}),
    ...amountFields(quantity),
    ...(bodySite === undefined ? {} : { bodySite }),
  };
}

function displayOf(concept: FhirNode): string | undefined {
  return childrenOf(concept, 'coding')
    .map((coding) => textOf(coding, 'display') ?? textOf(coding, 'code'))
    .find((text) => text !== undefined);
}

function amountFields(amount: Amount | undefined): Pick<OrderItem, 'quantity' | 'unit'> {
  if (amount === undefined) return {};
  return { quantity: amount.value, ...(amount.unit === undefined ? {} : { unit: amount.unit }) };
}

/**
 * What was withdrawn before it began never counts. What was stopped under way counts with whatever was done of it,
 * which the order does not tell.
 */
function withStatus(node: FhirNode, item: OrderItem): OrderItem {
  const status = textOf(node, 'status');
  if (status === 'cancelled') return { ...item, status: 'cancelled' };
  if (status !== 'stopped' && status !== 'revoked') return item;
  if (item.role === 'draft') return { ...item, status: 'stopped' };
  node.problems.add('order-stopped', `${pathOf(node)}.status`);
  const { quantity: _quantity, days: _days, amountFen: _amount, ...rest } = item;
  return rest;
}

function readMoney({ settings }: OrderContext, node: FhirNode): Partial<OrderItem> {
  const { selfPaid, unitPrice, amount } = settings.extensions;
  const price = moneyOf(node, unitPrice);
  const total = moneyOf(node, amount);
  const extension = extensionOf(node, selfPaid);
  return {
    ...(price === undefined ? {} : { unitPriceFen: fourDigits(price * 100) }),
    ...(total === undefined ? {} : { amountFen: roundToFen(Math.round(total * 100 * SCALE)) }),
    ...(extension !== undefined && flagOf(extension, 'valueBoolean') === true ? { payment: 'self' } : {}),
  };
}

/** Yuan of an extension; another currency, or nothing of it, is missing. */
function moneyOf(node: FhirNode, url: string): number | undefined {
  const extension = extensionOf(node, url);
  if (extension === undefined) return undefined;
  const money = childOf(extension, 'valueMoney');
  const value = decimalOf(money, 'value');
  if (value !== undefined && value > 0 && (textOf(money, 'currency') ?? 'CNY') === 'CNY') return value;
  node.problems.add('value-malformed', pathOf(money));
  return undefined;
}

/** The extension of that URL. */
export function extensionOf(node: FhirNode, url: string): FhirNode | undefined {
  return childrenOf(node, 'extension').find(({ value }) => value['url'] === url);
}
