import { CDS_HOOKS, type CdsHook } from './discovery.ts';
import { asObject, type FhirNode, fieldOf, hasChild, textOf } from './fhir-node.ts';
import type { ProblemList } from './problem.ts';
import { type Refused, refuse } from './refusal.ts';

/** One call whose required fields are there. */
export interface Call {
  readonly kind: 'call';
  readonly hook: CdsHook;
  readonly hookInstance: string;
  readonly root: FhirNode;
  readonly context: FhirNode;
}

/** The fields that the specification requires, as far as an answer needs them. */
export function openCall(body: unknown, problems: ProblemList): Call | Refused {
  const value = asObject(body);
  if (value === undefined) return refuse('body-malformed', '');
  const root: FhirNode = { value, problems, name: '' };
  const hook = fieldOf(value, 'hook');
  const instance = fieldOf(value, 'hookInstance');
  if (hook === undefined || hook === null) return refuse('field-missing', 'hook');
  if (instance === undefined || instance === null || instance === '') return refuse('field-missing', 'hookInstance');
  if (typeof hook !== 'string') return refuse('body-malformed', 'hook');
  if (typeof instance !== 'string' || instance.length > ID_LENGTH_MAX) return refuse('body-malformed', 'hookInstance');
  const known = CDS_HOOKS.find((one) => one === hook);
  if (known === undefined) return refuse('hook-unsupported', 'hook');
  const context = asObject(fieldOf(value, 'context'));
  if (context === undefined) return refuse(hasChild(root, 'context') ? 'body-malformed' : 'field-missing', 'context');
  const prefetch = fieldOf(value, 'prefetch');
  if (prefetch !== undefined && prefetch !== null && asObject(prefetch) === undefined) {
    return refuse('body-malformed', 'prefetch');
  }
  const node: FhirNode = { value: context, problems, name: 'context' };
  const refused = refuseContext(node, known);
  if (refused !== undefined) return refused;
  // Required, and of no use here: who asks is no fact about the order.
  if (!hasChild(node, 'userId')) problems.add('field-missing', 'context.userId');
  return { kind: 'call', hook: known, hookInstance: instance, root, context: node };
}

function refuseContext(context: FhirNode, hook: CdsHook): Refused | undefined {
  const needed = hook === 'order-select' ? [...CONTEXT_FIELDS, 'selections'] : CONTEXT_FIELDS;
  for (const name of needed) if (!hasChild(context, name)) return refuse('field-missing', `context.${name}`);
  if (textOf(context, 'patientId') === undefined) return refuse('body-malformed', 'context.patientId');
  const orders = asObject(fieldOf(context.value, 'draftOrders'));
  if (orders === undefined || fieldOf(orders, 'resourceType') !== 'Bundle') {
    return refuse('body-malformed', 'context.draftOrders');
  }
  // An order list that cannot be read is not an empty one.
  const entries = fieldOf(orders, 'entry');
  const list: unknown = entries ?? [];
  if (!Array.isArray(list) || !list.every(isResourceEntry)) {
    return refuse('body-malformed', 'context.draftOrders.entry');
  }
  if (hook === 'order-select' && !Array.isArray(fieldOf(context.value, 'selections'))) {
    return refuse('body-malformed', 'context.selections');
  }
  return undefined;
}

function isResourceEntry(entry: unknown): boolean {
  const resource = asObject(asObject(entry)?.['resource']);
  return typeof resource?.['resourceType'] === 'string';
}

const CONTEXT_FIELDS: readonly string[] = ['patientId', 'draftOrders'];
const ID_LENGTH_MAX = 200;
