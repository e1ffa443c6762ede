import { createSeededRandom, createSimulatedTime } from '@forecheck/testkit';
import { describe, expect, it } from 'vitest';
import { BEHIND_BYTES_MAX } from './limits.ts';
import { announcementOf, createRelayWorld, digestOf, headOf } from './relay-world.ts';

type WorldChanges = Parameters<typeof createRelayWorld>[1];
const createWorld = (changes: WorldChanges = {}) => createRelayWorld(createSimulatedTime(1_700_000_000_000), changes);

describe('an announcement', () => {
  it('reaches the clients of its scope, with the small blobs it needs', async () => {
    const world = createWorld();
    world.blobs.set(digestOf('urgent'), Uint8Array.of(9, 9, 9));
    const inside = await world.greeted();
    const outside = await world.greeted({ scope: 'cn/110000' });
    world.announce(announcementOf(1, { push: [digestOf('urgent'), digestOf('nowhere')] }));
    await world.pass(10);
    expect(inside.kinds).toEqual(['welcome', 'head', 'push']);
    expect(inside.received[1]).toMatchObject({ head: Uint8Array.of(1), pushed: [digestOf('urgent')] });
    expect(outside.kinds).toEqual(['welcome']);
  });

  it('leaves a large blob to be fetched', async () => {
    const world = createWorld();
    const dice = createSeededRandom(1);
    world.blobs.set(
      digestOf('large'),
      Uint8Array.from({ length: 40_000 }, () => 256 * dice.next()),
    );
    const client = await world.greeted();
    world.announce(announcementOf(1, { push: [digestOf('large')], spreadMs: 120_000 }));
    await world.pass(10);
    expect(client.kinds).toEqual(['welcome', 'head']);
    expect(client.received[1]).toMatchObject({ spreadMs: 120_000 });
  });

  it('is not repeated to whoever learned of it by the greeting', async () => {
    const world = createWorld();
    world.current = headOf(3);
    const client = await world.greeted();
    world.announce(announcementOf(3));
    world.announce(announcementOf(2));
    await world.pass(10);
    expect(client.kinds).toEqual(['welcome']);
  });

  it('goes out when the store cannot give the blobs that should go with it', async () => {
    const world = createWorld({ source: { blob: () => Promise.reject(new Error('down')) } });
    const client = await world.greeted();
    world.announce(announcementOf(1, { push: [digestOf('urgent')] }));
    await world.pass(10);
    expect(client.received.slice(1)).toEqual([{ kind: 'head', head: Uint8Array.of(1) }]);
  });

  it('brings a reader who was behind every root on the way', async () => {
    const world = createWorld();
    const client = await world.greeted();
    client.queuedBytes = BEHIND_BYTES_MAX + 1;
    for (const version of [1, 2]) {
      world.announce(announcementOf(version, { roots: [Uint8Array.of(100 + version)] }));
      await world.pass(10);
    }
    // No longer behind, but what it missed has not been sent yet.
    client.queuedBytes = 1;
    world.announce(announcementOf(3));
    await world.pass(10);
    expect(client.received.slice(1)).toEqual([
      { kind: 'head', head: Uint8Array.of(3), roots: [Uint8Array.of(101), Uint8Array.of(102)] },
    ]);
    client.queuedBytes = 0;
    client.drained();
    expect(client.received.length).toBe(2);
  });

  it('waits for a reader who is behind, who then gets only the newest', async () => {
    const world = createWorld();
    const client = await world.greeted();
    client.queuedBytes = BEHIND_BYTES_MAX + 1;
    for (const version of [1, 2, 3]) {
      world.announce(announcementOf(version));
      await world.pass(10);
    }
    expect(client.kinds).toEqual(['welcome']);
    client.queuedBytes = 0;
    client.drained();
    expect(client.received.slice(1)).toEqual([{ kind: 'head', head: Uint8Array.of(3) }]);
  });
});
