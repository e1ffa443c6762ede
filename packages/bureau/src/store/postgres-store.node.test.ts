import { bureauStoreContract } from '@forecheck/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';
import { openPostgresStore } from './postgres-store.ts';

describe.skipIf(!hasPostgres)('a store in PostgreSQL', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);

  afterAll(() => server.close(), 60_000);

  test.each(bureauStoreContract)('$name', async ({ run }) => {
    const url = await server.createDatabase();
    await run({ open: () => openPostgresStore({ url }), isShared: true });
  });

  test('nodes that start at the same instant make the tables once', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore({ url })));
    expect(await Promise.all(stores.map((store) => store.readRevision()))).toEqual([0, 0, 0, 0]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a server that is not there is told as such, and may be tried again', async () => {
    const opening = openPostgresStore({ url: 'postgres://bureau@127.0.0.1:1/none' });
    await expect(opening).rejects.toMatchObject({ code: 'storage-unreachable', retry: 'safe' });
  });

  test('a server that may forget what it committed is refused', async () => {
    const url = await server.createDatabase();
    const options = `${url}?options=-c%20synchronous_commit%3Doff`;
    await expect(openPostgresStore({ url: options })).rejects.toMatchObject({
      code: 'storage-undurable',
      detail: { setting: 'synchronous_commit' },
    });
    await (await openPostgresStore({ url: options, allowUndurable: true })).close();
  });

  test('connections that break are replaced', async () => {
    const url = await server.createDatabase();
    const store = await openPostgresStore({ url });
    await store.commit({ expectedRevision: 0, scopes: ['cn'] });
    await server.dropConnections();
    // Each call may still meet a broken connection, as many as the pool has.
    await expect.poll(() => store.readRevision().catch(() => undefined)).toBe(1);
    await store.close();
  });
});
