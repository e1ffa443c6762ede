// An EHR that speaks CDS Hooks 2.0, as far as signing an order goes: what is there, what it says of two draft prescriptions, one
// suggestion applied, and what was decided sent back.
//   FORECHECK_TOKEN=... node client.ts http://127.0.0.1:18421
import { randomUUID } from 'node:crypto';
import { DRAFTS, prefetch, type Resource } from './sample-orders.ts';

interface Service {
  readonly id: string;
  readonly hook: string;
  readonly prefetch?: Readonly<Record<string, string>>;
}

interface Action {
  readonly type: 'create' | 'update' | 'delete';
  readonly resource?: Resource;
  readonly resourceId?: string;
}

interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: { readonly label: string };
  readonly suggestions?: readonly {
    readonly uuid: string;
    readonly label: string;
    readonly actions?: readonly Action[];
  }[];
  readonly overrideReasons?: readonly { readonly code: string; readonly system: string; readonly display: string }[];
}

const [url = 'http://127.0.0.1:18421'] = process.argv.slice(2);
const token = process.env['FORECHECK_TOKEN'] ?? '';
/** Whoever signs waits for it. */
const TIME_LIMIT_MS = 5_000;

const { services } = (await call('/cds-services')) as { readonly services: readonly Service[] };
for (const { id, hook } of services) console.log(`service ${id}: ${hook}`);
const service = services.find(({ hook }) => hook === 'order-sign');
if (service === undefined) throw new Error('no service answers order-sign');

const first = await sign(DRAFTS);
const [toFix, ...others] = first;
const suggestion = toFix?.suggestions?.[0];
if (toFix === undefined || suggestion === undefined) throw new Error('nothing to apply');
const changed = apply(DRAFTS, suggestion.actions ?? []);
console.log(`applied: ${suggestion.label}`);
const left = await sign(changed);
console.log(`gone: ${first.length - left.length}`);

const outcomeTimestamp = new Date().toISOString();
const accepted = {
  card: toFix.uuid,
  outcome: 'accepted',
  acceptedSuggestions: [{ id: suggestion.uuid }],
  outcomeTimestamp,
};
const overridden = others.map(({ uuid, overrideReasons: [reason] = [] }) => ({
  card: uuid,
  outcome: 'overridden',
  ...(reason === undefined ? {} : { overrideReason: { reason: { code: reason.code, system: reason.system } } }),
  outcomeTimestamp,
}));
await call(`/cds-services/${service.id}/feedback`, { feedback: [accepted, ...overridden] });
console.log(`feedback: ${1 + overridden.length} sent`);

/** Asks about the drafts, and prints the cards. */
async function sign(drafts: readonly Resource[]): Promise<readonly Card[]> {
  const { cards } = (await call(`/cds-services/${service?.id}`, {
    hook: 'order-sign',
    hookInstance: randomUUID(),
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      encounterId: 'e1',
      draftOrders: { resourceType: 'Bundle', type: 'collection', entry: drafts.map((resource) => ({ resource })) },
    },
    prefetch: prefetch(Object.keys(service?.prefetch ?? {})),
  })) as { readonly cards: readonly Card[] };
  for (const { indicator, summary, source, suggestions = [] } of cards) {
    console.log(`${indicator}: ${summary} (${source.label})`);
    for (const { label } of suggestions) console.log(`  suggestion: ${label}`);
  }
  return cards;
}

/** The drafts after a suggestion. */
function apply(drafts: readonly Resource[], actions: readonly Action[]): readonly Resource[] {
  let orders = drafts;
  for (const { type, resource, resourceId } of actions) {
    if (type === 'delete') orders = orders.filter(({ resourceType, id }) => `${resourceType}/${id}` !== resourceId);
    else if (resource === undefined) continue;
    else if (type === 'create') orders = [...orders, resource];
    else orders = orders.map((order) => (order.id === resource.id ? resource : order));
  }
  return orders;
}

/** One call, within its time. What is not answered ends the example; an EHR signs without cards and says so. */
async function call(path: string, body?: object): Promise<unknown> {
  const response = await fetch(url + path, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
