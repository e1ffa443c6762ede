import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openFilesPackStore } from '@forecheck/sync/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDice } from '../fuzz/dice.ts';
import { startProgram } from './program.ts';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 8);
const SEED = Number(process.env['KILL_SEED'] ?? 82);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-killed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What must be there, going by what was told. */
interface Expected {
  readonly blobs: Set<string>;
  /** The last record that was acknowledged, and the one that was being written. */
  record: number;
  writing: number;
}

test('a pack store that is killed at any instant keeps what it acknowledged, whole', {
  timeout: 60_000 + ROUNDS * 5000,
}, async () => {
  const dice = createDice(SEED);
  const expected: Expected = { blobs: new Set(), record: 0, writing: 0 };
  const totals = { acknowledged: 0, lost: 0, torn: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const program = startProgram('packs-program.ts', [folder, String(SEED + round), String(expected.writing + 1)]);
    await program.line('opened');
    await setTimeout(dice.below(150));
    program.kill();
    for (const line of await program.lines) totals.acknowledged += note(line, expected);
    await compare(expected, totals);
  }
  console.log(`packs: killed ${ROUNDS}, acknowledged ${totals.acknowledged}, lost ${totals.lost}, torn ${totals.torn}`);
  expect(totals.acknowledged).toBeGreaterThan(ROUNDS);
  expect(totals).toMatchObject({ lost: 0, torn: 0 });
  expect((await readdir(join(folder, 'blobs'))).filter((name) => name.startsWith('.'))).toEqual([]);
});

function note(line: string, expected: Expected): number {
  const [word, what = ''] = line.split(' ');
  if (word === 'put') expected.blobs.add(what);
  else if (word === 'removing') expected.blobs.delete(what);
  else if (word === 'writing') expected.writing = Number(what);
  else if (word === 'record') expected.record = Number(what);
  else expect(word).toBe('opened');
  return word === 'put' || word === 'record' ? 1 : 0;
}

async function compare(expected: Expected, totals: { lost: number; torn: number }): Promise<void> {
  const store = await openFilesPackStore({ folder });
  const listed = new Set(await store.listBlobs());
  for (const digest of expected.blobs) if (!listed.has(digest)) totals.lost += 1;
  for (const digest of listed) {
    const bytes = (await store.getBlob(digest)) ?? new Uint8Array(0);
    if (createHash('sha256').update(bytes).digest('hex') !== digest) totals.torn += 1;
  }
  const record = await store.readRecord();
  const number = record === undefined ? 0 : Number.parseInt(Buffer.from(record).toString('latin1'), 10);
  if (number !== expected.record && number !== expected.writing) totals.lost += 1;
  expected.record = number;
  await store.close();
}
