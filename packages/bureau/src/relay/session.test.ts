import { createSimulatedTime } from '@forecheck/testkit';
import { describe, expect, it } from 'vitest';
import { createRelayWorld } from './relay-world.ts';

type WorldChanges = Parameters<typeof createRelayWorld>[1];
const createWorld = (changes: WorldChanges = {}) => createRelayWorld(createSimulatedTime(1_700_000_000_000), changes);

describe('a connection', () => {
  it('that is silent is pinged, and let go when it stays so', async () => {
    const world = createWorld();
    const client = await world.greeted();
    await world.pass(65_000);
    expect(client.pings).toBeGreaterThan(0);
    client.heard();
    await world.pass(65_000);
    expect(client.isClosed).toBe(false);
    await world.pass(200_000);
    expect(client.isClosed).toBe(true);
    expect(world.relay.stats.connections).toBe(0);
  });

  it('is told to come back at its own time when the node closes', async () => {
    const world = createWorld();
    const clients = [await world.greeted(), await world.greeted(), await world.greeted()];
    await world.relay.close();
    const delays = clients.map((client) => {
      const last = client.last;
      return last?.kind === 'goodbye' && last.code === 'closing' ? last.delayMs : undefined;
    });
    expect(new Set(delays).size).toBe(3);
    expect(delays.every((delay) => delay !== undefined && delay >= 0 && delay <= 5_000)).toBe(true);
  });
});
