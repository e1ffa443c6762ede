import type { Clock, Random } from '@forecheck/sync';
import pg from 'pg';
import type { Doorbell } from './doorbell.ts';
import { createMemoryDoorbell } from './memory-doorbell.ts';

/** What a doorbell over PostgreSQL needs. */
export interface PostgresDoorbellOptions {
  readonly url?: string;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * `LISTEN` and `NOTIFY`, over one connection that is made again whenever it breaks. Nothing is carried but the ring, and
 * every new connection rings once, because nobody knows what was missed.
 */
export function createPostgresDoorbell({ url, clock, random }: PostgresDoorbellOptions): Doorbell {
  const local = createMemoryDoorbell();
  let client: pg.Client | undefined;
  let connecting: Promise<void> = Promise.resolve();
  let cancelRetry = (): void => undefined;
  let failures = 0;
  let isClosed = false;

  const lost = (broken: pg.Client): void => {
    if (client !== broken) return;
    client = undefined;
    void broken.end().catch(() => undefined);
    if (isClosed) return;
    failures += 1;
    const delayMs = random() * Math.min(RETRY_MS_MAX, RETRY_MS_BASE * 2 ** Math.min(failures, 10));
    cancelRetry = clock.after(delayMs, () => {
      connecting = connect();
    });
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      ...(url === undefined ? {} : { connectionString: url }),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    client = next;
    next.on('error', () => lost(next));
    next.on('end', () => lost(next));
    next.on('notification', () => void local.ring());
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      failures = 0;
      await local.ring();
    } catch {
      lost(next);
    }
  };
  connecting = connect();

  return {
    async ring() {
      // Over the connection that listens, which then hears itself; when there is none, nodes find the change by looking.
      await connecting;
      await client?.query(`NOTIFY ${CHANNEL}`).catch(() => undefined);
    },
    listen: (listener) => local.listen(listener),
    async close() {
      if (isClosed) return;
      isClosed = true;
      cancelRetry();
      await local.close();
      await connecting;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}

const CHANNEL = 'forecheck_bureau';
const CONNECT_TIMEOUT_MS = 10_000;
const RETRY_MS_BASE = 100;
const RETRY_MS_MAX = 10_000;
