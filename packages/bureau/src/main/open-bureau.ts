import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Crypto, Signer } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import type { Clock, Random } from '@forecheck/sync';
import { nodeClock } from '@forecheck/sync/node';
import type { Doorbell } from '../doorbell/doorbell.ts';
import { createMemoryDoorbell } from '../doorbell/memory-doorbell.ts';
import { createPostgresDoorbell } from '../doorbell/postgres-doorbell.ts';
import { watchHeads } from '../doorbell/watch-heads.ts';
import { handleRequests } from '../http/handle-requests.ts';
import { publishingRoutes } from '../http/publishing-routes.ts';
import { readingRoutes } from '../http/reading-routes.ts';
import { stateRoutes } from '../http/state-routes.ts';
import { steeringRoutes } from '../http/steering-routes.ts';
import { createIntake } from '../intake/intake.ts';
import { readEvent } from '../intake/read-event.ts';
import { createPublisher, type Publisher } from '../publish/publisher.ts';
import { type AcceptCost, measureAcceptCost } from '../relay/accept-cost.ts';
import { createRelay, type Relay } from '../relay/relay.ts';
import { attachRelay } from '../relay/web-socket-listener.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import { openPostgresStore } from '../store/postgres-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { bureauMetrics } from './bureau-metrics.ts';
import { createBureauSource } from './bureau-source.ts';
import { createHeadAnnouncer } from './head-announcer.ts';
import { readHealth } from './health.ts';
import { keepHouse } from './keep-house.ts';
import { SYNC_PATH } from './sync-path.ts';
import { createTokenOffice, type TokenOffice } from './tokens.ts';

/** How a bureau node runs. */
export interface BureauOptions {
  /** Where the embedded database lies; made when it is not there. Not looked at when there is a `postgresUrl`. */
  readonly folder: string;
  /** Keeps everything in PostgreSQL, which several nodes may share. */
  readonly postgresUrl?: string;
  /** `127.0.0.1` when absent: something that speaks TLS stands in front of a bureau. */
  readonly host?: string;
  /** Any free one when absent. */
  readonly port?: number;
  /** Sign heads, every hour, unattended: the keys that the root names for it. */
  readonly headSigners: readonly Signer[];
  /** Keys of makers, checkers and urgent manifests who do not sign elsewhere. For trying out; real ones keep theirs. */
  readonly signers?: readonly Signer[];
  /** Lets in whoever connects, as whoever they say they are. For trying out. Everything else asks for tokens all the same. */
  readonly isOpen?: boolean;
  /** Time over which clients pull what is too large to be sent along with a head: two minutes when absent. */
  readonly pullSpreadMs?: number;
  /** Longest time to wait for requests and connections to end when closing. */
  readonly closeTimeoutMs?: number;
  readonly crypto?: Crypto;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** A bureau node that runs. */
export interface Bureau {
  /** `http://host:port`; connections go to {@link SYNC_PATH}. */
  readonly url: string;
  readonly publisher: Publisher;
  readonly tokens: TokenOffice;
  readonly store: BureauStore;
  readonly relay: Relay;
  /** Token of an administrator, made because there was none. Told once. */
  readonly firstToken?: string;
  /** Says goodbye to connections, finishes what is under way, and stops. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a bureau node: store, publisher, intake, connections and HTTP.
 *
 * @throws BureauError what opening the store throws; what Node throws when the port is taken.
 */
export async function openBureau(options: BureauOptions): Promise<Bureau> {
  const { clock = nodeClock(), random = Math.random, crypto = nodeCrypto() } = options;
  const nowMs = (): number => clock.wallMs();
  const { store, doorbell } = await openPlace(options, clock, random);
  const closers: (() => Promise<void>)[] = [() => store.close(), () => doorbell.close()];
  const close = once(async () => {
    for (const one of closers.reverse()) await one();
  });
  try {
    const publisher = createPublisher({ store, doorbell, crypto, headSigners: options.headSigners, nowMs });
    const tokens = createTokenOffice(store, nowMs);
    const intake = createIntake({ store, readEntry: readEvent, nowMs });
    closers.push(() => intake.close());
    const heads = createHeadAnnouncer(store, options.pullSpreadMs ?? PULL_SPREAD_MS);
    closers.push(() => heads.settled());
    const isOpen = options.isOpen === true;
    const source = createBureauSource({ store, intake, publisher, heads, tokens, clock, isOpen });
    closers.push(() => source.close());
    const watch = await watchHeads({ store, doorbell, clock, random, onHead: (head) => heads.note(head) });
    closers.push(() => watch.close());
    const house = keepHouse({ publisher, clock, random });
    closers.push(() => house.close());
    const cost = measureAcceptCost();
    const relay = createRelay({
      source,
      clock,
      random,
      processors: availableParallelism(),
      acceptCostMs: () => cost.ms,
    });
    closers.push(() => relay.close());
    const metrics = bureauMetrics({ store, intake, relay, watch, nowMs });
    const routes = [
      ...stateRoutes(() => readHealth(store, watch, nowMs()), metrics),
      ...publishingRoutes({ publisher, signers: options.signers ?? [] }),
      ...steeringRoutes({ publisher, store, tokens, nowMs }),
      ...readingRoutes(store),
    ];
    const server = await startServer(options, handleRequests(routes, tokens), relay, cost);
    closers.push(() => server.close());
    const firstToken = await issueFirstToken(store, tokens);
    const { url } = server;
    return { url, publisher, tokens, store, relay, close, ...(firstToken === undefined ? {} : { firstToken }) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPlace(
  { folder, postgresUrl: url }: BureauOptions,
  clock: Clock,
  random: Random,
): Promise<{ readonly store: BureauStore; readonly doorbell: Doorbell }> {
  if (url === undefined) {
    return { store: await openSqliteStore(join(folder, 'bureau.sqlite')), doorbell: createMemoryDoorbell() };
  }
  const store = await openPostgresStore({ url });
  return { store, doorbell: createPostgresDoorbell({ url, clock, random }) };
}

async function startServer(
  { port = 0, host = '127.0.0.1', closeTimeoutMs = CLOSE_TIMEOUT_MS }: BureauOptions,
  handle: ReturnType<typeof handleRequests>,
  relay: Relay,
  cost: AcceptCost,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => void handle(request, response));
  const detach = attachRelay(server, relay, { path: SYNC_PATH, accepted: cost.count });
  await listen(server, port, host);
  return { url: urlOf(server), close: () => closeServer(server, detach, relay, closeTimeoutMs) };
}

async function issueFirstToken(store: BureauStore, tokens: TokenOffice): Promise<string | undefined> {
  const hasOne = (await store.readTokens()).some(
    ({ role, revokedMs }) => role === 'administrator' && revokedMs === undefined,
  );
  return hasOne ? undefined : (await tokens.issue({ subject: 'first administrator', role: 'administrator' })).token;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** New connections are refused first; those that are open are told goodbye; requests may finish. */
async function closeServer(server: Server, detach: () => void, relay: Relay, timeoutMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  await relay.close();
  const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
  const late = new Promise<void>((resolve) => setTimeout(resolve, timeoutMs + LAST_MS).unref());
  await Promise.race([closed, late]);
  clearTimeout(timer);
  detach();
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

const PULL_SPREAD_MS = 120_000;
const CLOSE_TIMEOUT_MS = 5_000;
const LAST_MS = 1_000;
