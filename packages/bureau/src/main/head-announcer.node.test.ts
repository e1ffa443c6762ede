import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSealed } from '@forecheck/pack';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createPublishWorld,
  entryOf,
  type PublishWorld,
  point,
  ruleSource,
  START_MS,
} from '../publish/publish-world.ts';
import type { Announcement } from '../relay/port.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { createHeadAnnouncer, type HeadAnnouncer } from './head-announcer.ts';

let folder: string;
let store: BureauStore;
let world: PublishWorld;
let heads: HeadAnnouncer;
let told: Announcement[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bureau-heads-'));
  store = await openSqliteStore(join(folder, 'bureau.sqlite'));
  world = await createPublishWorld(store);
  heads = createHeadAnnouncer(store, 7_000);
  told = [];
  heads.onHead((_, announcement) => told.push(announcement));
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function announce(): Promise<Announcement> {
  heads.note((await store.readHead('cn'))!);
  await heads.settled();
  return told.at(-1)!;
}

async function blobsOf(digest: string): Promise<readonly string[]> {
  const { segments, selfTest } = readSealed((await store.readManifest(digest))!.sealed, 'manifest').signed;
  return [...segments.map((segment) => segment.digest), selfTest!.digest];
}

test('what is small is sent along with the head that needs it, and only what was not needed before', async () => {
  await world.publish(ruleSource('A'));
  const first = entryOf(await world.headOf('cn'))!.current.digest;
  const blobs = await blobsOf(first);
  expect(await announce()).toMatchObject({ push: [first, ...blobs], spreadMs: 0, roots: [] });
  await world.publish(ruleSource('B'));
  const second = entryOf(await world.headOf('cn'))!.current.digest;
  const added = (await blobsOf(second)).filter((digest) => !blobs.includes(digest));
  expect((await announce()).push).toEqual([second, ...added]);
  expect(added.length).toBe(2);
});

test('what is large is pulled over a time', async () => {
  const knowledge = Array.from({ length: 3_000 }, (_, n) => ({ ...point('A'), id: `K-${n}`, items: [`ITEMA${n}`] }));
  await world.publish(ruleSource('A', { knowledge: [point('A'), ...knowledge] }));
  const { push, spreadMs } = await announce();
  expect(spreadMs).toBe(7_000);
  expect(push.length).toBe(2);
});

test('a head that says the same again needs nothing, and an older one is not told', async () => {
  await world.publish(ruleSource('A'));
  const old = (await store.readHead('cn'))!;
  await announce();
  await world.publisher.kill({ layer: 'cn', rule: 'R-A', untilMs: START_MS + 1, reason: 'x' });
  expect(await announce()).toMatchObject({ push: [], spreadMs: 0 });
  heads.note(old);
  await heads.settled();
  expect(told.length).toBe(2);
  expect((await heads.headOf('cn'))?.version).toBe(2);
  expect([heads.isPublished('cn'), heads.isPublished('xx')]).toEqual([true, false]);
});

test('roots that came since are told once', async () => {
  await world.publish(ruleSource('A'));
  await announce();
  const sealed = await world.sealedRoot(2);
  await world.publisher.addRoot(sealed);
  expect((await announce()).roots).toEqual([sealed]);
  world.nowMs += 1;
  await world.publisher.reissueHeads(0);
  expect((await announce()).roots).toEqual([]);
});
