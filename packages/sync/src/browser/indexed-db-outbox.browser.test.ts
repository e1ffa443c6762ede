import { outboxContract } from '@forecheck/testkit';
import { describe, expect, test } from 'vitest';
import { openPageDatabase, settle } from './indexed-db.ts';
import { openIndexedDbOutbox } from './indexed-db-outbox.ts';

let databases = 0;
const newName = (): string => `outbox-${performance.timeOrigin}-${++databases}`;
const entry = (number: number) => ({ class: 'disposition', bytes: Uint8Array.of(number, 1, 2, 3) }) as const;
const ALL = { entriesMax: 100, bytesMax: 1_000_000 };

describe('the outbox in IndexedDB keeps the promises of an outbox', () => {
  test.each(outboxContract)('$name', async ({ run }) => {
    const name = newName();
    await run({ open: (bytesMax) => openIndexedDbOutbox({ name, ...(bytesMax === undefined ? {} : { bytesMax }) }) });
  });
});

test('a second outbox of the same name is refused until the first is closed', async () => {
  const name = newName();
  const outbox = await openIndexedDbOutbox({ name });
  await expect(openIndexedDbOutbox({ name })).rejects.toMatchObject({ code: 'storage-locked', retry: 'safe' });
  await outbox.close();
  await (await openIndexedDbOutbox({ name })).close();
});

test('a damaged entry is read as empty bytes and counted once', async () => {
  const name = newName();
  const outbox = await openIndexedDbOutbox({ name });
  for (const number of [1, 2, 3]) await outbox.append(entry(number));
  await outbox.close();
  const database = await openPageDatabase(name, () => undefined);
  await database.transact('readwrite', async (store) => {
    const row = await settle(store('entries').get(2));
    row.record[row.record.length - 1] ^= 1;
    await settle(store('entries').put(row));
  });
  await database.close();
  const opened = await openIndexedDbOutbox({ name });
  for (let round = 0; round < 2; round += 1) {
    const { entries } = await opened.read(ALL);
    expect(entries).toEqual([entry(1).bytes, new Uint8Array(0), entry(3).bytes]);
    expect(opened.depth).toMatchObject({ entries: 2, bytes: 8, damaged: 1, next: 4 });
  }
  await opened.close();
});

test('an append is committed before it resolves', async () => {
  const name = newName();
  const outbox = await openIndexedDbOutbox({ name });
  const appends = [1, 2, 3].map((number) => outbox.append(entry(number)));
  await Promise.all(appends);
  // Another connection sees only what was committed.
  const database = await settle(indexedDB.open(name));
  const entries = database.transaction(['entries'], 'readonly').objectStore('entries');
  expect(await settle(entries.count())).toBe(3);
  database.close();
  await outbox.close();
});

test('a stream that begins anew, and one of a database that was deleted, have names of their own', async () => {
  const name = newName();
  const outbox = await openIndexedDbOutbox({ name });
  const streams = [outbox.stream];
  await outbox.beginStream();
  streams.push(outbox.stream);
  await outbox.close();
  await settle(indexedDB.deleteDatabase(name));
  const again = await openIndexedDbOutbox({ name });
  streams.push(again.stream);
  await again.close();
  expect(new Set(streams).size).toBe(3);
});
