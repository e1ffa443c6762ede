import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Outbox } from '@forecheck/sync';
import { openSqliteOutbox } from '@forecheck/sync/node';
import { createDice } from '../fuzz/dice.ts';
import { entryOf, idOf } from './numbered-entries.ts';

/**
 * Appends and delivers until it is killed. A line on standard output is what the world knows: `acknowledged` is what a
 * person was told, `delivered` is what the bureau has made durable. Written synchronously into a pipe, so what the
 * reader sees has happened.
 *
 * Arguments: folder, seed, number of the first entry, mode (`deliver`, `append`, `one-by-one`, `at-once`).
 */
const [folder = '', seed = '0', from = '1', mode = 'deliver'] = process.argv.slice(2);
const dice = createDice(Number(seed));
let number = Number(from);

const tell = (line: string): void => void writeSync(1, `${line}\n`);

// The default of the system for a file that grows beyond its limit is to end the process.
process.on('SIGXFSZ', () => undefined);

try {
  const outbox = await openSqliteOutbox({ folder });
  tell(`opened ${outbox.stream} ${outbox.depth.next} ${outbox.depth.damaged}`);
  if (mode === 'one-by-one') await appendOneByOne(outbox);
  // From many callbacks of one turn, as requests come.
  if (mode === 'at-once')
    await Promise.all(Array.from({ length: 200 }, () => setTimeout(20).then(() => append(outbox))));
  while (mode === 'deliver' || mode === 'append') {
    await Promise.all(Array.from({ length: 1 + dice.below(12) }, () => append(outbox)));
    if (mode === 'deliver' && dice.below(3) === 0) await deliver(outbox);
    if (dice.below(4) === 0) await setTimeout(dice.below(5));
  }
  await outbox.close();
} catch (error) {
  tell(`failed ${(error as { readonly code?: string }).code}`);
}

async function append(outbox: Outbox): Promise<void> {
  const id = number;
  number += 1;
  const sequence = await outbox.append(entryOf(id));
  tell(`acknowledged ${id} ${outbox.stream} ${sequence}`);
}

async function appendOneByOne(outbox: Outbox): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    const id = number;
    number += 1;
    try {
      const sequence = await outbox.append(entryOf(id));
      tell(`acknowledged ${id} ${outbox.stream} ${sequence}`);
    } catch (error) {
      const { code, retry } = error as { readonly code?: string; readonly retry?: string };
      tell(`refused ${id} ${code} ${retry}`);
    }
  }
}

async function deliver(outbox: Outbox): Promise<void> {
  const { stream, first, entries } = await outbox.read({ entriesMax: 1 + dice.below(40), bytesMax: 100_000 });
  if (entries.length === 0) return;
  tell(`delivered ${stream} ${first} ${entries.map(idOf).join(',')}`);
  // Now and then the answer of the bureau is lost.
  if (dice.below(4) > 0) await outbox.acknowledge(stream, first + entries.length - 1);
}
