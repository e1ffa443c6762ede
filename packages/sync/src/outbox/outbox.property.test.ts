import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createOutboxModel, type OutboxModel } from '@forecheck/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSqliteOutbox } from '../node/sqlite-outbox.ts';
import { createMemoryOutbox, type OutboxMemory } from './memory-outbox.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);
const QUOTA = 1000;

/** An adapter that can be stopped without notice. */
interface Crashable {
  readonly outbox: Outbox;
  reopen(): Promise<void>;
  /** Starts these, stops so many turns of the event loop later, and opens what is left. */
  crash(appends: readonly OutboxEntry[], turns: number): Promise<void>;
  end(): Promise<void>;
}

type Step =
  | { readonly kind: 'append'; readonly entries: readonly OutboxEntry[] }
  | { readonly kind: 'crash'; readonly entries: readonly OutboxEntry[]; readonly turns: number }
  | { readonly kind: 'read'; readonly entriesMax: number; readonly bytesMax: number; readonly after: number }
  | { readonly kind: 'acknowledge'; readonly sequence: number; readonly isOtherStream: boolean }
  | { readonly kind: 'beginStream' | 'reopen' };

const arbitraryEntry: fc.Arbitrary<OutboxEntry> = fc.record({
  class: fc.constantFrom('disposition', 'alert', 'telemetry'),
  bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.uint8Array({ minLength: 200, maxLength: 400 })),
});

const arbitrarySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('append'), entries: fc.array(arbitraryEntry, { maxLength: 5 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('read'),
        entriesMax: fc.integer({ min: 1, max: 12 }),
        bytesMax: fc.integer({ min: 0, max: 900 }),
        after: fc.integer({ min: 0, max: 30 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('acknowledge'),
        sequence: fc.integer({ min: 0, max: 30 }),
        isOtherStream: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('beginStream', 'reopen') }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('crash'),
        entries: fc.array(arbitraryEntry, { maxLength: 5 }),
        turns: fc.nat(3),
      }),
    },
  ),
  { maxLength: 30, size: 'max' },
) as fc.Arbitrary<readonly Step[]>;

test('in memory, any sequence of calls and crashes ends as in the model', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySteps, (steps) => follow(steps, openMemory)),
    { numRuns: RUNS },
  );
});

test('in SQLite, any sequence of calls and crashes ends as in the model', { timeout: 600_000 }, async () => {
  // A tenth of the runs: each flushes some thirty times.
  await fc.assert(
    fc.asyncProperty(arbitrarySteps, (steps) => follow(steps, openSqlite)),
    { numRuns: Math.ceil(RUNS / 10) },
  );
});

async function follow(steps: readonly Step[], open: () => Promise<Crashable>): Promise<void> {
  const subject = await open();
  const model = createOutboxModel(QUOTA);
  const streams = new Set([subject.outbox.stream]);
  try {
    for (const step of steps) {
      await take(step, subject, model, streams);
      const { outbox } = subject;
      expect(outbox.depth).toEqual(model.depth());
      const batch = await outbox.read({ entriesMax: 1000, bytesMax: 1e6 });
      expect(batch).toEqual({ stream: outbox.stream, ...model.read(1000, 1e6, 0) });
    }
  } finally {
    await subject.end();
  }
}

async function take(step: Step, subject: Crashable, model: OutboxModel, streams: Set<string>): Promise<void> {
  const { outbox } = subject;
  switch (step.kind) {
    case 'append': {
      const outcomes = await Promise.allSettled(step.entries.map((entry) => outbox.append(entry)));
      const found = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.code));
      expect(found).toEqual(step.entries.map((entry) => model.append(entry) ?? 'storage-full'));
      return;
    }
    case 'read': {
      const { entriesMax, bytesMax, after } = step;
      const batch = await outbox.read({ entriesMax, bytesMax, after });
      expect(batch).toEqual({ stream: outbox.stream, ...model.read(entriesMax, bytesMax, after) });
      return;
    }
    case 'acknowledge':
      await outbox.acknowledge(step.isOtherStream ? 'another' : outbox.stream, step.sequence);
      if (!step.isOtherStream) model.acknowledge(step.sequence);
      return;
    case 'beginStream':
      await outbox.beginStream();
      expect(streams.has(outbox.stream)).toBe(false);
      streams.add(outbox.stream);
      model.beginStream();
      return;
    case 'reopen':
      await subject.reopen();
      expect(subject.outbox.stream).toBe(outbox.stream);
      return;
    case 'crash':
      await subject.crash(step.entries, step.turns);
      expect(subject.outbox.stream).toBe(outbox.stream);
      // What was under way is there up to some entry, and nothing after it: entries are written in order.
      for (const entry of step.entries) {
        if (model.depth().next >= subject.outbox.depth.next) return;
        model.append(entry);
      }
      return;
  }
}

async function openMemory(): Promise<Crashable> {
  const memory: OutboxMemory = { rows: new Map() };
  let streams = 0;
  const open = (): Promise<Outbox> =>
    createMemoryOutbox({ memory, bytesMax: QUOTA, newStream: () => `stream-${++streams}` });
  let outbox = await open();
  return {
    get outbox() {
      return outbox;
    },
    async reopen() {
      await outbox.close();
      outbox = await open();
    },
    async crash() {
      outbox = await open();
    },
    end: () => outbox.close(),
  };
}

async function openSqlite(): Promise<Crashable> {
  const root = await mkdtemp(join(tmpdir(), 'forecheck-outbox-'));
  let life = 0;
  const folder = (): string => join(root, String(life));
  const open = (): Promise<Outbox> => openSqliteOutbox({ folder: folder(), bytesMax: QUOTA });
  let outbox = await open();
  return {
    get outbox() {
      return outbox;
    },
    async reopen() {
      await outbox.close();
      outbox = await open();
    },
    async crash(entries, turns) {
      const underWay = Promise.allSettled(entries.map((entry) => outbox.append(entry)));
      const [before, earlier] = [outbox, folder()];
      life += 1;
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      // At one instant: a copy that takes its time has a log and a mark of different ages.
      cpSync(earlier, folder(), { recursive: true });
      outbox = await open();
      await underWay;
      await before.close();
    },
    async end() {
      await outbox.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
