// `npm run bench`: measures, prints one table a workload, and leaves pages and plots in `results`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from './build-bundle.ts';
import { measureClock } from './measure/garbage.ts';
import { type BenchOptions, parseOptions } from './options.ts';
import { planCases } from './plan.ts';
import { judgeBudgets, tabulateBudgets } from './report/budgets.ts';
import { tabulateEvaluate } from './report/evaluate-tables.ts';
import { tabulateOthers } from './report/other-tables.ts';
import { describeNothing, type Outcome } from './report/outcome.ts';
import { createProgressBar } from './report/progress-bar.ts';
import { formatText } from './report/table.ts';
import { writeResults } from './report/write-results.ts';
import { startCase } from './start-case.ts';

const abort = new AbortController();
process.once('SIGINT', () => abort.abort());

let options: BenchOptions;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

const folder = options.fixtures ?? mkdtempSync(join(tmpdir(), 'forecheck-bench-'));
mkdirSync(folder, { recursive: true });
try {
  const outcomes = await measureAll(options, folder);
  const budgets = judgeBudgets(outcomes);
  const tables = [...tabulateEvaluate(outcomes), ...tabulateOthers(outcomes), tabulateBudgets(budgets)];
  for (const table of tables) console.log(formatText(table));
  for (const line of describeNothing(outcomes)) console.log(line);
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    clockUs: measureClock(),
  };
  const files = writeResults({
    machine,
    isQuick: options.isQuick,
    isPartial: isPartial(options),
    outcomes,
    budgets,
    tables,
  });
  if (options.jsonFile !== undefined) {
    writeFileSync(options.jsonFile, `${JSON.stringify({ machine, outcomes, budgets }, undefined, 2)}\n`);
  }
  console.log(`written: ${files.join(', ')}`);
  if (outcomes.some(({ result }) => 'failed' in result)) process.exitCode = 1;
} finally {
  if (options.fixtures === undefined) rmSync(folder, { recursive: true, force: true });
}

async function measureAll(plan: BenchOptions, fixtures: string): Promise<readonly Outcome[]> {
  const script = await buildBundle();
  const cases = planCases(plan);
  const bar = createProgressBar(process.stderr);
  const outcomes: Outcome[] = [];
  for (const [index, one] of cases.entries()) {
    if (abort.signal.aborted) break;
    bar.start(index, cases.length, one);
    const result = await startCase(one, { script, folder: fixtures, signal: abort.signal });
    outcomes.push({ case: one, result } as Outcome);
  }
  bar.end();
  return outcomes;
}

function isPartial({ only }: BenchOptions): boolean {
  return only.length > 0 || abort.signal.aborted;
}
