import { outboxContract } from '@forecheck/testkit';
import { describe, expect, test } from 'vitest';
import { createMemoryOutbox, type OutboxMemory } from './memory-outbox.ts';

describe('the memory outbox keeps the promises of an outbox', () => {
  test.each(outboxContract)('$name', async ({ run }) => {
    const memory: OutboxMemory = { rows: new Map() };
    let streams = 0;
    const newStream = (): string => `stream-${++streams}`;
    await run({
      open: (bytesMax) => createMemoryOutbox({ memory, newStream, ...(bytesMax === undefined ? {} : { bytesMax }) }),
    });
  });
});

test('a damaged entry is read as empty bytes and counted once, and those behind it are read as they are', async () => {
  const memory: OutboxMemory = { rows: new Map() };
  const outbox = await createMemoryOutbox({ memory, newStream: () => 'stream' });
  const entries = [1000, 10, 10].map((length) => new Uint8Array(length).fill(length));
  for (const bytes of entries) await outbox.append({ class: 'disposition', bytes });
  const record = memory.rows.get(1)?.record ?? new Uint8Array(1);
  record[100] = 0;
  const limits = { entriesMax: 10, bytesMax: 5 };
  // Its bytes count as read, so that a batch of damaged entries ends as any other.
  expect(await outbox.read(limits)).toEqual({ stream: 'stream', first: 1, entries: [new Uint8Array(0)] });
  expect(outbox.depth).toMatchObject({ entries: 2, bytes: 20, next: 4, damaged: 1 });
  const all = await outbox.read({ entriesMax: 10, bytesMax: 1000 });
  expect(all.entries).toEqual([new Uint8Array(0), entries[1], entries[2]]);
  expect(outbox.depth.damaged).toBe(1);
});
