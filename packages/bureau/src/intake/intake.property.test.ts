import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BureauStore } from '../store/bureau-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { ReadEntry } from './entry-meaning.ts';
import { createIntake } from './intake.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 60);
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Entries are the ids of dispositions. */
const readId: ReadEntry = (bytes) => ({
  dispositions: [{ id: decoder.decode(bytes), alert: 'a', rule: 'r', kind: 'override', recordedMs: 1 }],
  figures: [{ day: 1, name: 'alerts', rule: 'r', count: 1 }],
});

let folder: string;
let store: BureauStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bureau-intake-'));
  store = await openSqliteStore(join(folder, 'bureau.sqlite'));
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

let runs = 0;

test('pieces in any order, repeated and overlapping, at once or in turn, are applied once each and acknowledged without gaps', async () => {
  const piece = fc.record({ from: fc.nat(39), length: fc.integer({ min: 1, max: 12 }), isAwaited: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.array(piece, { maxLength: 25 }), async (total, pieces) => {
      runs += 1;
      const institution = `h${runs}`;
      const intake = createIntake({ store, readEntry: readId, nowMs: () => 1 });
      const entries = Array.from({ length: total }, (_, index) => encoder.encode(`${institution}-${index + 1}`));
      const arrived = new Set<number>();
      const contiguous = (): number => {
        let highest = 0;
        while (arrived.has(highest + 1)) highest += 1;
        return highest;
      };
      const pending: Promise<unknown>[] = [];
      for (const { from, length, isAwaited } of pieces) {
        const first = (from % total) + 1;
        const slice = entries.slice(first - 1, first - 1 + length);
        const accepted = intake.accept({ institution, stream: 's', first, entries: slice });
        slice.forEach((_, index) => {
          arrived.add(first + index);
        });
        const expected = contiguous();
        pending.push(accepted.then(({ acknowledged }) => expect(acknowledged).toBeLessThanOrEqual(contiguous())));
        if (isAwaited) {
          await Promise.all(pending);
          expect((await intake.readPosition(institution, 's')).acknowledged).toBe(expected);
        }
      }
      await Promise.all(pending);
      const last = await intake.accept({ institution, stream: 's', first: 1, entries });
      expect(last).toMatchObject({ acknowledged: total, isQuarantined: false });
      const kept = await store.readEntries(institution, 's', 0, 100);
      expect(kept.map(({ bytes }) => decoder.decode(bytes))).toEqual(entries.map((bytes) => decoder.decode(bytes)));
      const dispositions = (await store.readDispositions(0, 1_000_000)).filter((it) => it.institution === institution);
      expect(dispositions.map(({ id }) => id).sort()).toEqual(entries.map((bytes) => decoder.decode(bytes)).sort());
      expect(intake.counts.entries).toBe(total);
    }),
    { numRuns },
  );
  const [figures] = await store.summariseFigures(0, 10);
  expect(figures?.count).toBe((await store.readDispositions(0, 1_000_000)).length);
});
