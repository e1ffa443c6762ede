import type { ClientMessage } from '@forecheck/sync/protocol';
import { createSimulatedTime } from '@forecheck/testkit';
import { describe, expect, it } from 'vitest';
import { UPLOADS_MAX } from './limits.ts';
import type { Acknowledgement } from './port.ts';
import { createRelayWorld } from './relay-world.ts';

type WorldChanges = Parameters<typeof createRelayWorld>[1];
const createWorld = (changes: WorldChanges = {}) => createRelayWorld(createSimulatedTime(1_700_000_000_000), changes);

describe('an upload', () => {
  const events: ClientMessage = {
    kind: 'events',
    stream: 's1',
    first: 7,
    entries: [Uint8Array.of(1), Uint8Array.of(2)],
  };

  it('is acknowledged after it is durable, as far as it is', async () => {
    const world = createWorld();
    let durable: (acknowledgement: Acknowledgement) => void = () => undefined;
    world.acknowledge = () => new Promise((resolve) => (durable = resolve));
    const client = await world.greeted();
    await client.send(events);
    expect(world.uploads).toEqual([
      { institution: 'h1', stream: 's1', first: 7, entries: [Uint8Array.of(1), Uint8Array.of(2)] },
    ]);
    expect(client.kinds).toEqual(['welcome']);
    durable({ sequence: 8, isQuarantined: false });
    await world.pass(1);
    expect(client.last).toEqual({ kind: 'eventsAck', stream: 's1', sequence: 8 });
  });

  it('that could not be made durable is not acknowledged, and the connection stays', async () => {
    const world = createWorld();
    world.acknowledge = () => Promise.reject(new Error('down'));
    const client = await world.greeted();
    await client.send(events);
    expect(client.kinds).toEqual(['welcome']);
    expect(client.isClosed).toBe(false);
    expect(world.relay.stats.counts['uploads-failed']).toBe(1);
  });

  it('tells a quarantined stream', async () => {
    const world = createWorld();
    world.acknowledge = async () => ({ sequence: 0, isQuarantined: true });
    const client = await world.greeted();
    await client.send(events);
    expect(client.last).toEqual({ kind: 'eventsAck', stream: 's1', sequence: 0, quarantined: true });
  });

  it('for another institution is taken from a relay only', async () => {
    const world = createWorld();
    const relay = await world.greeted({ role: 'relay', institution: 'r1' });
    await relay.send({ ...events, institution: 'h9' });
    expect(world.uploads.map(({ institution }) => institution)).toEqual(['h9']);
    expect(relay.last).toMatchObject({ kind: 'eventsAck', institution: 'h9' });
    const client = await world.greeted();
    await client.send({ ...events, institution: 'h9' });
    expect(client.last).toEqual({ kind: 'goodbye', code: 'message-unexpected' });
    expect(world.uploads.length).toBe(1);
  });

  it('under a name that can be none is dropped, and others behind the relay do not suffer for it', async () => {
    const reported: string[] = [];
    const world = createWorld({ source: { report: (institution) => void reported.push(institution) } });
    const relay = await world.greeted({ role: 'relay', institution: 'r1' });
    const status = { kind: 'status', isStale: false, outboxLength: 0, clockOffsetMs: 0 } as const;
    const counts = { evaluations: 1, alerts: 0, overrides: 0 };
    await relay.send({ ...status, ...counts, institution: 'h\0' }, { ...status, ...counts, institution: 'h9' });
    await relay.send({ ...events, institution: 'h\0' });
    expect(reported).toEqual(['h9']);
    expect(world.uploads).toEqual([]);
    expect(relay.isClosed).toBe(false);
    expect(world.relay.stats.counts['messages-dropped']).toBe(2);
  });

  it('beyond what may wait ends the connection', async () => {
    const world = createWorld();
    world.acknowledge = () => new Promise(() => undefined);
    const client = await world.greeted();
    await client.send(...Array.from({ length: UPLOADS_MAX }, () => events));
    expect(client.isClosed).toBe(false);
    await client.send(events);
    expect(client.last).toEqual({ kind: 'goodbye', code: 'window-exceeded' });
  });
});
