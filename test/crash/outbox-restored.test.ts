import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outbox } from '@forecheck/sync';
import { openFilesPackStore, openSqliteOutbox } from '@forecheck/sync/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIntake, type Intake, idsOf } from './intake.ts';
import { entryOf } from './numbered-entries.ts';
import { startProgram } from './program.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'forecheck-restored-'));
  folder = join(root, 'outbox');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a copy of the whole folder that is put back', () => {
  test('is behind the bureau, begins a new stream, and delivers everything that it took since', async () => {
    const intake = createIntake();
    const outbox = await openSqliteOutbox({ folder });
    await appendAll(outbox, 1, 10);
    await deliver(outbox, intake);
    await appendAll(outbox, 11, 13);
    await outbox.close();
    cpSync(folder, join(root, 'copy'), { recursive: true });

    const later = await openSqliteOutbox({ folder });
    await appendAll(later, 14, 30);
    await deliver(later, intake);
    await later.close();

    // The copy writes other entries under sequences that the bureau holds.
    const restored = await openSqliteOutbox({ folder: join(root, 'copy') });
    await appendAll(restored, 31, 33);
    expect(restored.depth.next).toBeLessThanOrEqual(intake.acknowledged(restored.stream));
    // What the bureau says of a stream that is ahead removes nothing.
    await restored.acknowledge(restored.stream, intake.acknowledged(restored.stream));
    expect(idsOf(await restored.read(ALL))).toEqual([11, 12, 13, 31, 32, 33]);
    expect(await deliver(restored, intake)).toBe('regressed');
    await restored.beginStream();
    expect(await deliver(restored, intake)).toBe('delivered');
    await restored.close();

    const counts = intake.counts();
    expect(numbers(1, 33).filter((id) => !counts.has(id))).toEqual([]);
    // Those that stood in both come twice, in two streams, and are told apart from others by their own ids.
    expect([...counts].filter(([, count]) => count > 1).map(([id]) => id)).toEqual([11, 12, 13]);
  });

  test('as a clone that runs beside the first is set aside by the bureau, and loses nothing', async () => {
    const intake = createIntake();
    const first = await openSqliteOutbox({ folder });
    await appendAll(first, 1, 5);
    await deliver(first, intake);
    cpSync(folder, join(root, 'clone'), { recursive: true });
    const clone = await openSqliteOutbox({ folder: join(root, 'clone') });
    expect(clone.stream).toBe(first.stream);
    await appendAll(first, 6, 8);
    await appendAll(clone, 101, 104);
    expect(await deliver(first, intake)).toBe('delivered');
    expect(await deliver(clone, intake)).toBe('regressed');
    await clone.beginStream();
    expect(await deliver(clone, intake)).toBe('delivered');
    const counts = intake.counts();
    expect([...numbers(1, 8), ...numbers(101, 104)].map((id) => counts.get(id))).toEqual(Array(12).fill(1));
    await first.close();
    await clone.close();
  });
});

test('a copy of the database alone that is put back is noticed without the bureau', async () => {
  const intake = createIntake();
  const outbox = await openSqliteOutbox({ folder });
  await appendAll(outbox, 1, 3);
  await outbox.close();
  cpSync(join(folder, 'outbox.db'), join(root, 'outbox.db'));
  const later = await openSqliteOutbox({ folder });
  const { stream } = later;
  await appendAll(later, 4, 9);
  await later.acknowledge(stream, 2);
  await later.close();
  cpSync(join(root, 'outbox.db'), join(folder, 'outbox.db'));
  const restored = await openSqliteOutbox({ folder });
  expect(restored.stream).not.toBe(stream);
  expect(idsOf(await restored.read(ALL))).toEqual([3, 0, 0, 0, 0, 0, 0]);
  expect(restored.depth).toMatchObject({ entries: 1, damaged: 6 });
  expect(await deliver(restored, intake)).toBe('delivered');
  await restored.close();
});

describe('a folder that another process holds', () => {
  test.each([
    ['outbox', 'outbox-program.ts', ['1', '1', 'append'], () => openSqliteOutbox({ folder })],
    ['pack store', 'packs-program.ts', ['1', '1'], () => openFilesPackStore({ folder })],
  ] as const)('%s: is refused while it runs, and free once it was killed', async (_, name, args, open) => {
    const program = startProgram(name, [folder, ...args]);
    await program.line('opened');
    await expect(open()).rejects.toMatchObject({ code: 'storage-locked', retry: 'safe' });
    const second = startProgram(name, [folder, ...args]);
    expect(await second.line('failed')).toBe('failed storage-locked');
    program.kill();
    await program.lines;
    const store = await open();
    await expect(open()).rejects.toMatchObject({ code: 'storage-locked' });
    // Being refused here must not open the door to others: a file that is closed takes the locks of its process along.
    const third = startProgram(name, [folder, ...args]);
    expect(await third.line('failed')).toBe('failed storage-locked');
    await store.close();
  });
});

const ALL = { entriesMax: 1000, bytesMax: 1e7 };

async function appendAll(outbox: Outbox, from: number, to: number): Promise<void> {
  await Promise.all(numbers(from, to).map((id) => outbox.append(entryOf(id))));
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

async function deliver(outbox: Outbox, intake: Intake): Promise<'delivered' | 'regressed'> {
  const batch = await outbox.read(ALL);
  const held = intake.accept(batch.stream, batch.first, idsOf(batch));
  if (held === 'regressed') return held;
  await outbox.acknowledge(batch.stream, held);
  return 'delivered';
}
