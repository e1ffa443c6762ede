import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Outbox } from '@forecheck/sync';
import { openSqliteOutbox } from '@forecheck/sync/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDice, type Dice } from '../fuzz/dice.ts';
import { idsOf } from './intake.ts';
import { entryOf } from './numbered-entries.ts';

const ROUNDS = Number(process.env['DAMAGE_ROUNDS'] ?? 40);
const SEED = Number(process.env['DAMAGE_SEED'] ?? 83);
const FILES = ['outbox.db', 'outbox.db-wal', 'outbox.mark', 'lock'];

/** Entries 1 to 90; up to 20 are at the bureau. */
const [ACKNOWLEDGED, LAST] = [20, 90];
const KEPT = Array.from({ length: LAST - ACKNOWLEDGED }, (_, index) => ACKNOWLEDGED + 1 + index);

let root: string;
/** As a process that was killed left it, with everything in the log; and as one that closed left it. */
let bases: readonly string[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'forecheck-damaged-'));
  const [folder, killed, closed] = ['made', 'killed', 'closed'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const outbox = await openSqliteOutbox({ folder });
  for (let id = 1; id <= LAST; id += 1) await outbox.append(entryOf(id));
  await outbox.acknowledge(outbox.stream, ACKNOWLEDGED);
  cpSync(folder, killed, { recursive: true });
  await outbox.close();
  cpSync(folder, closed, { recursive: true });
  bases = [killed, closed];
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('an outbox that was not damaged is opened as it was', async () => {
  for (const base of bases) {
    const { outbox, folder } = await openCopy(base, () => undefined);
    expect(await whatIsLeft(outbox)).toEqual(KEPT);
    expect(outbox.depth.damaged).toBe(0);
    await outbox.close();
    expect(await readdir(folder)).not.toContain('damaged');
  }
});

test('a flipped byte anywhere: what cannot be read is told and counted, and everything else is there in order', async () => {
  const dice = createDice(SEED);
  const totals = { trials: 0, entries: 0, repaired: 0, unreadable: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    let where = '';
    const result = await damageAndOpen(dice.pick(bases), (folder) => {
      where = flipByte(folder, dice.pick(FILES), dice);
    });
    totals.trials += 1;
    totals.entries += KEPT.length;
    totals.repaired += result.isRepaired ? 1 : 0;
    totals.unreadable += result.unreadable;
    // One byte lies in one record, and in the head of a page that a long one goes on from.
    expect(result.unreadable, where).toBeLessThanOrEqual(1);
  }
  console.log(`flipped: ${JSON.stringify(totals)}, lost without a word 0`);
  expect(totals.repaired).toBeGreaterThan(0);
});

test('many damaged pages: what cannot be read is told and counted', async () => {
  const dice = createDice(SEED);
  const totals = { trials: 0, entries: 0, repaired: 0, unreadable: 0 };
  for (let round = 0; round < ROUNDS / 4; round += 1) {
    const result = await damageAndOpen(dice.pick(bases), (folder) => {
      for (const file of FILES.slice(0, 2)) for (let hit = 0; hit < 12; hit += 1) overwrite(join(folder, file), dice);
    });
    totals.trials += 1;
    totals.entries += KEPT.length;
    totals.repaired += result.isRepaired ? 1 : 0;
    totals.unreadable += result.unreadable;
  }
  console.log(`overwritten: ${JSON.stringify(totals)}, lost without a word 0`);
  expect(totals.unreadable).toBeGreaterThan(0);
});

test('a tail that was torn off the log: what was acknowledged and is gone is told and counted', async () => {
  const dice = createDice(SEED);
  const [killed] = bases;
  for (let round = 0; round < ROUNDS / 4; round += 1) {
    const cut = (folder: string): void => {
      const log = join(folder, 'outbox.db-wal');
      truncateSync(log, dice.below(readFileSync(log).length));
    };
    await damageAndOpen(killed!, cut);
  }
});

test('a tail that nobody was told of costs nothing', async () => {
  const dice = createDice(SEED);
  const [killed] = bases;
  for (let round = 0; round < ROUNDS / 8; round += 1) {
    const { outbox, folder } = await openCopy(killed!, (path) => {
      const log = join(path, 'outbox.db-wal');
      // Half a frame that looks like the last one, or noise.
      const bytes = readFileSync(log);
      const tail = dice.below(2) === 0 ? bytes.subarray(-4120) : Buffer.alloc(4120, dice.below(256));
      appendFileSync(log, tail.subarray(0, 1 + dice.below(4120)));
    });
    expect(await whatIsLeft(outbox)).toEqual(KEPT);
    expect(outbox.depth.damaged).toBe(0);
    await outbox.close();
    expect(await readdir(folder)).not.toContain('damaged');
  }
});

test('a database and log that are gone or nothing but noise: everything is told as lost, and appending goes on', async () => {
  for (const spoil of [
    (folder: string) => {
      for (const file of FILES.slice(0, 2)) writeFileSync(join(folder, file), 'noise '.repeat(5000));
    },
    (folder: string) => {
      for (const file of FILES.slice(0, 2)) writeFileSync(join(folder, file), '');
    },
  ]) {
    const { unreadable } = await damageAndOpen(bases[0]!, spoil);
    expect(unreadable).toBe(KEPT.length);
  }
});

test('entries that are gone from a database that is otherwise whole are noticed', async () => {
  for (const sql of ['DELETE FROM entry WHERE position = 50', 'UPDATE entry SET position = 5000 WHERE position = 60']) {
    const { isRepaired } = await damageAndOpen(bases[1]!, (folder) => {
      const database = new DatabaseSync(join(folder, 'outbox.db'));
      database.exec(`PRAGMA secure_delete = ON; ${sql}`);
      database.close();
    });
    expect(isRepaired).toBe(true);
  }
});

test('damage that comes while an outbox is open is repaired when it is met', async () => {
  const folder = join(root, 'open');
  const outbox = await openSqliteOutbox({ folder });
  const { stream } = outbox;
  const ids = Array.from({ length: 1500 }, (_, index) => 17 * (index + 1));
  await Promise.all(ids.map((id) => outbox.append(entryOf(id))));
  // More than SQLite keeps in memory, and most of it not in the log any more.
  const file = join(folder, 'outbox.db');
  const bytes = readFileSync(file);
  for (let page = 40; page < 400; page += 1) bytes.fill(0, page * 4096, page * 4096 + 8);
  writeFileSync(file, bytes, { flag: 'r+' });
  const left = await whatIsLeft(outbox, 2000);
  expect(outbox.stream).not.toBe(stream);
  const missing = ids.filter((id) => !left.includes(id)).length;
  expect(missing).toBeGreaterThan(0);
  expect(left).toEqual(ids.map((id) => (left.includes(id) ? id : 0)));
  expect(outbox.depth.damaged).toBe(missing);
  expect(await outbox.append(entryOf(1))).toBe(ids.length + 1);
  await outbox.close();
});

test('a repair that is stopped anywhere is finished the next time', async () => {
  const spoilt = (folder: string): void => {
    const file = join(folder, 'outbox.db');
    writeFileSync(file, Buffer.concat([Buffer.alloc(100, 1), readFileSync(file).subarray(100)]));
  };
  const { outbox, folder } = await openCopy(bases[1]!, spoilt);
  await outbox.close();
  const [aside = ''] = await readdir(join(folder, 'damaged'));
  const states: readonly ((path: string) => void)[] = [
    // The new database was being written.
    (path) => {
      spoilt(path);
      writeFileSync(join(path, 'outbox.salvaged'), readFileSync(join(folder, 'outbox.db')).subarray(0, 5000));
    },
    // It was ready.
    (path) => {
      spoilt(path);
      cpSync(join(folder, 'outbox.db'), join(path, 'outbox.ready'));
    },
    // The damaged one had been moved aside.
    (path) => {
      cpSync(join(folder, 'damaged', aside), join(path, 'damaged', aside), { recursive: true });
      cpSync(join(folder, 'outbox.db'), join(path, 'outbox.ready'));
      rmSync(join(path, 'outbox.db'));
    },
  ];
  for (const state of states) {
    const { outbox: again, folder: path } = await openCopy(bases[1]!, state);
    expect(await whatIsLeft(again)).toEqual(KEPT);
    await again.close();
    const rests = (await readdir(path)).filter((name) => /salvaged|ready|suspect/.test(name));
    expect(rests).toEqual([]);
  }
});

let copies = 0;

async function openCopy(base: string, spoil: (folder: string) => void): Promise<{ outbox: Outbox; folder: string }> {
  copies += 1;
  const folder = join(root, String(copies));
  cpSync(base, folder, { recursive: true });
  spoil(folder);
  return { outbox: await openSqliteOutbox({ folder }), folder };
}

/** Opens a damaged copy and holds it against what was there. */
async function damageAndOpen(
  base: string,
  spoil: (folder: string) => void,
): Promise<{ readonly unreadable: number; readonly isRepaired: boolean }> {
  const { outbox, folder } = await openCopy(base, spoil);
  const { next } = outbox.depth;
  const left = await whatIsLeft(outbox);
  const missing = KEPT.filter((id) => !left.includes(id));
  const told = left.filter((id) => id === 0).length;
  // Everything is there or told; nothing is made up, comes twice, or comes back from the bureau.
  expect(left.filter((id) => id !== 0 && !KEPT.includes(id))).toEqual([]);
  expect(left.filter((id) => id !== 0)).toEqual(KEPT.filter((id) => left.includes(id)));
  expect([told, outbox.depth.damaged]).toEqual([missing.length, missing.length]);
  // In its own place.
  expect(left).toEqual(KEPT.map((id) => (missing.includes(id) ? 0 : id)));
  expect(await outbox.append(entryOf(LAST + 1))).toBe(next);
  await outbox.close();
  const again = await openSqliteOutbox({ folder });
  expect((await whatIsLeft(again)).at(-1)).toBe(LAST + 1);
  expect([again.stream, again.depth.damaged]).toEqual([outbox.stream, missing.length]);
  await again.close();
  const isRepaired = (await readdir(folder)).includes('damaged');
  await rm(folder, { recursive: true, force: true });
  return { unreadable: missing.length, isRepaired };
}

async function whatIsLeft(outbox: Outbox, entriesMax = 1000): Promise<readonly number[]> {
  return idsOf(await outbox.read({ entriesMax, bytesMax: 1e8 }));
}

function flipByte(folder: string, file: string, dice: Dice): string {
  const bytes = readOrEmpty(join(folder, file));
  if (bytes.length === 0) return 'nowhere';
  const [at, bit] = [dice.below(bytes.length), dice.below(8)];
  bytes[at] = bytes[at]! ^ (1 << bit);
  writeFileSync(join(folder, file), bytes);
  return `bit ${bit} of byte ${at} of ${file}`;
}

function overwrite(path: string, dice: Dice): void {
  const bytes = readOrEmpty(path);
  if (bytes.length === 0) return;
  const at = dice.below(bytes.length);
  bytes.fill(dice.below(256), at, Math.min(bytes.length, at + dice.below(6000)));
  writeFileSync(path, bytes);
}

function readOrEmpty(path: string): Buffer {
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}
