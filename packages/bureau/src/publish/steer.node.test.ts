import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activate, evaluate, openSegment } from '@forecheck/core';
import { readSealed } from '@forecheck/pack';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BureauStore } from '../store/bureau-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { createPublishWorld, encounter, entryOf, type PublishWorld, ruleSource, START_MS } from './publish-world.ts';

let folder: string;
let store: BureauStore;
let world: PublishWorld;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bureau-steer-'));
  store = await openSqliteStore(join(folder, 'bureau.sqlite'));
  world = await createPublishWorld(store);
  await world.publish(ruleSource('A'));
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const code = (value: string) => ({ code: value });
const DAY_MS = 86_400_000;

async function rollOut(id: string, percentage: number): Promise<string> {
  const draft = await world.publisher.propose({ layer: 'cn', sources: [ruleSource(id)] }, world.maker);
  await world.publisher.approve(draft.id, world.checker, { percentage });
  return draft.digest;
}

async function segmentsOf(digest: string): Promise<readonly string[]> {
  return readSealed((await store.readManifest(digest))!.sealed, 'manifest').signed.segments.map((it) => it.digest);
}

describe('heads', () => {
  test('every head has a higher version, lives a day, and covers the layers of its scope', async () => {
    await world.publisher.addScope('cn/33/3301/h1');
    await world.publish(ruleSource('P', { layer: 'province' }));
    const head = await world.headOf('cn/33/3301/h1');
    expect(head.layers.map(({ layer }) => layer)).toEqual(['cn', 'cn/33']);
    expect([head.version, head.issuedMs, head.expiresMs]).toEqual([2, START_MS, START_MS + DAY_MS]);
    expect((await world.headOf('cn')).version).toBe(1);
    await world.publish(ruleSource('B'));
    expect((await world.headOf('cn/33/3301/h1')).version).toBe(3);
    expect((await world.headOf('cn')).version).toBe(2);
  });

  test('heads are issued again when they are an hour old, and only then', async () => {
    world.nowMs += 3_599_999;
    expect(await world.publisher.reissueHeads()).toBe(0);
    world.nowMs += 1;
    expect(await world.publisher.reissueHeads()).toBe(1);
    expect(await world.headOf('cn')).toMatchObject({ version: 2, issuedMs: world.nowMs });
    expect(await world.publisher.reissueHeads()).toBe(0);
  });

  test('a root that raises the epoch of heads starts their versions anew', async () => {
    world.nowMs += 3_600_000;
    await world.publisher.reissueHeads();
    await world.publisher.addRoot(await world.sealedRoot(2, { headEpoch: 2 }));
    expect(await world.headOf('cn')).toMatchObject({ epoch: 2, version: 1 });
    expect(await world.publisher.addRoot(await world.sealedRoot(2, { headEpoch: 2 }))).toBe(2);
    expect((await store.readRoots(0)).length).toBe(2);
    const skipping = world.publisher.addRoot(await world.sealedRoot(4));
    await expect(skipping).rejects.toMatchObject(code('root-skipped'));
  });
});

describe('rollouts', () => {
  test('a candidate stands beside the current manifest until everybody takes it', async () => {
    const before = entryOf(await world.headOf('cn'))!.current;
    const digest = await rollOut('B', 5);
    const entry = entryOf(await world.headOf('cn'))!;
    expect(entry.current).toEqual(before);
    expect(entry.candidate).toMatchObject({ digest, percentage: 5, state: 'active' });
    await world.publisher.setRollout('cn', { percentage: 25 });
    await expect(world.publisher.setRollout('cn', { percentage: 24 })).rejects.toMatchObject(code('rollout-shrinking'));
    await world.publisher.setRollout('cn', { state: 'paused' });
    expect(entryOf(await world.headOf('cn'))!.candidate).toMatchObject({ percentage: 25, state: 'paused' });
    await world.publisher.setRollout('cn', { percentage: 100, state: 'active' });
    const done = entryOf(await world.headOf('cn'))!;
    expect([done.current.digest, done.candidate]).toEqual([digest, undefined]);
    await expect(world.publisher.setRollout('cn', { percentage: 100 })).rejects.toMatchObject(code('rollout-absent'));
  });

  test('a second candidate waits, and the first manifest of a layer is for everybody', async () => {
    await rollOut('B', 5);
    await expect(rollOut('C', 5)).rejects.toMatchObject(code('rollout-occupied'));
    const province = ruleSource('P', { layer: 'province' });
    const { id } = await world.publisher.propose({ layer: 'cn/33', sources: [province] }, world.maker);
    const approving = world.publisher.approve(id, world.checker, { percentage: 5 });
    await expect(approving).rejects.toMatchObject(code('rollout-baseless'));
  });

  test('a draft made during a rollout is laid on the candidate and replaces it', async () => {
    const candidate = await rollOut('B', 5);
    await world.publish(ruleSource('C'));
    const entry = entryOf(await world.headOf('cn'))!;
    expect(entry.candidate).toBeUndefined();
    expect((await segmentsOf(entry.current.digest)).slice(0, 2)).toEqual(await segmentsOf(candidate));
  });

  test('withdrawing stops the candidate at once and says the old under a new sequence', async () => {
    const before = entryOf(await world.headOf('cn'))!.current;
    await rollOut('B', 5);
    const draft = await world.publisher.withdraw('cn', world.maker);
    expect(entryOf(await world.headOf('cn'))!.candidate?.state).toBe('paused');
    await world.publisher.approve(draft.id, world.checker);
    const { current, candidate } = entryOf(await world.headOf('cn'))!;
    expect([current.sequence, candidate]).toEqual([3, undefined]);
    expect(await segmentsOf(current.digest)).toEqual(await segmentsOf(before.digest));
  });

  test('a rollout that clients reject pauses by itself', async () => {
    const digest = await rollOut('B', 5);
    expect(await world.publisher.reviewRollouts()).toEqual([]);
    const rejection = { kind: 'rejection', client: '', atMs: 1, layer: 'cn', digest, sequence: 2, code: 'x' } as const;
    await store.noteReports(['h1', 'h2'].map((institution) => ({ ...rejection, institution })));
    expect(await world.publisher.reviewRollouts()).toEqual([{ layer: 'cn', reason: 'rejected' }]);
    expect(entryOf(await world.headOf('cn'))!.candidate?.state).toBe('paused');
    expect(await world.publisher.reviewRollouts()).toEqual([]);
  });
});

describe('urgent manifests', () => {
  const urgent = (id: string, more = {}) =>
    world.publisher.publishUrgent({ layer: 'cn', source: ruleSource(id), ...more }, [world.urgentSigner]);

  test('one lies on the current manifest until it lapses', async () => {
    const { digest, sequence, lapsesMs } = await urgent('U', { lifeMs: 1000 });
    expect([sequence, lapsesMs]).toEqual([2, START_MS + 1000]);
    expect(entryOf(await world.headOf('cn'))?.urgent?.digest).toBe(digest);
    world.nowMs += 1000;
    expect(await world.publisher.reissueHeads(0)).toBe(1);
    expect(entryOf(await world.headOf('cn'))?.urgent).toBeUndefined();
  });

  test('a second one says so when it takes the place of the first', async () => {
    await urgent('U');
    await expect(urgent('V')).rejects.toMatchObject(code('urgent-occupied'));
    const { digest } = await urgent('V', { isReplacement: true });
    expect(entryOf(await world.headOf('cn'))?.urgent?.digest).toBe(digest);
  });

  test('the next draft takes its segment over, unless it is told not to', async () => {
    const { digest } = await urgent('U');
    const [segment] = await segmentsOf(digest);
    const { id } = await world.publisher.propose({ layer: 'cn', sources: [ruleSource('B')] }, world.maker);
    await world.publisher.approve(id, world.checker);
    const entry = entryOf(await world.headOf('cn'))!;
    expect(entry.urgent).toBeUndefined();
    expect(await segmentsOf(entry.current.digest)).toContain(segment);
    await urgent('V');
    const dropped = await world.publisher.propose({ layer: 'cn', dropsUrgent: true }, world.maker);
    expect(readSealed(dropped.sealed, 'manifest').signed.segments.length).toBe(3);
  });

  test('its keys sign nothing else, and other keys sign none; the gates are the same', async () => {
    const { publisher, maker, urgentSigner } = world;
    const many = ruleSource('U', {
      knowledge: Array.from({ length: 50 }, (_, n) => ({ id: `K${n}`, rule: 'R-U', items: ['ITEMU'], parameters: {} })),
    });
    await expect(publisher.publishUrgent({ layer: 'cn', source: many }, [urgentSigner])).rejects.toMatchObject(
      code('urgent-excessive'),
    );
    const proposal = { layer: 'cn', source: ruleSource('U') };
    await expect(publisher.publishUrgent(proposal, [maker.signer])).rejects.toMatchObject(
      code('signature-insufficient'),
    );
    const failing = ruleSource('U', { knowledge: [] });
    await expect(publisher.publishUrgent({ layer: 'cn', source: failing }, [urgentSigner])).rejects.toMatchObject(
      code('example-failed'),
    );
    await expect(
      publisher.publishUrgent({ layer: 'cn/44', source: ruleSource('U', { layer: 'province' }) }, [urgentSigner]),
    ).rejects.toMatchObject(code('layer-unknown'));
  });
});

describe('kill entries', () => {
  const entry = { layer: 'cn', rule: 'R-A', untilMs: START_MS + 5_000, reason: '误报' };

  test('one reaches every scope below its layer until its time is over', async () => {
    await world.publisher.addScope('cn/33');
    await world.publisher.kill(entry);
    expect((await world.headOf('cn/33')).kills).toEqual([{ rule: 'R-A', untilMs: START_MS + 5_000, reason: '误报' }]);
    await world.publisher.kill({ ...entry, layer: 'cn/33', rule: 'R-B' });
    expect(await world.publisher.reissueHeads(0)).toBe(2);
    expect((await world.headOf('cn')).kills.map(({ rule }) => rule)).toEqual(['R-A']);
    expect((await world.headOf('cn/33')).kills.map(({ rule }) => rule)).toEqual(['R-A', 'R-B']);
    world.nowMs += 5_000;
    await world.publisher.reissueHeads(0);
    expect((await world.headOf('cn/33')).kills).toEqual([]);
  });

  test('one is lifted, and lifting nothing changes nothing', async () => {
    await world.publisher.kill(entry);
    expect(await world.publisher.liftKill('cn', 'R-A')).toBe(true);
    expect((await world.headOf('cn')).kills).toEqual([]);
    const revision = await store.readRevision();
    expect(await world.publisher.liftKill('cn', 'R-A')).toBe(false);
    expect(await store.readRevision()).toBe(revision);
  });

  test('more than a head holds are refused, and so are those without rule, reason or time', async () => {
    for (let n = 0; n < 64; n += 1) await world.publisher.kill({ ...entry, rule: `R-${n}` });
    await expect(world.publisher.kill(entry)).rejects.toMatchObject(code('kills-excessive'));
    for (const wrong of [{ rule: '' }, { reason: '' }, { untilMs: START_MS }]) {
      await expect(world.publisher.kill({ ...entry, ...wrong })).rejects.toMatchObject(code('option-malformed'));
    }
  });
});

test('a compacted layer says in one segment what it said in three', async () => {
  await world.publish(ruleSource('B'));
  await world.publish(
    ruleSource('C', {
      withdrawn: [
        { row: 'rule', id: 'R-B' },
        { row: 'knowledge', id: 'K-B' },
      ],
    }),
  );
  const before = entryOf(await world.headOf('cn'))!.current.digest;
  const draft = await world.publisher.compactLayer('cn', world.maker);
  await world.publisher.approve(draft.id, world.checker);
  const after = entryOf(await world.headOf('cn'))!.current.digest;
  const fired = async (digest: string, item: string) => {
    const segments = await Promise.all(
      (await segmentsOf(digest)).map(async (it) => ({
        digest: it,
        view: openSegment((await store.readBlob(it, 'none'))!),
      })),
    );
    const ruleset = activate({ manifest: 'm', segments: segments.map((it) => it.digest) }, segments);
    return {
      segments: segments.length,
      alerts: evaluate(ruleset, encounter('male', item)).alerts.map((it) => it.rule),
    };
  };
  expect(await fired(before, 'ITEMA')).toEqual({ segments: 3, alerts: ['R-A'] });
  expect(await fired(after, 'ITEMA')).toEqual({ segments: 1, alerts: ['R-A'] });
  expect((await fired(after, 'ITEMB')).alerts).toEqual([]);
  await expect(world.publisher.compactLayer('cn', world.maker)).rejects.toMatchObject(code('option-malformed'));
});

test('of many who publish at once all succeed, one after another', async () => {
  const { publisher } = world;
  const acts = Array.from({ length: 8 }, (_, n) =>
    n % 2 === 0
      ? publisher.kill({ layer: 'cn', rule: `R-${n}`, untilMs: START_MS + 1_000, reason: 'x' })
      : publisher.addScope(`cn/${n}`),
  );
  await Promise.all(acts);
  expect((await world.headOf('cn/7')).kills.length).toBe(4);
  expect(await store.readRevision()).toBe(11);
});
