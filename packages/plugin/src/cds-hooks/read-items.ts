import type { ItemId, OrderItem, Practitioner } from '@forecheck/core';
import { withoutIdentityNumber } from '@forecheck/nhsa';
import { itemCodingOf } from './coding.ts';
import { exclusiveEnd } from './dosage.ts';
import {
  childOf,
  childrenOf,
  type FhirNode,
  flagOf,
  hasChild,
  pathOf,
  referenceOf,
  referenceText,
  textOf,
} from './fhir-node.ts';
import { timeOf } from './fhir-time.ts';
import type { Resource } from './gather-resources.ts';
import { ORDER_TYPES, type OrderContext, readOrder } from './read-order.ts';

/** Which visit and whose orders are asked about. */
export interface OrderQuestion {
  readonly hook: string;
  /** `Encounter/…` of the context. */
  readonly encounter?: string;
  /** `context.selections` as sent. */
  readonly selections: readonly string[];
  /** Of the orders that name nobody. */
  readonly practitioner?: string;
  readonly practitioners: ReadonlyMap<string, Practitioner>;
}

/** The items of a request and the resources that they were read from. */
export interface ReadItems {
  readonly items: readonly OrderItem[];
  /** Draft orders by item: what suggestions change. */
  readonly drafts: ReadonlyMap<ItemId, Resource>;
}

/** Draft orders first, in the order of the bundle; then what was prefetched. */
export function readItems(context: OrderContext, question: OrderQuestion): ReadItems {
  const items: OrderItem[] = [];
  const drafts = new Map<ItemId, Resource>();
  const taken = new Set<string>();
  const orders = context.gathered.drafts.filter((resource) => isJudged(resource));
  const isSelected = selectionOf(question, orders);
  for (const resource of orders) {
    const id = itemId(resource, taken);
    drafts.set(id, resource);
    items.push(
      readOrder(context, resource, {
        id,
        role: isSelected(resource) ? 'draft' : 'context',
        ...practitionerOf(question, resource.node, question.practitioner),
      }),
    );
  }
  const known = new Set(context.gathered.drafts.map(({ reference }) => reference));
  for (const resource of context.gathered.prefetched) {
    if (resource.reference !== undefined && known.has(resource.reference)) continue;
    const placement = {
      ...placeInHistory(question, resource.node),
      ...practitionerOf(question, resource.node, undefined),
    };
    if (ORDER_TYPES.has(resource.type) && isHistory(resource, known)) {
      known.add(resource.reference);
      items.push(readOrder(context, resource, { id: itemId(resource, taken), ...placement }));
    } else if (resource.type === 'MedicationStatement' && isTaken(resource, known)) {
      known.add(resource.reference);
      items.push(readStatement(context, resource, { id: itemId(resource, taken), ...placement }));
    }
  }
  return { items, drafts };
}

/** A resource in the bundle that is no order cannot be judged, and is told. */
function isJudged({ type, node }: Resource): boolean {
  if (!ORDER_TYPES.has(type)) {
    // What orders refer to may travel with them.
    if (type !== 'Medication') node.problems.add('resource-unsupported', pathOf(node));
    return false;
  }
  return textOf(node, 'status') !== 'entered-in-error' && flagOf(node, 'doNotPerform') !== true;
}

/** Proposals, plans and other people's unsigned drafts are not care; what carries out another order is that order. */
function isHistory({ node }: Resource, known: ReadonlySet<string | undefined>): boolean {
  const status = textOf(node, 'status');
  const intent = textOf(node, 'intent');
  if (status === 'entered-in-error' || status === 'draft' || flagOf(node, 'doNotPerform') === true) return false;
  if (intent === 'proposal' || intent === 'plan') return false;
  return !childrenOf(node, 'basedOn').some(({ value }) => known.has(referenceText(String(value['reference'] ?? ''))));
}

function isTaken({ node }: Resource, known: ReadonlySet<string | undefined>): boolean {
  const status = textOf(node, 'status');
  if (status !== undefined && !['active', 'completed', 'stopped', 'on-hold'].includes(status)) return false;
  return !childrenOf(node, 'basedOn').some(({ value }) => known.has(referenceText(String(value['reference'] ?? ''))));
}

/** In an order-select call the newly selected orders are judged; the others of the session are there already. */
function selectionOf(question: OrderQuestion, orders: readonly Resource[]): (resource: Resource) => boolean {
  if (question.hook !== 'order-select') return () => true;
  const wanted = new Set(question.selections.map((text) => referenceText(text) ?? text));
  const isNamed = ({ reference }: Resource): boolean =>
    reference !== undefined && (wanted.has(reference) || wanted.has(reference.slice(reference.indexOf('/') + 1)));
  // Nothing selected would ask about nothing, and the answer would say that nothing was found.
  return orders.some(isNamed) ? isNamed : () => true;
}

function placeInHistory(question: OrderQuestion, node: FhirNode): Pick<OrderItem, 'role' | 'visitId'> {
  const visit = hasChild(node, 'encounter') ? referenceOf(node, 'encounter') : referenceOf(node, 'context');
  if (visit !== undefined && visit === question.encounter) return { role: 'context' };
  return { role: 'history', ...(visit === undefined ? {} : { visitId: withoutIdentityNumber(visit) }) };
}

function practitionerOf(
  { practitioners }: OrderQuestion,
  node: FhirNode,
  otherwise: string | undefined,
): Pick<OrderItem, 'practitionerId' | 'department'> {
  const reference = (hasChild(node, 'requester') ? referenceOf(node, 'requester') : undefined) ?? otherwise;
  if (reference === undefined) return {};
  const department = practitioners.get(reference)?.department;
  return {
    practitionerId: withoutIdentityNumber(reference),
    ...(department === undefined ? {} : { department }),
  };
}

/** What a person takes or took: an interval of use, no quantity. */
function readStatement(
  { gathered, settings }: OrderContext,
  { node }: Resource,
  placement: Pick<OrderItem, 'id' | 'role' | 'visitId'>,
): OrderItem {
  const reference = hasChild(node, 'medicationReference') ? referenceOf(node, 'medicationReference') : undefined;
  const medication = gathered.resolve(reference, node);
  const concept = medication === undefined ? childOf(node, 'medicationCodeableConcept') : childOf(medication, 'code');
  const period = childOf(node, 'effectivePeriod');
  const occurredAt = timeOf(node, 'effectiveDateTime') ?? timeOf(period, 'start');
  const end = timeOf(period, 'end');
  return {
    ...placement,
    ...itemCodingOf(concept, settings.systems),
    kind: 'drug',
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(occurredAt === undefined || end === undefined ? {} : { endedAt: exclusiveEnd(end) }),
  };
}

/** The reference where it can be one, else a stand-in; unique either way. */
function itemId({ reference, node }: Resource, taken: Set<string>): ItemId {
  const wanted = reference === undefined ? `#${taken.size + 1}` : withoutIdentityNumber(reference);
  let id = wanted.slice(0, ID_LENGTH_MAX);
  for (let n = taken.size + 1; taken.has(id); n += 1) id = `${wanted.slice(0, ID_LENGTH_MAX - 8)}~${n}`;
  if (id !== reference) node.problems.add('id-replaced', `${pathOf(node)}.id`);
  taken.add(id);
  return id;
}

const ID_LENGTH_MAX = 200;
