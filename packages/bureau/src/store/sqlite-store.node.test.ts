import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bureauStoreContract } from '@forecheck/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from './sqlite-store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bureau-sqlite-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test.each(bureauStoreContract)('$name', async ({ run }) => {
  await run({ open: () => openSqliteStore(join(folder, 'deep', 'bureau.sqlite')), isShared: false });
});

test('a commit is flushed to disk before it is acknowledged', async () => {
  const store = await openSqliteStore(join(folder, 'bureau.sqlite'));
  await store.close();
  const { openSqlite } = await import('./sqlite-store.ts');
  const sql = openSqlite(join(folder, 'bureau.sqlite'));
  const [{ synchronous } = {}] = await sql.query('PRAGMA synchronous');
  const [{ journal_mode: journal } = {}] = await sql.query('PRAGMA journal_mode');
  expect([synchronous, journal]).toEqual([2, 'wal']);
  await sql.close();
});
