import type { Hello } from '@forecheck/sync/protocol';
import { QUESTION_LENGTH_MAX, QUESTIONS_MAX } from '@forecheck/sync/protocol';
import { createSimulatedTime } from '@forecheck/testkit';
import { describe, expect, it } from 'vitest';
import { HELLO_TIMEOUT_MS } from './limits.ts';
import { announcementOf, createRelayWorld, digestOf, HELLO, headOf } from './relay-world.ts';

type WorldChanges = Parameters<typeof createRelayWorld>[1];
const createWorld = (changes: WorldChanges = {}) => createRelayWorld(createSimulatedTime(1_700_000_000_000), changes);

describe('a greeting', () => {
  it('is answered with roots, head, what to fetch, and how far the uploads are durable', async () => {
    const world = createWorld();
    world.current = headOf(5);
    const client = await world.greeted();
    expect(client.received).toEqual([
      {
        kind: 'welcome',
        protocol: 1,
        serverMs: 1_700_000_000_000,
        roots: [Uint8Array.of(2)],
        head: Uint8Array.of(5),
        layers: [{ layer: 'cn', intent: 'fetch' }],
        acknowledged: 41,
        reconnectWindowMs: 5_000,
        pingMs: 45_000,
      },
    ]);
  });

  it('tells a client that holds the manifest that it is current', async () => {
    const world = createWorld();
    world.current = headOf(5);
    const client = await world.greeted({ held: [digestOf('m')] });
    expect(client.received[0]).toMatchObject({ layers: [{ layer: 'cn', intent: 'current' }] });
  });

  it('does not offer again what the institution rejected', async () => {
    const world = createWorld();
    world.current = headOf(5);
    const first = await world.greeted();
    await first.send({ kind: 'rejected', layer: 'cn', digest: digestOf('m'), sequence: 1, code: 'digest-mismatched' });
    const second = await world.greeted();
    expect(second.received[0]).toMatchObject({ layers: [{ intent: 'refused', code: 'digest-mismatched' }] });
    world.current = headOf(6, digestOf('n'));
    const third = await world.greeted();
    expect(third.received[0]).toMatchObject({ layers: [{ intent: 'fetch' }] });
  });

  it('offers to another client of the institution what the first one rejected, and to that one when it is newer', async () => {
    const world = createWorld();
    world.current = headOf(5);
    const first = await world.greeted();
    await first.send({ kind: 'rejected', layer: 'cn', digest: digestOf('m'), sequence: 1, code: 'core-outdated' });
    const intentOf = async (more: Partial<Hello>) => {
      const { received } = await world.greeted(more);
      return received[0]?.kind === 'welcome' ? received[0].layers[0]?.intent : undefined;
    };
    expect(await intentOf({})).toBe('refused');
    expect(await intentOf({ outbox: { stream: 's2', next: 1 } })).toBe('fetch');
    expect(await intentOf({ coreVersion: '1.1.0' })).toBe('fetch');
    expect(await intentOf({ rootVersion: 2 })).toBe('fetch');
  });

  it('has every root that its head needs, whenever that was published', async () => {
    const world = createWorld({
      source: {
        headOf: async () => {
          await Promise.resolve();
          published.push(Uint8Array.of(3));
          return headOf(6);
        },
        rootsAfter: async () => [...published],
      },
    });
    const published = [Uint8Array.of(2)];
    const client = await world.greeted();
    expect(client.received[0]).toMatchObject({ head: Uint8Array.of(6), roots: [Uint8Array.of(2), Uint8Array.of(3)] });
  });

  it('brings more roots than a frame holds in several connections, and the head with the last of them', async () => {
    const roots = Array.from({ length: 7 }, (_, i) => new Uint8Array(200_000).fill(i + 2));
    const world = createWorld({ source: { rootsAfter: async (version) => roots.slice(version - 1) } });
    world.current = headOf(5);
    const followed: number[] = [];
    for (let rootVersion = 1, i = 0; i < 10; i += 1) {
      const client = await world.greeted({ rootVersion });
      const [welcome, ...others] = client.received;
      if (welcome?.kind !== 'welcome') break;
      followed.push(...welcome.roots.map((root) => root[0]!));
      rootVersion += welcome.roots.length;
      expect(welcome.head === undefined).toBe(rootVersion < 8);
      expect(others).toEqual(rootVersion < 8 ? [{ kind: 'goodbye', code: 'closing', delayMs: 0 }] : []);
      expect(client.isClosed).toBe(rootVersion < 8);
      if (rootVersion === 8) break;
    }
    expect(followed).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('lists no more roots than a list holds', async () => {
    const roots = Array.from({ length: 300 }, () => Uint8Array.of(1));
    const world = createWorld({ source: { rootsAfter: async () => roots } });
    const client = await world.greeted();
    expect(client.received[0]).toMatchObject({ roots: roots.slice(0, 256) });
    expect(client.last).toMatchObject({ kind: 'goodbye', code: 'closing' });
  });

  it('is asked for again by whoever would need more roots than an announcement holds', async () => {
    const world = createWorld();
    world.current = headOf(5);
    const [prompt, slow] = [await world.greeted(), await world.greeted()];
    slow.queuedBytes = 1_000_000;
    const roots = [new Uint8Array(250_000)];
    world.announce(announcementOf(6, { roots }));
    await world.pass(10);
    expect(prompt.last).toMatchObject({ kind: 'head' });
    world.announce(announcementOf(7, { roots: [...roots, ...roots, ...roots] }));
    await world.pass(10);
    expect(prompt.last).toMatchObject({ kind: 'goodbye', code: 'closing' });
    slow.queuedBytes = 0;
    slow.drained();
    expect(slow.last).toMatchObject({ kind: 'goodbye', code: 'closing' });
    expect(world.relay.stats.counts['announcements-failed']).toBeUndefined();
  });

  it('is followed by the questions, in as many frames as they need', async () => {
    const questions = Array.from({ length: QUESTIONS_MAX }, (_, i) => {
      return { id: `q${i}`, about: 'x', text: '疑'.repeat(QUESTION_LENGTH_MAX), askedMs: i };
    });
    const world = createWorld({ source: { questionsFor: async () => questions } });
    const client = await world.greeted();
    expect(client.received.flatMap((message) => (message.kind === 'questions' ? message.questions : []))).toEqual(
      questions,
    );
    expect(client.isClosed).toBe(false);
  });

  it('holds though the questions cannot be read', async () => {
    const world = createWorld({ source: { questionsFor: () => Promise.reject(new Error('down')) } });
    const client = await world.greeted();
    expect(client.kinds).toEqual(['welcome']);
    expect(client.isClosed).toBe(false);
  });

  it.each<[string, Partial<Hello>]>([
    ['token-refused', { token: 'wrong' }],
    ['protocol-unsupported', { protocol: 2 }],
    ['message-malformed', { institution: 'h\0' }],
    ['message-malformed', { institution: '' }],
    ['message-malformed', { outbox: { stream: 's\0', next: 1 } }],
    ['message-malformed', { scope: 'cn\0' }],
  ])('ends with %s', async (code, more) => {
    const client = await createWorld().greeted(more);
    expect(client.received).toEqual([{ kind: 'goodbye', code }]);
    expect(client.isClosed).toBe(true);
  });

  it('ends with capacity-reached and a delay when the node is full', async () => {
    const world = createWorld({ limits: { connectionsMax: 1 } });
    await world.greeted();
    expect((await world.greeted()).last).toEqual({ kind: 'goodbye', code: 'capacity-reached', delayMs: 5_000 });
    expect(world.relay.stats.connections).toBe(1);
  });

  it('must come first, once, and in time', async () => {
    const world = createWorld();
    const early = world.connect();
    await early.send({ kind: 'credit', consumed: 0 });
    expect(early.last).toEqual({ kind: 'goodbye', code: 'message-unexpected' });
    const twice = await world.greeted();
    await twice.send(HELLO);
    expect(twice.last).toEqual({ kind: 'goodbye', code: 'message-unexpected' });
    const silent = world.connect();
    await world.time.runUntil(world.time.nowMs + HELLO_TIMEOUT_MS + 5_000);
    expect(silent.isClosed).toBe(true);
  });

  it('that cannot be read ends the connection with a code', () => {
    const client = createWorld().connect();
    client.sendBytes(Uint8Array.of(0xc1));
    expect(client.received).toEqual([{ kind: 'goodbye', code: 'message-malformed' }]);
  });
});
