import { asObject, childOf, childrenOf, type FhirNode, pathOf, referenceText, textOf } from './fhir-node.ts';

/** One resource of a message. */
export interface Resource {
  readonly type: string;
  /** `Type/id`; absent without an id. */
  readonly reference?: string;
  readonly node: FhirNode;
}

/** Everything that was prefetched, and what the draft orders contain. */
export interface Gathered {
  readonly drafts: readonly Resource[];
  /** By key of the prefetch, whatever the key is. */
  readonly prefetched: readonly Resource[];
  /** Keys that were answered, also with null (“nothing there”). */
  readonly answered: ReadonlySet<string>;
  /** Keys of which only the first page was sent. */
  readonly paged: ReadonlySet<string>;
  /** The resource that a reference of another one names: contained, or anywhere in the message. */
  resolve(reference: string | undefined, from: FhirNode): FhirNode | undefined;
}

/** Collects the resources of a request. Never throws. */
export function gatherResources(draftOrders: FhirNode, prefetch: FhirNode): Gathered {
  const { problems } = draftOrders;
  const drafts = entriesOf(draftOrders);
  const prefetched: Resource[] = [];
  const answered = new Set<string>();
  const paged = new Set<string>();
  for (const key of Object.keys(prefetch.value)) {
    const raw = prefetch.value[key];
    // Keys are the client's words: a problem names those of ours only.
    const path = `prefetch.${KEY.test(key) ? key : '*'}`;
    if (raw === null) answered.add(key);
    const value = asObject(raw);
    if (value === undefined) {
      if (raw !== null && raw !== undefined) problems.add('resource-malformed', path);
      continue;
    }
    const node: FhirNode = { value, problems, name: path };
    const found = value['resourceType'] === 'Bundle' ? entriesOf(node) : listOf(node, undefined);
    const failed = found.some(({ type }) => type === 'OperationOutcome');
    if (failed) problems.add('prefetch-failed', path);
    // A search may find something and warn; a page of nothing but an outcome is no answer.
    if (!failed || found.some(({ type }) => type !== 'OperationOutcome')) answered.add(key);
    if (childrenOf(node, 'link').some((link) => link.value['relation'] === 'next')) {
      problems.add('prefetch-paged', path);
      paged.add(key);
    }
    prefetched.push(...found.filter(({ type }) => type !== 'OperationOutcome'));
  }
  const byReference = new Map<string, FhirNode>();
  for (const { reference, node } of [...prefetched, ...drafts])
    if (reference !== undefined) byReference.set(reference, node);
  return {
    drafts,
    prefetched,
    answered,
    paged,
    resolve: (reference, from) =>
      reference?.startsWith('#') === true
        ? childrenOf(from, 'contained').find(({ value }) => `#${String(value['id'])}` === reference)
        : reference === undefined
          ? undefined
          : byReference.get(reference),
  };
}

function entriesOf(bundle: FhirNode): readonly Resource[] {
  return childrenOf(bundle, 'entry').flatMap((entry) => {
    const resource = childOf(entry, 'resource');
    return listOf(resource, textOf(entry, 'fullUrl', URL_LENGTH_MAX));
  });
}

function listOf(node: FhirNode, fullUrl: string | undefined): readonly Resource[] {
  const type = node.value['resourceType'];
  if (typeof type !== 'string' || !TYPE.test(type)) {
    node.problems.add('resource-malformed', pathOf(node));
    return [];
  }
  const id = textOf(node, 'id');
  const reference = id === undefined ? referenceText(fullUrl) : `${type}/${id}`;
  return [{ type, node, ...(reference === undefined ? {} : { reference }) }];
}

const TYPE = /^[A-Z][A-Za-z]{1,40}$/;
const KEY = /^[a-z]{1,20}$/;
const URL_LENGTH_MAX = 2_000;
