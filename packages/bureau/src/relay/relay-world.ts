import type { Digest } from '@forecheck/pack';
import type { Clock } from '@forecheck/sync';
import type { ClientMessage, Hello, ServerMessage } from '@forecheck/sync/protocol';
import { decodeServerMessage, encodeMessage } from '@forecheck/sync/protocol';
import type { Acknowledgement, Announcement, CurrentHead, RelaySource, Upload } from './port.ts';
import { createRelay, type Relay, type RelayLimits } from './relay.ts';
import type { ServerConnection } from './server-connection.ts';

/** A relay over a source that a test writes into, with connections that are arrays. For tests only. */
export interface RelayWorld {
  readonly time: WorldTime;
  readonly source: RelaySource;
  readonly blobs: Map<Digest, Uint8Array>;
  readonly uploads: Upload[];
  readonly relay: Relay;
  current: CurrentHead | undefined;
  acknowledge: (upload: Upload) => Promise<Acknowledgement>;
  announce(announcement: Announcement): void;
  connect(): RelayClient;
  /** A client that has said hello. */
  greeted(more?: Partial<Hello>): Promise<RelayClient>;
  pass(ms: number): Promise<void>;
}

/** What the world needs of simulated time. */
export interface WorldTime {
  readonly nowMs: number;
  runUntil(untilMs: number): Promise<void>;
  createClock(): Clock;
}

/** The other end of one connection. */
export interface RelayClient {
  readonly received: ServerMessage[];
  readonly kinds: readonly string[];
  readonly last: ServerMessage | undefined;
  isClosed: boolean;
  pings: number;
  queuedBytes: number;
  send(...messages: readonly ClientMessage[]): Promise<void>;
  sendBytes(frame: Uint8Array): void;
  drained(): void;
  heard(): void;
}

/** A digest that a reader of a failed test can make out. */
export const digestOf = (name: string): Digest => Buffer.from(name).toString('hex').padEnd(64, '0');

/** A head of this version, over one manifest. */
export const headOf = (version: number, manifest = digestOf('m')): CurrentHead => ({
  sealed: Uint8Array.of(version),
  epoch: 0,
  version,
  manifests: [{ layer: 'cn', digest: manifest }],
});

/** News of that head. */
export const announcementOf = (version: number, more: Partial<Announcement> = {}): Announcement => ({
  head: headOf(version),
  roots: [],
  push: [],
  spreadMs: 0,
  ...more,
});

/** A world at the beginning of `time`, changed where a test wants another source. */
export function createRelayWorld(
  time: WorldTime,
  { limits = {}, source: changes = {} }: { limits?: Partial<RelayLimits>; source?: Partial<RelaySource> } = {},
): RelayWorld {
  let tell: (scope: string, announcement: Announcement) => void = () => undefined;
  const source: RelaySource = {
    admit: async ({ token, institution, scope, role }) =>
      token === 'wrong' ? undefined : { institution, scope, isRelay: role === 'relay' },
    headOf: async () => world.current,
    rootsAfter: async (version) => (version < 2 ? [Uint8Array.of(2)] : []),
    blob: async (name) => world.blobs.get(name),
    onHead: (listener) => {
      tell = listener;
      return () => undefined;
    },
    accept: async (upload) => {
      world.uploads.push(upload);
      return world.acknowledge(upload);
    },
    acknowledged: async () => 41,
    report: () => undefined,
    questionsFor: async () => [],
    answer: async () => undefined,
    ...changes,
  };
  const pass = (ms: number): Promise<void> => time.runUntil(time.nowMs + ms);
  const world: RelayWorld = {
    time,
    source,
    blobs: new Map(),
    uploads: [],
    relay: createRelay({ source, clock: time.createClock(), random: createDice(), limits }),
    current: undefined,
    acknowledge: async ({ first, entries }) => ({ sequence: first + entries.length - 1, isQuarantined: false }),
    announce: (next) => tell(SCOPE, next),
    connect: () => connect(world.relay, pass),
    async greeted(more = {}) {
      const client = world.connect();
      await client.send({ ...HELLO, ...more });
      return client;
    },
    pass,
  };
  return world;
}

function connect(relay: Relay, pass: (ms: number) => Promise<void>): RelayClient {
  const client: RelayClient = {
    received: [],
    get kinds() {
      return client.received.map(({ kind }) => kind);
    },
    get last() {
      return client.received.at(-1);
    },
    isClosed: false,
    pings: 0,
    queuedBytes: 0,
    async send(...messages) {
      for (const message of messages) listener.received(encodeMessage(message));
      await pass(1);
    },
    sendBytes: (frame) => listener.received(frame),
    drained: () => listener.drained(),
    heard: () => listener.heard(),
  };
  const hear = (frame: Uint8Array): void => void client.received.push(decodeServerMessage(frame) as ServerMessage);
  const connection: ServerConnection = {
    send: hear,
    sendShared: (frames) => frames.forEach(hear),
    get queuedBytes() {
      return client.queuedBytes;
    },
    ping: () => {
      client.pings += 1;
    },
    close: () => {
      client.isClosed = true;
    },
    abort: () => {
      client.isClosed = true;
      listener.closed();
    },
  };
  const listener = relay.accept(connection);
  return client;
}

/** Park and Miller's generator: repeatable, and no two clients alike. */
function createDice(): () => number {
  let state = 7;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const SCOPE = 'cn/330000';

/** What a client says first. */
export const HELLO: Hello = {
  kind: 'hello',
  protocol: 1,
  role: 'client',
  institution: 'h1',
  scope: SCOPE,
  coreVersion: '1.0.0',
  encodings: ['none'],
  rootVersion: 1,
  headEpoch: 0,
  headVersion: 0,
  held: [],
  outbox: { stream: 's1', next: 1 },
  clockMs: 0,
};
