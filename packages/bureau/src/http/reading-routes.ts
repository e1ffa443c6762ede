import type { Digest } from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import { tellDraft } from './publishing-routes.ts';
import { READERS, RECEIVERS, type Route, type RouteRequest } from './route.ts';

/** What can be looked at and fetched. */
export function readingRoutes(store: BureauStore): readonly Route[] {
  return [...publishedRoutes(store), ...receivedRoutes(store)];
}

function publishedRoutes(store: BureauStore): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/layers',
      roles: READERS,
      async respond() {
        const state = await store.readState();
        const reported = Object.fromEntries(await store.readReportedSequences());
        return { body: { ...state, reported } };
      },
    },
    {
      method: 'GET',
      path: '/v1/drafts',
      roles: READERS,
      async respond({ query }) {
        const layer = query.get('layer');
        const state = query.get('state');
        const drafts = await store.readDrafts({
          limit: limitOf(query),
          ...(layer === null ? {} : { layer }),
          ...(state === 'open' || state === 'published' || state === 'rejected' ? { state } : {}),
        });
        return { body: { drafts: drafts.map(tellDraft) } };
      },
    },
    {
      method: 'GET',
      path: '/v1/drafts/:id',
      roles: READERS,
      async respond({ parameters }) {
        const draft = await store.readDraft(parameters['id'] ?? '');
        if (draft === undefined) throw new BureauError('draft-unknown', 'there is no such draft');
        return { body: tellDraft(draft) };
      },
    },
    {
      method: 'GET',
      path: '/v1/head',
      roles: RECEIVERS,
      async respond({ query }) {
        const head = await store.readHead(query.get('scope') ?? '');
        if (head === undefined) throw unknown();
        return { body: head.sealed, headers: { 'cache-control': 'no-cache', etag: `"${head.digest}"` } };
      },
    },
    {
      method: 'GET',
      path: '/v1/roots/:version',
      roles: RECEIVERS,
      async respond({ parameters }) {
        const version = Number(parameters['version']);
        const [root] = Number.isSafeInteger(version) ? await store.readRoots(version - 1) : [];
        if (root?.version !== version) throw unknown();
        return { body: root.sealed, headers: IMMUTABLE };
      },
    },
    {
      method: 'GET',
      path: '/v1/blobs/:digest',
      roles: RECEIVERS,
      respond: (request) => readBlob(store, request),
    },
    {
      method: 'GET',
      path: '/v1/manifests/:digest/reception',
      roles: READERS,
      respond: async ({ parameters }) => ({ body: await store.readReception(parameters['digest'] ?? '') }),
    },
  ];
}

function receivedRoutes(store: BureauStore): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/dispositions',
      roles: READERS,
      respond: async ({ query }) => ({
        body: { counts: await store.summariseDispositions(numberOf(query, 'fromMs', 0), numberOf(query, 'toMs', MAX)) },
      }),
    },
    {
      method: 'GET',
      path: '/v1/figures',
      roles: READERS,
      respond: async ({ query }) => ({
        body: { sums: await store.summariseFigures(numberOf(query, 'fromDay', 0), numberOf(query, 'toDay', MAX)) },
      }),
    },
    {
      method: 'GET',
      path: '/v1/clients',
      roles: READERS,
      respond: async ({ query }) => ({ body: { clients: await store.readClients(limitOf(query)) } }),
    },
    {
      method: 'GET',
      path: '/v1/questions',
      roles: READERS,
      respond: async ({ query }) => ({ body: { questions: await store.readQuestions(limitOf(query)) } }),
    },
  ];
}

/** A sealed manifest, a segment or a self-test, by its digest: it never changes, so anybody on the way may keep it. */
async function readBlob(store: BureauStore, { parameters, headers }: RouteRequest) {
  const digest: Digest = parameters['digest'] ?? '';
  const sealed = (await store.readManifest(digest))?.sealed;
  if (sealed !== undefined) return { body: sealed, headers: IMMUTABLE };
  const isGzipTaken = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
  const zipped = isGzipTaken ? await store.readBlob(digest, 'gzip') : undefined;
  if (zipped !== undefined) return { body: zipped, headers: { ...IMMUTABLE, 'content-encoding': 'gzip' } };
  const plain = await store.readBlob(digest, 'none');
  if (plain === undefined) throw unknown();
  return { body: plain, headers: IMMUTABLE };
}

const unknown = (): BureauError => new BureauError('resource-unknown', 'what was asked for is not there');

function numberOf(query: URLSearchParams, name: string, otherwise: number): number {
  const value = Number(query.get(name) ?? otherwise);
  if (!Number.isSafeInteger(value)) throw new BureauError('option-malformed', 'a whole number is meant', { name });
  return value;
}

const limitOf = (query: URLSearchParams): number => Math.min(Math.max(numberOf(query, 'limit', 100), 1), 1_000);

const IMMUTABLE = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' } as const;
/** The end of time, for a database that counts in 64 bits. */
const MAX = Number.MAX_SAFE_INTEGER;
