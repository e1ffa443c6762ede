import type { ClientMessage } from '@forecheck/sync/protocol';
import { CHUNK_BYTES_MAX, WINDOW_BYTES_MAX } from '@forecheck/sync/protocol';
import { createSimulatedTime } from '@forecheck/testkit';
import { describe, expect, it } from 'vitest';
import { BULK_MAX, QUEUED_BYTES_MAX } from './limits.ts';
import { createRelayWorld, digestOf, type RelayClient } from './relay-world.ts';

type WorldChanges = Parameters<typeof createRelayWorld>[1];
const createWorld = (changes: WorldChanges = {}) => createRelayWorld(createSimulatedTime(1_700_000_000_000), changes);

describe('a download', () => {
  const want = (request: number, name: string, offset = 0): ClientMessage => ({
    kind: 'want',
    request,
    digest: digestOf(name),
    offset,
    encoding: 'none',
  });

  const chunksOf = ({ received }: RelayClient) => received.filter((message) => message.kind === 'chunk');

  it('stops at the window and goes on with every credit until all bytes were sent, once', async () => {
    const world = createWorld();
    const base = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
    world.blobs.set(digestOf('base'), base);
    const client = await world.greeted();
    await client.send(want(1, 'base'));
    expect(chunksOf(client).map(({ bytes }) => bytes.length)).toEqual([CHUNK_BYTES_MAX, CHUNK_BYTES_MAX]);
    await client.send({ kind: 'credit', consumed: 10_000 });
    expect(chunksOf(client).at(-1)?.bytes.length).toBe(10_000);
    for (let consumed = WINDOW_BYTES_MAX; consumed <= 400_000; consumed += WINDOW_BYTES_MAX / 2) {
      const sent = chunksOf(client).reduce((sum, { bytes }) => sum + bytes.length, 0);
      await client.send({ kind: 'credit', consumed: Math.min(consumed, sent) });
    }
    expect(Buffer.concat(chunksOf(client).map(({ bytes }) => bytes)).equals(base)).toBe(true);
    expect(chunksOf(client).every(({ total }) => total === 300_000)).toBe(true);
  });

  it('of a small blob overtakes a large one after at most one window', async () => {
    const world = createWorld();
    world.blobs.set(digestOf('base'), new Uint8Array(5_000_000));
    world.blobs.set(digestOf('urgent'), new Uint8Array(300));
    const client = await world.greeted();
    await client.send(want(1, 'base'));
    await client.send(want(2, 'urgent'));
    const before = chunksOf(client);
    expect(before.every(({ request }) => request === 1)).toBe(true);
    await client.send({ kind: 'credit', consumed: CHUNK_BYTES_MAX });
    expect(chunksOf(client)[before.length]).toMatchObject({ request: 2, total: 300 });
  });

  it('resumes where the client says', async () => {
    const world = createWorld();
    world.blobs.set(digestOf('base'), Uint8Array.of(1, 2, 3, 4, 5));
    const client = await world.greeted();
    await client.send(want(1, 'base', 3));
    expect(client.last).toEqual({ kind: 'chunk', request: 1, offset: 3, total: 5, bytes: Uint8Array.of(4, 5) });
  });

  it('of nothing is one empty piece', async () => {
    const world = createWorld();
    world.blobs.set(digestOf('empty'), new Uint8Array(0));
    const client = await world.greeted();
    await client.send(want(1, 'empty'));
    expect(client.last).toEqual({ kind: 'chunk', request: 1, offset: 0, total: 0, bytes: new Uint8Array(0) });
  });

  it.each<[string, ClientMessage]>([
    ['blob-absent', want(3, 'nowhere')],
    ['offset-excessive', want(3, 'small', 9)],
  ])('is refused with %s', async (code, message) => {
    const world = createWorld();
    world.blobs.set(digestOf('small'), new Uint8Array(8));
    const client = await world.greeted();
    await client.send(message);
    expect(client.last).toEqual({ kind: 'refused', request: 3, code });
  });

  it('confirmed beyond what was sent ends the connection', async () => {
    const client = await createWorld().greeted();
    await client.send({ kind: 'credit', consumed: 1 });
    expect(client.last).toEqual({ kind: 'goodbye', code: 'window-exceeded' });
  });

  it('without any progress ends the connection', async () => {
    const world = createWorld({ limits: { progressTimeoutMs: 20_000 } });
    world.blobs.set(digestOf('base'), new Uint8Array(300_000));
    const client = await world.greeted();
    await client.send(want(1, 'base'));
    await world.pass(15_000);
    expect(client.isClosed).toBe(false);
    await world.pass(10_000);
    expect(client.last).toEqual({ kind: 'goodbye', code: 'progress-stalled' });
  });

  it.each<[string, (i: number) => readonly ClientMessage[]]>([
    ['confirms nothing', () => [{ kind: 'credit', consumed: 0 }]],
    ['confirms byte by byte', (i) => [{ kind: 'credit', consumed: i }]],
    ['asks for more instead', (i) => [want(100 + i, 'nowhere')]],
  ])('whose receiver %s ends, and its turn goes to somebody else', async (_, messages) => {
    const world = createWorld({ limits: { progressTimeoutMs: 20_000 } });
    world.blobs.set(digestOf('base'), new Uint8Array(3_000_000));
    const client = await world.greeted();
    await client.send(want(1, 'base'));
    expect(world.relay.stats.bulkRunning).toBe(1);
    for (let i = 1; i <= 10 && !client.isClosed; i += 1) {
      await client.send(...messages(i));
      await world.pass(5_000);
    }
    expect(client.last).toEqual({ kind: 'goodbye', code: 'progress-stalled' });
    expect(world.relay.stats.bulkRunning).toBe(0);
  });

  it('goes on as long as a chunk is confirmed in time, however long it takes', async () => {
    const world = createWorld({ limits: { progressTimeoutMs: 20_000 } });
    world.blobs.set(digestOf('base'), new Uint8Array(1_000_000));
    const client = await world.greeted();
    await client.send(want(1, 'base'));
    for (let consumed = CHUNK_BYTES_MAX; consumed < 1_000_000; consumed += CHUNK_BYTES_MAX) {
      await world.pass(15_000);
      await client.send({ kind: 'credit', consumed });
    }
    expect(client.isClosed).toBe(false);
    expect(chunksOf(client).reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(1_000_000);
  });

  it('whose receiver confirms without reading is cut off before it fills the memory', async () => {
    const world = createWorld();
    world.blobs.set(digestOf('base'), new Uint8Array(50_000_000));
    const client = await world.greeted();
    await client.send(want(1, 'base'));
    const sent = (): number => chunksOf(client).reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (let i = 0; i < 1_000 && !client.isClosed; i += 1) {
      client.queuedBytes = sent();
      await client.send({ kind: 'credit', consumed: sent() });
    }
    expect(client.isClosed).toBe(true);
    expect(sent()).toBeLessThan(QUEUED_BYTES_MAX + 3 * WINDOW_BYTES_MAX);
    expect(world.relay.stats.counts['goodbye:progress-stalled']).toBe(1);
    expect([world.relay.stats.connections, world.relay.stats.bulkRunning]).toEqual([0, 0]);
  });

  it('that waited long for its turn has its whole time from its first piece on', async () => {
    const world = createWorld({ limits: { progressTimeoutMs: 20_000 } });
    world.blobs.set(digestOf('base'), new Uint8Array(3_000_000));
    const others: RelayClient[] = [];
    for (let i = 0; i < BULK_MAX; i += 1) {
      const other = await world.greeted({ institution: `h${i}` });
      await other.send(want(1, 'base'));
      others.push(other);
    }
    const client = await world.greeted();
    await client.send(want(1, 'base'));
    for (let i = 0; i < 4; i += 1) {
      await world.pass(10_000);
      for (const other of others) await other.send({ kind: 'credit', consumed: (i + 1) * CHUNK_BYTES_MAX });
    }
    await others[0]!.send({ kind: 'goodbye', code: 'closing' }, { kind: 'credit', consumed: 99_999_999 });
    await world.pass(15_000);
    expect(chunksOf(client).length).toBeGreaterThan(0);
    expect(client.isClosed).toBe(false);
    await world.pass(15_000);
    expect(client.last).toEqual({ kind: 'goodbye', code: 'progress-stalled' });
  });

  it('in bulk waits for its turn, and gives the turn back when the client leaves', async () => {
    const world = createWorld();
    world.blobs.set(digestOf('base'), new Uint8Array(3_000_000));
    const clients: RelayClient[] = [];
    for (let i = 0; i < 65; i += 1) {
      const client = await world.greeted({ institution: `h${i}` });
      await client.send(want(1, 'base'));
      clients.push(client);
    }
    expect(world.relay.stats).toMatchObject({ bulkRunning: 64, bulkWaiting: 1 });
    expect(chunksOf(clients[64]!)).toEqual([]);
    await clients[0]!.send({ kind: 'credit', consumed: 99_999_999 });
    await world.pass(1);
    expect(chunksOf(clients[64]!).length).toBeGreaterThan(0);
    expect(world.relay.stats).toMatchObject({ bulkRunning: 64, bulkWaiting: 0 });
  });
});
