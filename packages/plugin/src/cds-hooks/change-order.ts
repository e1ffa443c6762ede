import { DAY_MS, type Fix, formatCstDate, parseInstant } from '@forecheck/core';
import { asObject, type FhirObject, fieldOf } from './fhir-node.ts';
import { parseFhirTime } from './fhir-time.ts';
import type { CompleteCdsSettings } from './settings.ts';

/** The fixes that change one order and leave it there. */
export type ChangingFix = Extract<
  Fix,
  { readonly kind: 'reduce-quantity' | 'shorten-days' | 'self-pay-with-consent' | 'set-price' }
>;

/**
 * The draft order as it would be after the fix: whole, as an update has to be. `undefined` where the resource has no
 * element for it. `unit` is the item's, in which the fix counts. A new object; the given one is not changed.
 */
export function changeOrder(
  resource: FhirObject,
  fix: ChangingFix,
  unit: string | undefined,
  { extensions }: CompleteCdsSettings,
): FhirObject | undefined {
  switch (fix.kind) {
    case 'reduce-quantity':
      return withQuantity(resource, Number(fix.to), unit ?? fix.unit, extensions.amount);
    case 'shorten-days':
      return resource['resourceType'] === 'MedicationRequest' ? withDays(resource, Number(fix.to)) : undefined;
    case 'self-pay-with-consent':
      return withExtension(resource, { url: extensions.selfPaid, valueBoolean: true });
    case 'set-price': {
      const changed = without(resource, extensions.amount);
      const valueMoney = { value: Number(fix.toFen) / 100, currency: 'CNY' };
      return withExtension(changed, { url: extensions.unitPrice, valueMoney });
    }
  }
}

/**
 * An order like the given one, of another code: same person, visit, prescription and time. How much of it is for the
 * practitioner to say.
 */
export function companionOf(resource: FhirObject, code: string, isDrug: boolean, system: string): FhirObject {
  const concept = { coding: [{ system, code }] };
  const kept = COMPANION_FIELDS.flatMap((name) => {
    const value = fieldOf(resource, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const group = fieldOf(resource, 'groupIdentifier') ?? fieldOf(resource, 'requisition');
  return {
    resourceType: isDrug ? 'MedicationRequest' : 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    ...(isDrug ? { medicationCodeableConcept: concept } : { code: concept }),
    ...Object.fromEntries(kept),
    ...(group === undefined ? {} : { [isDrug ? 'groupIdentifier' : 'requisition']: group }),
  };
}

function withQuantity(
  resource: FhirObject,
  value: number,
  unit: string | undefined,
  amountUrl: string,
): FhirObject | undefined {
  // The amount was of the old quantity.
  const changed = without(resource, amountUrl);
  if (resource['resourceType'] === 'ServiceRequest') {
    return { ...changed, quantityQuantity: quantityOf(asObject(changed['quantityQuantity']), value, unit) };
  }
  if (resource['resourceType'] !== 'MedicationRequest') return undefined;
  const dispense = asObject(changed['dispenseRequest']);
  return {
    ...changed,
    dispenseRequest: { ...dispense, quantity: quantityOf(asObject(dispense?.['quantity']), value, unit) },
  };
}

/** The unit is the sender's own where there is one. */
function quantityOf(sent: FhirObject | undefined, value: number, unit: string | undefined): FhirObject {
  return sent === undefined ? { value, ...(unit === undefined ? {} : { unit }) } : { ...sent, value };
}

/** Wherever the order says how long: an order that says it in two places has to say the same. */
function withDays(resource: FhirObject, days: number): FhirObject {
  const dispense = asObject(resource['dispenseRequest']);
  const instructions = resource['dosageInstruction'];
  return {
    ...resource,
    dispenseRequest: { ...dispense, expectedSupplyDuration: durationOf(days) },
    ...(Array.isArray(instructions)
      ? { dosageInstruction: instructions.map((one: unknown) => withBounds(one, days)) }
      : {}),
  };
}

function withBounds(instruction: unknown, days: number): unknown {
  const node = asObject(instruction);
  const timing = asObject(node?.['timing']);
  const repeat = asObject(timing?.['repeat']);
  if (repeat === undefined) return instruction;
  if (repeat['boundsDuration'] !== undefined) {
    return { ...node, timing: { ...timing, repeat: { ...repeat, boundsDuration: durationOf(days) } } };
  }
  const period = asObject(repeat['boundsPeriod']);
  const start = typeof period?.['start'] === 'string' ? parseFhirTime(period['start']) : undefined;
  if (start === undefined || period?.['end'] === undefined) return instruction;
  // The last day of a Period belongs to it.
  const last = parseInstant(start.slice(0, 10)) / DAY_MS + Math.ceil(days) - 1;
  const boundsPeriod = { ...period, end: formatCstDate(last) };
  return { ...node, timing: { ...timing, repeat: { ...repeat, boundsPeriod } } };
}

function durationOf(days: number): FhirObject {
  return { value: days, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' };
}

function withExtension(resource: FhirObject, extension: FhirObject): FhirObject {
  const others = without(resource, String(extension['url']))['extension'];
  return { ...resource, extension: [...(Array.isArray(others) ? others : []), extension] };
}

/** The resource without the extension of that URL. */
function without(resource: FhirObject, url: string): FhirObject {
  const { extension, ...rest } = resource;
  if (extension === undefined) return resource;
  const kept = (Array.isArray(extension) ? extension : [extension]).filter(
    (one: unknown) => asObject(one)?.['url'] !== url,
  );
  return kept.length === 0 ? rest : { ...rest, extension: kept };
}

/** What places an order; amounts, notes and reasons are the other order's own. */
const COMPANION_FIELDS = ['subject', 'encounter', 'authoredOn', 'requester'];
