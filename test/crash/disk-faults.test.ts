import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outbox } from '@forecheck/sync';
import { openFilesPackStore, openSqliteOutbox } from '@forecheck/sync/node';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { idsOf } from './intake.ts';
import { entryOf } from './numbered-entries.ts';
import { findCommand, startProgram } from './program.ts';

const ALL = { entriesMax: 100_000, bytesMax: 1e8 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-faults-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const mountPoint = join(tmpdir(), `forecheck-small-${process.pid}`);
const canMount = mountSmallDisk();
if (!canMount) console.log('skipped: full and read-only disks, for want of permission to mount one');
afterAll(unmountSmallDisk);

describe.skipIf(!canMount)('on a small disk', () => {
  beforeEach(() => void mountSmallDisk());

  test('an outbox on a full disk refuses, keeps what it acknowledged, and goes on when there is room', async () => {
    const outbox = await openSqliteOutbox({ folder: join(mountPoint, 'outbox') });
    const { acknowledged, refused } = await appendUntilRefused(outbox);
    expect(refused).toMatchObject({ code: 'storage-full', retry: 'safe' });
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(idsOf(await outbox.read(ALL))).toEqual(acknowledged);
    // Of some at once, none is half there.
    const atOnce = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((number) => outbox.append(entryOf(17 * 1000 * number))),
    );
    expect(atOnce.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    await outbox.close();
    fillUp();
    // Opening wants no room, and removing wants some before it frees any.
    const full = await openSqliteOutbox({ folder: join(mountPoint, 'outbox') });
    await full.acknowledge(full.stream, acknowledged.length - 1);
    rmSync(join(mountPoint, 'ballast'));
    expect(await full.append(entryOf(9999))).toBe(acknowledged.length + 1);
    await full.close();
    const again = await openSqliteOutbox({ folder: join(mountPoint, 'outbox') });
    expect(idsOf(await again.read(ALL))).toEqual([acknowledged.at(-1), 9999]);
    expect(again.depth.damaged).toBe(0);
    await again.close();
  });

  test('a full disk: what is small still finds room beside what is large', async () => {
    const outbox = await openSqliteOutbox({ folder: join(mountPoint, 'mixed') });
    const large = { class: 'alert', bytes: new Uint8Array(65_536).fill(1) } as const;
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 40 }, () => outbox.append(large)),
      outbox.append(entryOf(1)),
    ]);
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(outbox.depth.entries).toBe(kept);
    expect((await outbox.read(ALL)).entries.length).toBe(kept);
    expect(outcomes.at(-1)?.status).toBe('fulfilled');
    await outbox.close();
  });

  test('a pack store on a full disk refuses, leaves nothing half, and keeps the record', async () => {
    const store = await openFilesPackStore({ folder: join(mountPoint, 'packs') });
    const record = Buffer.alloc(1000, 'record');
    await store.writeRecord(record);
    const small = Buffer.alloc(1000, 'small');
    await store.putBlob(digestOf(small), small);
    const large = Buffer.alloc(4_000_000, 'large');
    const full = { code: 'storage-full', retry: 'safe' };
    await expect(store.putBlob(digestOf(large), large)).rejects.toMatchObject(full);
    await expect(store.writeRecord(large)).rejects.toMatchObject(full);
    await store.appendPart(digestOf(large), 0, large.subarray(0, 1000));
    await expect(store.appendPart(digestOf(large), 1000, large)).rejects.toMatchObject(full);
    expect(await store.partLength(digestOf(large))).toBe(1000);
    expect(await store.listBlobs()).toEqual([digestOf(small)]);
    expect(Buffer.from((await store.readRecord()) ?? [])).toEqual(record);
    await store.close();
    expect(readdirSync(join(mountPoint, 'packs')).sort()).toEqual(['aside', 'blobs', 'lock', 'parts', 'record']);
  });

  test('a folder that can only be read is refused, and nothing in it is touched', async () => {
    for (const name of ['outbox', 'packs']) mkdirSync(join(mountPoint, 'read-only', name), { recursive: true });
    const kept = await openSqliteOutbox({ folder: join(mountPoint, 'read-only', 'kept') });
    await kept.append(entryOf(1));
    await kept.close();
    execFileSync('mount', ['-o', 'remount,ro', mountPoint]);
    try {
      const failed = { code: 'storage-failed', retry: 'safe' };
      for (const name of ['outbox', 'kept', 'absent']) {
        await expect(openSqliteOutbox({ folder: join(mountPoint, 'read-only', name) })).rejects.toMatchObject(failed);
      }
      const packs = join(mountPoint, 'read-only', 'packs');
      await expect(openFilesPackStore({ folder: packs })).rejects.toMatchObject(failed);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', mountPoint]);
    }
    const again = await openSqliteOutbox({ folder: join(mountPoint, 'read-only', 'kept') });
    expect(idsOf(await again.read(ALL))).toEqual([1]);
    await again.close();
  });
});

describe.skipIf(findCommand('prlimit') === undefined)('where no file may grow beyond a size', () => {
  test('an outbox refuses, and keeps what it acknowledged', async () => {
    const under = [findCommand('prlimit') ?? '', '--fsize=150000'];
    const program = startProgram('outbox-program.ts', [folder, '1', '1', 'one-by-one'], under);
    const { acknowledged, refused } = outcomesOf(await program.lines);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.every(([, code, retry]) => /^storage-(full|failed)$/.test(code ?? '') && retry === 'safe')).toBe(
      true,
    );
    const outbox = await openSqliteOutbox({ folder });
    expect(idsOf(await outbox.read(ALL))).toEqual(acknowledged);
    expect(outbox.depth.damaged).toBe(0);
    await outbox.close();
  });
});

const strace = findStrace();
if (strace === undefined) console.log('skipped: failing and counted flushes, for want of a tracer');

describe.skipIf(strace === undefined)('under a tracer', () => {
  test('a flush that fails is final: nothing more is taken, and the next process keeps all that was acknowledged', async () => {
    // The thirtieth flush of a thread fails, and none after it: a second attempt would look as if it had succeeded.
    const inject = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync'];
    const under = [strace ?? '', ...inject, '-e', 'inject=fsync,fdatasync:error=EIO:when=20'];
    const program = startProgram('outbox-program.ts', [folder, '1', '1', 'one-by-one'], under);
    const { acknowledged, refused, stream } = outcomesOf(await program.lines);
    expect(acknowledged.length).toBeGreaterThan(3);
    // One fails, and everything after it.
    expect(refused.map(([id]) => Number(id))).toEqual(
      Array.from({ length: 40 - acknowledged.length }, (_, index) => acknowledged.length + 1 + index),
    );
    expect(refused.every(([, code, retry]) => code === 'storage-failed' && retry === 'unsafe')).toBe(true);
    const outbox = await openSqliteOutbox({ folder });
    const left = idsOf(await outbox.read(ALL));
    // The one whose flush failed may be there: that is what `unsafe` says.
    expect(left.slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(left.length).toBeLessThanOrEqual(acknowledged.length + 1);
    // In another file, and as another stream.
    expect(readdirSync(folder)).toContain('damaged');
    expect(readdirSync(folder)).not.toContain('outbox.suspect');
    expect(outbox.stream).not.toBe(stream);
    await outbox.close();
  });

  test('a pack store whose flush fails says so, and what it acknowledged is there, whole', async () => {
    const flush = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync', '-e', 'inject=fsync:error=EIO:when=12'];
    const program = startProgram('packs-program.ts', [folder, '1', '1'], [strace ?? '', ...flush]);
    const lines = await program.lines;
    // Others that were under way may be told of after it.
    expect(lines).toContain('failed storage-failed');
    const store = await openFilesPackStore({ folder });
    const put = lines.flatMap((line) => (line.startsWith('put ') ? [line.slice(4)] : []));
    expect(put.length).toBeGreaterThan(3);
    for (const digest of put) expect(digestOf((await store.getBlob(digest)) ?? new Uint8Array(0))).toBe(digest);
    for (const digest of await store.listBlobs()) {
      expect(digestOf((await store.getBlob(digest)) ?? new Uint8Array(0))).toBe(digest);
    }
    await store.close();
  });

  test('nothing is acknowledged before a flush', async () => {
    const calls = await trace('outbox-program.ts', ['1', '1', 'one-by-one']);
    const acknowledged = calls.flatMap((call, index) => (call === 'told' ? [index] : []));
    expect(acknowledged.length).toBe(40);
    expect(acknowledged.every((index) => calls[index - 1] === 'flush')).toBe(true);
  });

  test('appends at once share a flush', async () => {
    const calls = await trace('outbox-program.ts', ['1', '1', 'at-once']);
    const first = calls.indexOf('told');
    const flushes = calls.slice(first, calls.lastIndexOf('told')).filter((call) => call === 'flush');
    expect(calls.filter((call) => call === 'told').length).toBe(200);
    // The callbacks may have come in a few turns.
    expect(flushes.length).toBeLessThan(20);
  });

  test('a blob and a record are flushed themselves, and then their folder', async () => {
    const calls = await trace('packs-program.ts', ['1', '1', '12']);
    const told = calls.filter((call) => call === 'told').length;
    expect(told).toBeGreaterThan(20);
    expect(calls.length - told).toBeGreaterThanOrEqual(2 * told);
  });
});

/** Flushes of a program, and lines with which it told of something durable, in order. */
async function trace(name: string, args: readonly string[]): Promise<readonly ('flush' | 'told')[]> {
  const log = join(folder, 'calls');
  const under = [strace ?? '', '-f', '-qq', '-o', log, '-e', 'trace=fsync,fdatasync,write'];
  const program = startProgram(name, [join(folder, 'store'), ...args], under);
  await program.lines;
  return readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((call) => {
      if (/ f(data)?sync\(/.test(call)) return ['flush'];
      return /write\(1, "(acknowledged|put|record) /.test(call) ? ['told'] : [];
    });
}

async function appendUntilRefused(outbox: Outbox): Promise<{ acknowledged: readonly number[]; refused: unknown }> {
  const acknowledged: number[] = [];
  writeFileSync(join(mountPoint, 'ballast'), Buffer.alloc(1_000_000));
  for (let id = 1; ; id += 1) {
    try {
      await outbox.append(entryOf(id));
      acknowledged.push(id);
    } catch (refused) {
      return { acknowledged, refused };
    }
  }
}

/** Not a byte is left. */
function fillUp(): void {
  for (const size of [65_536, 4096, 1]) {
    try {
      for (;;) appendFileSync(join(mountPoint, 'ballast'), Buffer.alloc(size));
    } catch {
      // Full, for pieces of this size.
    }
  }
}

function outcomesOf(lines: readonly string[]): {
  readonly acknowledged: readonly number[];
  readonly refused: readonly (readonly string[])[];
  readonly stream: string;
} {
  const rows = lines.map((line) => line.split(' '));
  return {
    acknowledged: rows.flatMap(([word, id]) => (word === 'acknowledged' ? [Number(id)] : [])),
    refused: rows.flatMap(([word, ...rest]) => (word === 'refused' ? [rest] : [])),
    stream: rows.find(([word]) => word === 'opened')?.[1] ?? '',
  };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function mountSmallDisk(): boolean {
  unmountSmallDisk();
  mkdirSync(mountPoint, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mountPoint], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function unmountSmallDisk(): void {
  try {
    execFileSync('umount', ['-l', mountPoint], { stdio: 'ignore' });
  } catch {
    // It was not mounted.
  }
  if (existsSync(mountPoint)) rmdirSync(mountPoint);
}

/** The tracer, where it is there and may trace. */
function findStrace(): string | undefined {
  const path = findCommand('strace');
  try {
    if (path !== undefined) execFileSync(path, ['-o', '/dev/null', '/bin/true'], { stdio: 'ignore' });
    return path;
  } catch {
    return undefined;
  }
}
