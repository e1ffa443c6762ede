import type { LayerId } from '@forecheck/pack';
import type { Clock, Random } from '@forecheck/sync';
import { PROGRESS_TIMEOUT_MS } from '@forecheck/sync/protocol';
import { LRUCache } from 'lru-cache';
import { createAnnouncer } from './announcer.ts';
import { type BulkBudget, createBulkBudget } from './bulk-budget.ts';
import { createEncodedBlobs, type EncodedBlobs } from './encoded-blobs.ts';
import { ACCEPT_SHARE, CACHE_BYTES_MAX, CONNECTIONS_MAX, PINGS_MISSED_MAX, RECONNECT_WINDOW_MS_MIN } from './limits.ts';
import type { Admission, RelaySource } from './port.ts';
import type { ServerConnection, ServerListener } from './server-connection.ts';
import { openSession, type Session } from './session.ts';
import { tickRegularly } from './tick.ts';

/** How to serve. */
export interface RelayOptions {
  readonly source: RelaySource;
  readonly clock: Clock;
  readonly random: Random;
  /** CPU milliseconds that one accept costs, as measured; 0 when unknown. */
  readonly acceptCostMs?: () => number;
  /** Processors that accepting can use. */
  readonly processors?: number;
  readonly limits?: Partial<RelayLimits>;
}

/** What a node allows. */
export interface RelayLimits {
  readonly connectionsMax: number;
  readonly progressTimeoutMs: number;
  readonly pingsMissedMax: number;
  readonly cacheBytesMax: number;
}

/** Serves the protocol to whoever is connected. */
export interface Relay {
  /** A connection was opened; what it hears is told to the listener that comes back. */
  accept(connection: ServerConnection): ServerListener;
  readonly stats: RelayStats;
  /** Says goodbye to everybody, each with its own delay, and stops. Idempotent. */
  close(): Promise<void>;
}

/** Numbers since the start. */
export interface RelayStats {
  readonly connections: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly bulkRunning: number;
  readonly bulkWaiting: number;
}

/** What sessions share. */
export interface RelayContext {
  readonly source: RelaySource;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: RelayLimits;
  readonly blobs: EncodedBlobs;
  readonly bulk: BulkBudget;
  /** What each client refused last, by `rejecterOf`: it is not offered again until something changes. */
  readonly rejections: LRUCache<string, { readonly digest: string; readonly code: string }>;
  reconnectWindowMs(): number;
  /** False when the node is full. */
  joined(session: Session, admission: Admission): boolean;
  left(session: Session): void;
  count(name: string): void;
}

/** Starts serving from a source. */
export function createRelay(options: RelayOptions): Relay {
  const limits: RelayLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const sessions = new Set<Session>();
  const byScope = new Map<LayerId, Set<Session>>();
  const counts: Record<string, number> = {};
  const context: RelayContext = {
    source: options.source,
    clock: options.clock,
    random: options.random,
    limits,
    blobs: createEncodedBlobs((digest) => options.source.blob(digest), limits.cacheBytesMax),
    bulk: createBulkBudget(),
    rejections: new LRUCache({ max: REJECTIONS_MAX }),
    reconnectWindowMs: () => reconnectWindowMs(sessions.size, options),
    joined(session, { scope }) {
      if (sessions.size > limits.connectionsMax) return false;
      const group = byScope.get(scope) ?? new Set();
      byScope.set(scope, group.add(session));
      return true;
    },
    left(session) {
      sessions.delete(session);
      const { scope } = session.admission ?? {};
      if (scope === undefined) return;
      const group = byScope.get(scope);
      group?.delete(session);
      if (group?.size === 0) byScope.delete(scope);
    },
    count(name) {
      counts[name] = (counts[name] ?? 0) + 1;
    },
  };
  const announcer = createAnnouncer(context, byScope);
  const unsubscribe = options.source.onHead((scope, announcement) => announcer.announce(scope, announcement));
  const stopAsking = options.source.onQuestions?.((institution, questions) => {
    for (const session of sessions) if (session.admission?.institution === institution) session.ask(questions);
  });
  const stopTicking = tickRegularly(context, sessions);
  let isClosed = false;

  return {
    accept(connection) {
      const session = openSession(context, connection);
      sessions.add(session);
      context.count('accepted');
      if (isClosed) session.goodbye('closing', context.reconnectWindowMs());
      return session;
    },
    get stats() {
      const { running, waiting } = context.bulk;
      return { connections: sessions.size, counts: { ...counts }, bulkRunning: running, bulkWaiting: waiting };
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      unsubscribe();
      stopAsking?.();
      stopTicking();
      const windowMs = context.reconnectWindowMs();
      for (const session of [...sessions]) session.goodbye('closing', Math.round(options.random() * windowMs));
      await announcer.settled();
    },
  };
}

/** The window in which so many clients can be accepted again: cost of all, over what the processors can spare. */
function reconnectWindowMs(connections: number, options: RelayOptions): number {
  const cost = options.acceptCostMs?.() ?? 0;
  return Math.max(
    RECONNECT_WINDOW_MS_MIN,
    Math.ceil((connections * cost) / ((options.processors ?? 1) * ACCEPT_SHARE)),
  );
}

/** Fillers of this cache are made ahead: more than a node has clients would only cost memory. */
const REJECTIONS_MAX = 16_384;
const DEFAULT_LIMITS: RelayLimits = {
  connectionsMax: CONNECTIONS_MAX,
  progressTimeoutMs: PROGRESS_TIMEOUT_MS,
  pingsMissedMax: PINGS_MISSED_MAX,
  cacheBytesMax: CACHE_BYTES_MAX,
};
