import type { Encounter, HistoryCoverage, Instant, ItemId } from '@forecheck/core';
import { withoutIdentityNumber } from '@forecheck/nhsa';
import type { CdsHook } from './discovery.ts';
import {
  childOf,
  childrenOf,
  type FhirNode,
  fieldOf,
  hasChild,
  pathOf,
  referenceOf,
  referenceText,
  textOf,
} from './fhir-node.ts';
import { type Gathered, gatherResources, type Resource } from './gather-resources.ts';
import { type Call, openCall } from './open-call.ts';
import { type CdsProblem, createProblemList, type ProblemList } from './problem.ts';
import { readConditions } from './read-conditions.ts';
import { readItems } from './read-items.ts';
import { readLaboratory } from './read-laboratory.ts';
import { readInsuredPerson } from './read-person.ts';
import { readPractitioners, readVisit, sceneOf } from './read-visit.ts';
import { type Refused, refuse } from './refusal.ts';
import { type CdsSettings, type CompleteCdsSettings, completeSettings } from './settings.ts';

/** One call of a service, read. Carries the draft orders: answer with it, never log it. */
export interface CdsRequest {
  readonly hook: CdsHook;
  /** As sent. */
  readonly hookInstance: string;
  readonly encounter: Encounter;
  /** What was left out or worked out; codes and paths only. */
  readonly problems: readonly CdsProblem[];
  /** Draft orders by item, whole: what suggestions change. */
  readonly drafts: ReadonlyMap<ItemId, Resource>;
  readonly settings: CompleteCdsSettings;
}

/** How a call is read. */
export interface CdsReadOptions {
  /** When the call arrived: CDS Hooks requests carry no time. */
  readonly asOf: Instant;
  readonly settings?: CdsSettings;
}

/** A call, read or refused. */
export type CdsReading = { readonly kind: 'read'; readonly request: CdsRequest } | Refused;

/**
 * Reads a call of `POST /cds-services/{service}`: hooks order-select and order-sign, FHIR R4.
 *
 * What cannot be read is a missing fact with a problem, never a default. Names, identity numbers and free text about
 * the person do not enter the encounter; tokens of `fhirAuthorization` are not looked at. Never throws: a call that
 * cannot be answered is a refusal with the HTTP status for it.
 */
export function readCdsRequest(service: string, body: unknown, options: CdsReadOptions): CdsReading {
  const settings = completeSettings(options.settings);
  if (service !== settings.serviceId) return refuse('service-unknown', '');
  const problems = createProblemList();
  const opened = openCall(body, problems);
  if (opened.kind === 'refused') return opened;
  const { hook, hookInstance, context, root } = opened;
  const gathered = gatherResources(childOf(context, 'draftOrders'), childOf(root, 'prefetch'));
  const personId = lastPart(textOf(context, 'patientId') ?? '');
  const refused = refuseMismatched(gathered, personId) ?? refuseUnfetched(gathered, settings);
  if (refused !== undefined) return refused;
  const own = withoutForeign(gathered, personId, problems);
  const { encounter, drafts } = readEncounter(own, { hook, hookInstance, context, settings, asOf: options.asOf });
  return { kind: 'read', request: { hook, hookInstance, encounter, problems: problems.all(), drafts, settings } };
}

/** Orders of one person judged by the facts of another would be worse than no answer. */
function refuseMismatched({ drafts, prefetched }: Gathered, personId: string): Refused | undefined {
  const other = prefetched.find(
    ({ type, node }) => type === 'Patient' && (textOf(node, 'id') ?? personId) !== personId,
  );
  if (other !== undefined) return refuse('subject-mismatched', `${pathOf(other.node)}.id`);
  const draft = drafts.find(({ node }) => isForeign(node, personId));
  return draft === undefined ? undefined : refuse('subject-mismatched', `${pathOf(draft.node)}.subject`);
}

function refuseUnfetched({ answered }: Gathered, { prefetchRequired }: CompleteCdsSettings): Refused | undefined {
  const missing = prefetchRequired.find((key) => !answered.has(key));
  return missing === undefined ? undefined : refuse('prefetch-missing', `prefetch.${missing}`);
}

function withoutForeign(gathered: Gathered, personId: string, problems: ProblemList): Gathered {
  const prefetched = gathered.prefetched.filter(({ node }) => {
    if (!isForeign(node, personId)) return true;
    problems.add('subject-foreign', pathOf(node));
    return false;
  });
  return { ...gathered, prefetched };
}

/** Only a reference to another Patient: groups, and resources without a subject, are not contradicted. */
function isForeign(node: FhirNode, personId: string): boolean {
  const name = SUBJECT_FIELDS.find((field) => hasChild(node, field));
  const reference = name === undefined ? undefined : referenceOf(node, name);
  return reference?.startsWith('Patient/') === true && reference.slice('Patient/'.length) !== personId;
}

interface Question extends Omit<Call, 'kind' | 'root'> {
  readonly settings: CompleteCdsSettings;
  readonly asOf: Instant;
}

function readEncounter(
  gathered: Gathered,
  { hook, hookInstance, context, settings, asOf }: Question,
): Pick<CdsRequest, 'encounter' | 'drafts'> {
  const ofType = (type: string): readonly Resource[] => gathered.prefetched.filter((one) => one.type === type);
  const nodesOf = (type: string): readonly FhirNode[] => ofType(type).map(({ node }) => node);
  const visitReference = visitOf(context);
  const visitNode = ofType('Encounter').find(
    ({ reference }) => visitReference === undefined || reference === undefined || reference === visitReference,
  )?.node;
  const visit = visitNode === undefined ? undefined : readVisit(visitNode, settings);
  const practitioners = readPractitioners(gathered.prefetched, settings);
  const user = referenceText(textOf(context, 'userId'));
  const { items, drafts } = readItems(
    { gathered, settings },
    {
      hook,
      selections: selectionsOf(context),
      ...(visitReference === undefined ? {} : { encounter: visitReference }),
      ...(user !== undefined && /^Practitioner(?:Role)?\//.test(user) ? { practitioner: user } : {}),
      practitioners,
    },
  );
  const [person] = nodesOf('Patient');
  const observations = nodesOf('Observation');
  const nodes = { coverages: nodesOf('Coverage'), observations, ...(person === undefined ? {} : { person }) };
  const diagnoses = readConditions(ofType('Condition'), visitNode, settings);
  const clinicalFacts = readLaboratory(observations, settings);
  const scene = sceneOf(visit?.type);
  const historyCoverage = coverageOf(gathered, settings);
  const known = new Set(items.map(({ practitionerId }) => practitionerId));
  const named = [...practitioners.values()].filter(({ id }) => known.has(id));
  return {
    encounter: {
      id: withoutIdentityNumber(visitReference?.slice('Encounter/'.length) ?? hookInstance),
      asOf,
      phase: 'prompt',
      ...(scene === undefined ? {} : { scene }),
      insuredPerson: readInsuredPerson(nodes, settings, asOf),
      ...(settings.institution === undefined ? {} : { institution: settings.institution }),
      ...(visit === undefined ? {} : { visit }),
      ...(named.length === 0 ? {} : { practitioners: named }),
      ...(diagnoses === undefined ? {} : { diagnoses }),
      ...(clinicalFacts === undefined ? {} : { clinicalFacts }),
      items,
      ...(historyCoverage === undefined ? {} : { historyCoverage }),
    },
    drafts,
  };
}

function visitOf(context: FhirNode): string | undefined {
  const id = textOf(context, 'encounterId');
  return id === undefined ? undefined : `Encounter/${lastPart(id)}`;
}

function selectionsOf(context: FhirNode): readonly string[] {
  const raw = fieldOf(context.value, 'selections');
  const texts = Array.isArray(raw) ? raw.filter((one): one is string => typeof one === 'string') : [];
  const drafts = new Set(
    childrenOf(childOf(context, 'draftOrders'), 'entry').flatMap((entry) => {
      const { value } = childOf(entry, 'resource');
      return [`${String(value['resourceType'])}/${String(value['id'])}`, String(value['id'])];
    }),
  );
  for (const text of texts) {
    if (!drafts.has(referenceText(text) ?? text)) context.problems.add('selection-unknown', 'context.selections');
  }
  return texts;
}

/** Both kinds of order, whole: else the history is known in part, which is not known. */
function coverageOf({ answered, paged }: Gathered, settings: CompleteCdsSettings): HistoryCoverage | undefined {
  if (settings.historyCoverage !== undefined) return settings.historyCoverage;
  const isWhole = ['medications', 'services'].every((key) => answered.has(key) && !paged.has(key));
  return isWhole ? 'local' : undefined;
}

function lastPart(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

const SUBJECT_FIELDS: readonly string[] = ['subject', 'beneficiary', 'patient'];
