// `npm run sim`: worlds of trouble, one for each seed. `npm run sim -- --seed 81` replays one and tells all.
import { parseArgs } from 'node:util';
import { runWorld, type WorldReport } from './world.ts';

const HELP = `Runs simulated worlds: a bureau, its nodes, a hostile node, a relay, and machines that lose power, over a network and disks that fail.

  npm run sim                        50 seeds, from 1
  npm run sim -- --seeds 10000       more
  npm run sim -- --from 501          from another seed on
  npm run sim -- --seed 81           one, with everything that was wrong
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '50' },
    from: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
} else {
  const first = Number(values.seed ?? values.from);
  const count = values.seed === undefined ? Number(values.seeds) : 1;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count < 1) {
    process.stderr.write('`--seed`, `--seeds` and `--from` take whole numbers\n');
    process.exitCode = 2;
  } else {
    process.exitCode = (await runMany(first, count)) ? 0 : 1;
  }
}

async function runMany(first: number, count: number): Promise<boolean> {
  const startedMs = performance.now();
  const sum = { steps: 0, frames: 0, evaluations: 0, publications: 0, crashes: 0, dispositions: 0 };
  const failed: WorldReport[] = [];
  // A long run that is stopped still tells what it saw.
  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));
  let done = 0;
  for (let i = 0; i < count && !isStopped; i += 1) {
    const report = await runWorld({ seed: first + i });
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += report[name];
    if (report.breaches.length > 0) {
      failed.push(report);
      console.log(`seed ${report.seed}: ${report.breaches.length} breaches`);
      for (const { property, institution, detail } of report.breaches.slice(0, 10)) {
        console.log(`  ${property} ${institution} ${detail}`);
      }
    }
    done = i + 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${count}, ${failed.length} failed `);
  }
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(
    `${done} worlds, ${failed.length} with breaches, ${seconds.toFixed(1)} s: ${sum.publications} publications, ${sum.crashes} crashes, ` +
      `${sum.dispositions} dispositions acknowledged, ${sum.evaluations} evaluations, ${sum.frames} frames, ${sum.steps} steps`,
  );
  return failed.length === 0;
}
