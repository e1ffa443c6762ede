import { nodeClock } from '@forecheck/sync/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPostgres, type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import type { Doorbell } from './doorbell.ts';
import { createPostgresDoorbell } from './postgres-doorbell.ts';

describe.skipIf(!hasPostgres)('a doorbell over PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
  }, 60_000);

  afterAll(() => server.close(), 60_000);

  const open = (): Doorbell => createPostgresDoorbell({ url, clock: nodeClock(), random: Math.random });
  const heard = (bell: Doorbell): Promise<void> =>
    new Promise((resolve) => {
      const stop = bell.listen(() => {
        stop();
        resolve();
      });
    });

  test('a ring is heard on other nodes, and on the one that rang', async () => {
    const [a, b] = [open(), open()];
    // Every new connection rings once of itself.
    await Promise.all([heard(a), heard(b)]);
    const both = Promise.all([heard(a), heard(b)]);
    await a.ring();
    await both;
    await Promise.all([a.close(), b.close()]);
  });

  test('a connection that breaks is made again, and rings, because nobody knows what was missed', async () => {
    const bell = open();
    await heard(bell);
    const again = heard(bell);
    await server.dropConnections();
    await again;
    const rung = heard(bell);
    await bell.ring();
    await rung;
    await bell.close();
    await bell.close();
  });

  test('ringing without a server rejects nothing', async () => {
    const bell = createPostgresDoorbell({
      url: 'postgres://bureau@127.0.0.1:1/none',
      clock: nodeClock(),
      random: Math.random,
    });
    await expect(bell.ring()).resolves.toBeUndefined();
    await bell.close();
  });
});
