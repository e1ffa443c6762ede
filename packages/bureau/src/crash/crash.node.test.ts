import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSegment } from '@forecheck/core/compile';
import { exportSigner, nodeCrypto } from '@forecheck/pack/node';
import { nodeClock } from '@forecheck/sync/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgresDoorbell } from '../doorbell/postgres-doorbell.ts';
import { watchHeads } from '../doorbell/watch-heads.ts';
import { createPublishWorld, makeSigners, ruleSource } from '../publish/publish-world.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { openPostgresStore } from '../store/postgres-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { type CrashReport, crashNodes, readCrashed } from './crash-world.ts';

const kills = Number(process.env['CRASH_KILLS'] ?? 6);
const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const TIMEOUT_MS = 60_000 + kills * 6_000;

test('nothing that an embedded bureau acknowledged is lost or doubled when it is killed', {
  timeout: TIMEOUT_MS,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bureau-crash-'));
  const place = join(folder, 'bureau.sqlite');
  const open = (): Promise<BureauStore> => openSqliteStore(place);
  try {
    const keys = await prepare(open);
    const report = await crashNodes({ place, keys, nodes: 1, kills, random: dice(seed) });
    const store = await open();
    await expectWhole(store, report);
    await store.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

describe.skipIf(!hasPostgres)('two nodes over one PostgreSQL', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);

  afterAll(() => server.close(), 60_000);

  test('nothing that they acknowledged is lost or doubled when one of them is killed, and who watches sees the last head', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const place = await server.createDatabase();
    const open = (): Promise<BureauStore> => openPostgresStore({ url: place });
    const keys = await prepare(open);
    const store = await open();
    const clock = nodeClock();
    const doorbell = createPostgresDoorbell({ url: place, clock, random: Math.random });
    const versions: number[] = [];
    const watch = await watchHeads({
      store,
      doorbell,
      clock,
      random: Math.random,
      pollMs: 1_000,
      onHead: (head) => versions.push(head.version),
    });
    const report = await crashNodes({ place, keys, nodes: 2, kills, random: dice(seed) });
    await expectWhole(store, report);
    await watch.look();
    expect(versions.at(-1)).toBe((await readCrashed(store)).headVersion);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    await watch.close();
    await doorbell.close();
    await store.close();
  });
});

async function prepare(open: () => Promise<BureauStore>): Promise<readonly string[]> {
  const signers = makeSigners();
  const store = await open();
  const world = await createPublishWorld(store, signers);
  await world.publish(ruleSource('A'));
  await store.close();
  return signers.map((signer) => exportSigner(signer));
}

async function expectWhole(store: BureauStore, report: CrashReport): Promise<void> {
  const found = await readCrashed(store);
  console.log(
    `seed ${seed}: ${report.kills} kills, ${report.repeated} tasks given again; acknowledged ${report.uploaded} dispositions ` +
      `(kept ${found.dispositions}, doubled ${found.dispositions - found.distinct}), ${report.published.length} publications`,
  );
  expect(report.kills).toBe(kills);
  expect(report.uploaded).toBeGreaterThan(kills);
  expect(report.published.length).toBeGreaterThan(0);
  expect(found.broken).toEqual([]);
  expect(found.entries).toBe(report.uploaded);
  expect([found.dispositions, found.distinct]).toEqual([report.uploaded, report.uploaded]);
  // Every publication lies on those before it, so the last one holds all that were acknowledged.
  const crypto = nodeCrypto({ algorithms: ['ed25519'] });
  for (const name of report.published) {
    expect(found.segments).toContain(await crypto.digest(compileSegment(ruleSource(name))));
  }
  expect(new Set(found.sequences).size).toBe(found.sequences.length);
  expect(found.currentSequence).toBe(Math.max(...found.sequences));
}

/** Mulberry32: the same throws for the same seed. What the machine does in between is not repeated. */
function dice(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
