import type { ClientMessage } from '@forecheck/sync/protocol';
import { createSimulatedTime } from '@forecheck/testkit';
import { describe, expect, it } from 'vitest';
import { createForwarder, type Forwarder } from './forwarder.ts';
import { FORWARDED_UPLOADS_MAX } from './limits.ts';

const entries = [Uint8Array.of(1)];

/** A forwarder whose upstream has nothing of any stream, and answers each piece as a bureau does. */
function createWorld() {
  const time = createSimulatedTime(1_700_000_000_000);
  const forwarder: Forwarder = createForwarder({
    clock: time.createClock(),
    asked: () => undefined,
    forward(message: ClientMessage) {
      if (message.kind !== 'events' || message.institution === undefined) return false;
      const { institution, stream, first } = message;
      // A piece without a proper place is not answered.
      if (first < 1) return true;
      const sequence = first === 1 ? message.entries.length : 0;
      queueMicrotask(() => forwarder.receive({ kind: 'eventsAck', institution, stream, sequence }));
      return true;
    },
  });
  return { time, forwarder };
}

describe('an upload', () => {
  it('beyond a gap is answered with how far its stream is', async () => {
    const { forwarder } = createWorld();
    const outcome = forwarder.upload({ institution: 'h1', stream: 's1', first: 500, entries });
    expect(await outcome).toEqual({ sequence: 0, isQuarantined: false });
  });

  it.each([
    ['beyond a gap', 500],
    ['without a proper place', 0],
  ])('%s takes no place from other institutions', async (_, first) => {
    const { time, forwarder } = createWorld();
    for (let i = 0; i < FORWARDED_UPLOADS_MAX; i += 1) {
      forwarder.upload({ institution: 'hostile', stream: `s${i}`, first, entries }).catch(() => undefined);
    }
    await time.runUntil(time.nowMs + 1_000);
    const outcome = forwarder.upload({ institution: 'h1', stream: 's1', first: 1, entries });
    expect(await outcome).toEqual({ sequence: 1, isQuarantined: false });
  });

  it('is not taken for answered by a second answer to the piece before it', async () => {
    const { forwarder } = createWorld();
    const outcome = forwarder.upload({ institution: 'h1', stream: 's1', first: 2, entries });
    forwarder.receive({ kind: 'eventsAck', institution: 'h1', stream: 's1', sequence: 1 });
    forwarder.receive({ kind: 'eventsAck', institution: 'h1', stream: 's1', sequence: 2 });
    expect(await outcome).toEqual({ sequence: 2, isQuarantined: false });
  });
});
