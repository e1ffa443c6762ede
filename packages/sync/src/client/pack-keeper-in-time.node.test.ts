import { sealRoot } from '@forecheck/pack';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSampleBureau } from '../node/sample-bureau.ts';
import { sampleMachine } from '../node/sample-machine.ts';
import { HOUR_MS, SAMPLE_MS, type SampleBureau, sampleLayer, sampleSource } from '../sample/sample-bureau.ts';

let bureau: SampleBureau;
beforeEach(async () => {
  bureau = await createSampleBureau();
});

const regular = (rules: readonly string[], change: Parameters<SampleBureau['manifest']>[1]) =>
  bureau.manifest([sampleSource(rules)], change);

describe('an urgent manifest', () => {
  test('lies on its base until it lapses, whatever the clock is set to then', async () => {
    const client = await sampleMachine(bureau);
    const current = await regular(['R1'], {});
    const urgent = await bureau.urgent(sampleSource(['R9']), current.digest, { sequence: 2 });
    const dueMs = await client.apply(await bureau.head([sampleLayer(current, { urgent })]));
    expect(client.firing()).toEqual(['R1', 'R9']);
    expect(dueMs).toBe(SAMPLE_MS + 48 * HOUR_MS);
    client.pass(48 * HOUR_MS);
    client.time.wallMs = SAMPLE_MS;
    await client.apply(client.keeper.sealedHead!);
    expect(client.firing()).toEqual(['R1']);
  });

  test('lapses even when the head that came after it cannot be used', async () => {
    const client = await sampleMachine(bureau);
    const current = await regular(['R1'], {});
    const urgent = await bureau.urgent(sampleSource(['R9']), current.digest, { sequence: 2 });
    await client.apply(await bureau.head([sampleLayer(current, { urgent })]));
    const unfit = await bureau.head([sampleLayer(await regular(['R2'], { sequence: 3, coreVersionMin: '99.0.0' }))]);
    expect(await client.refusal(unfit)).toBe('core-outdated');
    expect(client.firing()).toEqual(['R1', 'R9']);
    expect(client.keeper.dueMs()).toBe(SAMPLE_MS + 48 * HOUR_MS);
    client.pass(48 * HOUR_MS);
    expect(await client.refusal(client.keeper.sealedHead!)).toBe('core-outdated');
    expect(client.firing()).toEqual(['R1']);
    expect((await client.restart()).firing()).toEqual(['R1']);
  });

  test('goes with the head that does not name it any more', async () => {
    const client = await sampleMachine(bureau);
    const current = await regular(['R1'], {});
    const urgent = await bureau.urgent(sampleSource(['R9']), current.digest, { sequence: 2 });
    await client.apply(await bureau.head([sampleLayer(current, { urgent })]));
    await client.apply(await bureau.head([sampleLayer(current)]));
    expect(client.firing()).toEqual(['R1']);
  });
});

describe('a manifest that is effective later', () => {
  const effectiveMs = SAMPLE_MS + 5 * HOUR_MS;

  test('leaves the earlier one in force until then, needs no network then, and stays when the clock is set back', async () => {
    const client = await sampleMachine(bureau);
    const first = await regular(['R1'], { sequence: 1 });
    await client.apply(await bureau.head([sampleLayer(first)]));
    const second = await regular(['R2'], { sequence: 2, effectiveMs, previous: first.digest });
    const head = await bureau.head([sampleLayer(second)]);
    expect(await client.apply(head)).toBe(effectiveMs);
    expect(client.firing()).toEqual(['R1']);
    client.pass(5 * HOUR_MS);
    const asked = client.asked.length;
    await client.apply(head);
    expect(client.firing()).toEqual(['R2']);
    expect(client.asked.length).toBe(asked);
    const early = await client.restart({ wallMs: SAMPLE_MS });
    await early.apply(head);
    expect(early.firing()).toEqual(['R2']);
  });

  test('stays when the clock that made it effective turns out to have been wrong', async () => {
    const first = await regular(['R1'], { sequence: 1 });
    const second = await regular(['R2'], { sequence: 2, effectiveMs, previous: first.digest });
    const head = await bureau.head([sampleLayer(second)]);
    const client = await sampleMachine(bureau);
    client.time.wallMs += 6 * HOUR_MS;
    await client.apply(head);
    expect(client.firing()).toEqual(['R2']);
    client.time.wallMs -= 6 * HOUR_MS;
    await client.apply(head);
    expect(client.firing()).toEqual(['R2']);
  });

  test('leads a client that comes in between to the one before it', async () => {
    const first = await regular(['R1'], { sequence: 1 });
    const second = await regular(['R2'], { sequence: 2, effectiveMs, previous: first.digest });
    const third = await regular(['R3'], { sequence: 3, effectiveMs: effectiveMs + 1, previous: second.digest });
    const client = await sampleMachine(bureau);
    await client.apply(await bureau.head([sampleLayer(third)]));
    expect(client.firing()).toEqual(['R1']);
    expect((await client.restart()).firing()).toEqual(['R1']);
  });

  test('is nothing at all where nothing came before it', async () => {
    const client = await sampleMachine(bureau);
    await client.apply(await bureau.head([sampleLayer(await regular(['R1'], { effectiveMs }))]));
    expect(client.firing()).toEqual([]);
  });
});

describe('a rollout', () => {
  const candidateOf = async (percentage: number, state: 'active' | 'shadow' | 'paused' = 'active') => ({
    ...(await regular(['R2'], { sequence: 2 })),
    percentage,
    salt: 's',
    state,
  });

  test('reaches everybody at 100 per cent, nobody at 0, and about half at 50', async () => {
    const current = await regular(['R1'], { sequence: 1 });
    const reached = async (percentage: number) => {
      const head = await bureau.head([sampleLayer(current, { candidate: await candidateOf(percentage) })]);
      const firing = await Promise.all(
        Array.from({ length: 40 }, async (_, i) => {
          const client = await sampleMachine(bureau, { institution: `H${i}` });
          await client.apply(head);
          return client.firing()?.join();
        }),
      );
      return firing.filter((rules) => rules === 'R2').length;
    };
    expect(await reached(0)).toBe(0);
    expect(await reached(100)).toBe(40);
    const half = await reached(50);
    expect(half).toBeGreaterThan(8);
    expect(half).toBeLessThan(32);
  });

  test('that is paused keeps who has taken it, and takes nobody new', async () => {
    const current = await regular(['R1'], { sequence: 1 });
    const early = await sampleMachine(bureau);
    await early.apply(await bureau.head([sampleLayer(current, { candidate: await candidateOf(100) })]));
    const paused = await bureau.head([sampleLayer(current, { candidate: await candidateOf(100, 'paused') })]);
    await early.apply(paused);
    expect(early.firing()).toEqual(['R2']);
    const late = await sampleMachine(bureau);
    await late.apply(paused);
    expect(late.firing()).toEqual(['R1']);
  });

  test('is undone by a new sequence, never by going back', async () => {
    const current = await regular(['R1'], { sequence: 1 });
    const client = await sampleMachine(bureau);
    await client.apply(await bureau.head([sampleLayer(current, { candidate: await candidateOf(100) })]));
    expect(await client.refusal(await bureau.head([sampleLayer(current)]))).toBe('version-rolled-back');
    expect(client.firing()).toEqual(['R2']);
    await client.apply(await bureau.head([sampleLayer(await regular(['R1'], { sequence: 3 }))]));
    expect(client.firing()).toEqual(['R1']);
  });

  test('in shadow is judged beside what is in force, and ends with it', async () => {
    const current = await regular(['R1'], { sequence: 1 });
    const client = await sampleMachine(bureau);
    const candidate = await candidateOf(0, 'shadow');
    await client.apply(await bureau.head([sampleLayer(current, { candidate })]));
    expect(client.firing()).toEqual(['R1']);
    expect(client.keeper.active?.shadow?.layers[0]?.regular.digest).toBe(candidate.digest);
    const { percentage: _, salt: __, state: ___, ...pointer } = candidate;
    await client.apply(await bureau.head([sampleLayer(pointer)]));
    expect(client.firing()).toEqual(['R2']);
    expect(client.keeper.active?.shadow).toBeUndefined();
  });
});

describe('trusted time', () => {
  test('a clock that is years ahead makes nothing worse than stale, and is forgotten when it is set right', async () => {
    const current = await regular(['R1'], { sequence: 1 });
    const client = await sampleMachine(bureau);
    await client.apply(await bureau.head([sampleLayer(current)]));
    client.time.wallMs += 9_999 * HOUR_MS;
    // Urgent rules still come.
    await client.apply(await bureau.head([sampleLayer(await regular(['R2'], { sequence: 2 }))]));
    expect(client.firing()).toEqual(['R2']);
    expect(client.keeper.time.nowMs()).toBeGreaterThan(client.keeper.head!.expiresMs);
    client.time.wallMs = SAMPLE_MS + 60_000;
    expect(client.keeper.time.nowMs()).toBe(SAMPLE_MS + 60_000);
    expect((await client.restart()).keeper.time.nowMs()).toBe(SAMPLE_MS + 60_000);
  });

  test('a machine that wakes in 1970 goes by what was signed, and by what the server says', async () => {
    const current = await regular(['R1'], { sequence: 1 });
    const client = await sampleMachine(bureau);
    await client.apply(await bureau.head([sampleLayer(current)]));
    const woken = await client.restart({ wallMs: 0 });
    expect(woken.keeper.time.nowMs()).toBeGreaterThanOrEqual(SAMPLE_MS);
    const monthMs = 30 * 24 * HOUR_MS;
    const later = await bureau.head([sampleLayer(current)], {
      issuedMs: SAMPLE_MS + monthMs,
      expiresMs: SAMPLE_MS + monthMs + HOUR_MS,
    });
    expect(await woken.refusal(later)).toBe('time-implausible');
    woken.keeper.time.hint(SAMPLE_MS + monthMs + 60_000);
    expect(await woken.refusal(later)).toBe('none');
  });

  test('what an unsigned server says lets nothing lapse, grow stale or come into force before its time', async () => {
    const current = await regular(['R1'], { sequence: 1 });
    // A clock that is a second slow, as many are.
    const client = await sampleMachine(bureau, { wallMs: SAMPLE_MS - 1_000 });
    const urgent = await bureau.urgent(sampleSource(['R2']), current.digest, { sequence: 2 });
    const head = await bureau.head([sampleLayer(current, { urgent })]);
    await client.apply(head);
    client.keeper.time.hint(SAMPLE_MS + 1_000 * HOUR_MS);
    await client.apply(head);
    expect(client.firing()).toEqual(['R1', 'R2']);
    expect(client.keeper.time.nowMs()).toBeLessThan(client.keeper.head!.expiresMs);
    const effectiveMs = SAMPLE_MS + 700 * HOUR_MS;
    const later = await regular(['R3'], { sequence: 3, previous: current.digest, effectiveMs });
    await client.apply(await bureau.head([sampleLayer(later)]));
    expect(client.firing()).toEqual(['R1']);
  });
});

describe('a root whose time is over', () => {
  test('keeps what is in force, and vouches for nothing new until the next root comes', async () => {
    const short = { ...bureau.root, expiresMs: SAMPLE_MS + 5 * HOUR_MS };
    const sealedRoot = await sealRoot(short, [bureau.signers.root]);
    const client = await sampleMachine({ ...bureau, sealedRoot });
    await client.apply(await bureau.head([sampleLayer(await regular(['R1'], { sequence: 1 }))]));
    // Signed in time, and held back until the root was over.
    const lateLayer = sampleLayer(await regular(['R2'], { sequence: 2 }));
    const late = await bureau.head([lateLayer]);
    client.pass(5 * HOUR_MS);
    expect(await client.refusal(late)).toBe('root-expired');
    const issuedMs = SAMPLE_MS + 5 * HOUR_MS;
    const change = { issuedMs, expiresMs: issuedMs + 24 * HOUR_MS };
    expect(await client.refusal(await bureau.head([lateLayer], change))).toBe('root-expired');
    // A machine whose clock is behind knows it by the head itself.
    const behind = await sampleMachine({ ...bureau, sealedRoot });
    expect(await behind.refusal(await bureau.head([lateLayer], change))).toBe('root-expired');
    expect(client.firing()).toEqual(['R1']);
    expect(await client.refusal(client.keeper.sealedHead!)).toBe('none');
    expect((await client.restart()).firing()).toEqual(['R1']);
    const next = await sealRoot({ ...bureau.root, version: 2 }, [bureau.signers.root]);
    await client.apply(await bureau.head([lateLayer], change), { roots: [next] });
    expect(client.firing()).toEqual(['R2']);
  });
});

test('a head that leaves a layer out changes nothing; an empty manifest of the layer ends it', async () => {
  const client = await sampleMachine(bureau);
  const national = sampleLayer(await regular(['R1'], { sequence: 1 }));
  const province = (sequence: number, rules: readonly string[]) =>
    bureau.manifest(rules.length === 0 ? [] : [sampleSource(rules, { layer: 'province' })], {
      layer: 'cn/33',
      sequence,
    });
  await client.apply(await bureau.head([national, sampleLayer(await province(1, ['P-1']), { layer: 'cn/33' })]));
  expect(client.firing()).toEqual(['P-1', 'R1']);
  expect(await client.refusal(await bureau.head([national]))).toBe('layer-dropped');
  expect(client.firing()).toEqual(['P-1', 'R1']);
  await client.apply(await bureau.head([national, sampleLayer(await province(2, []), { layer: 'cn/33' })]));
  expect(client.firing()).toEqual(['R1']);
});
