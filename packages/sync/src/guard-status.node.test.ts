import { sealRoot } from '@forecheck/pack';
import { createSeededRandom, createSimulatedNetwork, createSimulatedTime } from '@forecheck/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSampleBureau } from './node/sample-bureau.ts';
import { firingOf, sampleWorld } from './node/sample-world.ts';
import { HOUR_MS, SAMPLE_MS, type SampleBureau, sampleLayer, sampleSource } from './sample/sample-bureau.ts';

let bureau: SampleBureau;
beforeEach(async () => {
  bureau = await createSampleBureau();
});

function world() {
  const time = createSimulatedTime(SAMPLE_MS);
  return sampleWorld(bureau, { time, network: createSimulatedNetwork(time, createSeededRandom(1)) });
}

const headOf = async (rules: readonly string[], sequence: number, change: Parameters<SampleBureau['head']>[1] = {}) =>
  bureau.head([sampleLayer(await bureau.manifest([sampleSource(rules)], { sequence }))], change);

describe('a status', () => {
  test('tells why there is no connection, until there is one', async () => {
    const { server, open, pass } = world();
    server.behave({ greets: () => ({ kind: 'goodbye', code: 'token-refused' }) });
    const guard = await open();
    let told = 0;
    guard.onChange(() => {
      told += 1;
    });
    await pass(5_000);
    expect(guard.status()).toMatchObject({ connection: 'waiting', lastError: 'token-refused' });
    expect(told).toBeGreaterThan(0);
    server.behave({ greets: undefined });
    await pass(6 * 60_000);
    expect(guard.status().connection).toBe('online');
    expect(guard.status()).not.toHaveProperty('lastError');
    await guard.close();
  });

  test('a node that closes is no failure', async () => {
    const { server, open, pass } = world();
    server.behave({ greets: () => ({ kind: 'goodbye', code: 'closing' }) });
    const guard = await open();
    await pass(5_000);
    expect(guard.status()).not.toHaveProperty('lastError');
    await guard.close();
  });

  test('pings are no welcome: whoever is not greeted in time goes elsewhere', async () => {
    const { server, open, pass, saidOf } = world();
    server.behave({ greets: () => undefined });
    const guard = await open();
    for (let i = 0; i < 20; i += 1) {
      await pass(5_000);
      server.ping();
    }
    expect(saidOf('hello').length).toBeGreaterThan(1);
    await guard.close();
  });

  test('of downloads that were interrupted tells of no failure', async () => {
    const { server, open, pass } = world();
    server.behave({
      answerWant: ({ request }) => ({ kind: 'refused', request, code: 'capacity-reached', retryAfterMs: 9_000 }),
    });
    server.announce(await headOf(['R1'], 1));
    const guard = await open();
    await pass(5_000);
    expect(guard.status()).toMatchObject({ connection: 'online' });
    expect(guard.status()).not.toHaveProperty('lastError');
    server.behave({ answerWant: undefined });
    await pass(30_000);
    expect(firingOf(guard)).toEqual(['R1']);
    await guard.close();
  });

  test('of a damaged transfer is not blamed on the pack, which is fetched again before the head changes', async () => {
    const { server, open, pass, saidOf } = world();
    server.behave({ corrupts: true });
    server.announce(await headOf(['R1'], 1));
    const guard = await open();
    await pass(5 * 60_000);
    const code = guard.status().lastError;
    expect(['object-malformed', 'field-malformed', 'digest-mismatched']).toContain(code);
    expect(saidOf('rejected')).toEqual([]);
    // Two attempts at each of at most six updates a minute, and then five minutes of none.
    expect(saidOf('want').length).toBeLessThanOrEqual(20);
    server.behave({ corrupts: false });
    await pass(6 * 60_000);
    expect(firingOf(guard)).toEqual(['R1']);
    expect(guard.status()).not.toHaveProperty('lastError');
    await guard.close();
  });

  test('roots that come without a head are followed, and known at the next greeting', async () => {
    const { server, open, pass, saidOf } = world();
    const next = async (version: number) => sealRoot({ ...bureau.root, version }, [bureau.signers.root]);
    server.behave({ welcome: { roots: [await next(2), await next(3)] } });
    const guard = await open();
    await pass(5_000);
    server.behave({ welcome: { roots: [await next(4)] } });
    server.drop();
    await pass(60_000);
    server.behave({ welcome: {}, head: await headOf(['R1'], 1) });
    server.drop();
    await pass(60_000);
    expect(saidOf('hello').map(({ rootVersion }) => rootVersion)).toEqual([1, 3, 4]);
    expect(firingOf(guard)).toEqual(['R1']);
    await guard.close();
  });

  test('is told when it turns stale, when it is no more, and when the outbox grows and shrinks', async () => {
    const { server, open, pass, unplug, plugIn } = world();
    const guard = await open();
    server.announce(await headOf(['R1'], 1));
    await pass(5_000);
    const seen: string[] = [];
    const tell = (): void => {
      const { isStale, outbox } = guard.status();
      const now = `${isStale ? 'stale' : 'fresh'} ${outbox.entries}`;
      if (seen.at(-1) !== now) seen.push(now);
    };
    await pass(11 * 60_000);
    tell();
    guard.onChange(tell);
    unplug();
    await pass(25 * HOUR_MS);
    expect(seen).toEqual(['fresh 0', 'stale 0']);
    await guard.record({ id: 'D1', alert: '0123456789abcdef', rule: 'R1', kind: 'supply-evidence' });
    expect(seen.at(-1)).toBe('stale 1');
    server.behave({
      head: await headOf(['R1'], 1, { issuedMs: SAMPLE_MS + 25 * HOUR_MS, expiresMs: SAMPLE_MS + 49 * HOUR_MS }),
    });
    plugIn();
    await pass(6 * 60_000);
    expect(seen.at(-1)).toBe('fresh 0');
    await guard.close();
  });
});
