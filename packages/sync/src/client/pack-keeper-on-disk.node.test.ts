import { beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../error.ts';
import { createSampleBureau } from '../node/sample-bureau.ts';
import { sampleMachine } from '../node/sample-machine.ts';
import { type SampleBureau, sampleLayer, sampleSource } from '../sample/sample-bureau.ts';
import type { PackMemory } from '../store/memory-pack-store.ts';
import type { PackStore } from '../store/pack-store.ts';

let bureau: SampleBureau;
beforeEach(async () => {
  bureau = await createSampleBureau();
});

const headOf = async (rules: readonly string[], sequence: number) =>
  bureau.head([sampleLayer(await bureau.manifest([sampleSource(rules)], { sequence }))]);

/** Lets so many changes through, and then fails all. */
function failingAfter(changes: number): (store: PackStore) => PackStore {
  let left = changes;
  return (store) => {
    const guarded =
      <Arguments extends readonly unknown[], Result>(work: (...given: Arguments) => Promise<Result>) =>
      (...given: Arguments): Promise<Result> => {
        left -= 1;
        if (left < 0) return Promise.reject(new SyncError('storage-full', 'safe', 'the disk is full'));
        return work(...given);
      };
    return {
      ...store,
      putBlob: guarded(store.putBlob),
      setAside: guarded(store.setAside),
      collect: guarded(store.collect),
      writeRecord: guarded(store.writeRecord),
    };
  };
}

test('a power cut at any step leaves the earlier pack or the later one, never a part of it', async () => {
  const outcomes: string[] = [];
  for (let changes = 0; changes < 12; changes += 1) {
    const memory: PackMemory = { blobs: new Map(), parts: new Map() };
    const first = await sampleMachine(bureau, { memory });
    await first.apply(await headOf(['R1'], 1));
    const cut = await first.restart({ wrap: failingAfter(changes) });
    const code = await cut.refusal(await headOf(['R2', 'R3'], 2));
    expect(['none', 'storage-full']).toContain(code);
    const after = await first.restart();
    outcomes.push(after.firing()!.join('+'));
    // What was seen before the cut is in force after it.
    if (cut.firing()!.length === 2) expect(after.firing()).toEqual(['R2', 'R3']);
    await after.apply(await headOf(['R2', 'R3'], 3));
    expect(after.firing()).toEqual(['R2', 'R3']);
  }
  expect(outcomes[0]).toBe('R1');
  expect(outcomes.at(-1)).toBe('R2+R3');
  expect(new Set(outcomes)).toEqual(new Set(['R1', 'R2+R3']));
});

describe('a disk that rots', () => {
  async function rotten(pick: (digest: string) => boolean) {
    const client = await sampleMachine(bureau);
    await client.apply(await headOf(['R1'], 1));
    await client.apply(await headOf(['R2'], 2));
    for (const [digest, bytes] of client.memory.blobs) {
      const damaged = bytes.slice();
      damaged[damaged.length >> 1]! ^= 4;
      if (pick(digest)) client.memory.blobs.set(digest, damaged);
    }
    return client;
  }
  const segmentsOf = (client: Awaited<ReturnType<typeof sampleMachine>>) =>
    client.keeper.active!.segments.map(({ digest }) => digest);

  test('a damaged segment is set aside, what was in force before serves, and the next head heals', async () => {
    let newest: readonly string[] = [];
    const client = await rotten((digest) => newest.includes(digest));
    newest = segmentsOf(client);
    for (const digest of newest) client.memory.blobs.get(digest)![50]! ^= 4;
    const woken = await client.restart();
    expect(woken.firing()).toEqual(['R1']);
    expect(woken.keeper.isDegraded).toBe(true);
    expect(client.memory.blobs.has(newest[0]!)).toBe(false);
    await woken.apply(woken.keeper.sealedHead!);
    expect(woken.firing()).toEqual(['R2']);
    expect(woken.keeper.isDegraded).toBe(false);
    expect((await woken.restart()).firing()).toEqual(['R2']);
  });

  test('when everything is damaged, the seed serves as a last resort and nothing is forgotten', async () => {
    const seed = await headOf(['R1'], 1);
    const client = await sampleMachine(bureau);
    await client.apply(seed);
    await client.apply(await headOf(['R2'], 2));
    client.memory.blobs.clear();
    const woken = await client.restart();
    expect(woken.firing()).toBeUndefined();
    expect(await woken.refusal(seed)).toBe('version-rolled-back');
    await woken.apply(seed, { isLastResort: true });
    expect(woken.firing()).toEqual(['R1']);
    expect(woken.keeper.isDegraded).toBe(true);
    // Still not a step back: trust is where it was.
    expect(await woken.refusal(seed)).toBe('version-rolled-back');
    await woken.apply(woken.keeper.sealedHead!);
    expect(woken.firing()).toEqual(['R2']);
  });

  test('a record with one flipped bit is no record: the client begins from its root', async () => {
    const client = await sampleMachine(bureau);
    const head = await headOf(['R1'], 1);
    await client.apply(head);
    const record = client.memory.record!.slice();
    for (let at = 0; at < record.length; at += 37) {
      const damaged = record.slice();
      damaged[at]! ^= 1 << (at % 8);
      client.memory.record = damaged;
      const woken = await client.restart();
      expect(woken.keeper.trust.headVersions, `byte ${at}`).toEqual({});
      expect(woken.firing()).toBeUndefined();
    }
    const woken = await client.restart();
    await woken.apply(head);
    expect(woken.firing()).toEqual(['R1']);
  });
});
