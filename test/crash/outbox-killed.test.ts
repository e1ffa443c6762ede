import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openSqliteOutbox } from '@forecheck/sync/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDice } from '../fuzz/dice.ts';
import { createIntake, type Intake, idsOf } from './intake.ts';
import { startProgram } from './program.ts';

/** How often a process is killed. `KILL_ROUNDS=1000` for a long run. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 8);
const SEED = Number(process.env['KILL_SEED'] ?? 81);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-killed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('an outbox that is killed at any instant loses and doubles nothing that it acknowledged', {
  timeout: 60_000 + ROUNDS * 5000,
}, async () => {
  const dice = createDice(SEED);
  const intake = createIntake();
  const acknowledged = new Map<number, string>();
  let damaged = 0;
  let from = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const program = startProgram('outbox-program.ts', [folder, String(SEED + round), String(from), 'deliver']);
    const opened = await program.line('opened ');
    damaged += Number(opened.split(' ')[3]);
    await setTimeout(dice.below(120));
    program.kill();
    for (const line of await program.lines) from = Math.max(from, note(line, intake, acknowledged) + 1);
    // An entry that nobody was told of may be there all the same; its number is not used again.
    from += 100;
  }
  await deliverAll(folder, intake);
  const counts = intake.counts();
  const lost = [...acknowledged.keys()].filter((id) => !counts.has(id));
  const doubled = [...counts].filter(([id, count]) => id > 0 && count > 1);
  console.log(
    `outbox: killed ${ROUNDS}, acknowledged ${acknowledged.size}, lost ${lost.length}, doubled ${doubled.length}`,
  );
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
  expect({ lost, doubled, damaged }).toEqual({ lost: [], doubled: [], damaged: 0 });
  expect([...counts.keys()].filter((id) => id <= 0)).toEqual([]);
});

/** What a line of the program says happened; the number of the entry that it is about. */
function note(line: string, intake: Intake, acknowledged: Map<number, string>): number {
  const [word, ...rest] = line.split(' ') as [string, string, string, string];
  if (word === 'acknowledged') {
    acknowledged.set(Number(rest[0]), `${rest[1]} ${rest[2]}`);
    return Number(rest[0]);
  }
  if (word === 'delivered') {
    const ids = rest[2].split(',').map(Number);
    expect(intake.accept(rest[0], Number(rest[1]), ids)).not.toBe('regressed');
    return Math.max(...ids);
  }
  expect(word).toBe('opened');
  return 0;
}

async function deliverAll(path: string, intake: Intake): Promise<void> {
  const outbox = await openSqliteOutbox({ folder: path });
  while (outbox.depth.entries > 0) {
    const batch = await outbox.read({ entriesMax: 500, bytesMax: 1e6 });
    expect(intake.accept(batch.stream, batch.first, idsOf(batch))).not.toBe('regressed');
    await outbox.acknowledge(batch.stream, batch.first + batch.entries.length - 1);
  }
  await outbox.close();
}
