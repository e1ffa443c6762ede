// Would the conformance cases notice a wrong comparison? Changes the semantics of the core one spot at a time and asks
// the changed core every case of test/conformance/evaluate. The score is a floor that only rises (test/mutation).
//
//   npx node scripts/mutate.ts [--file <part of a path>]… [--list] [--json] [--jobs 2] [--raise]
//
// A survivor is either a missing case or a change that changes nothing; the latter are listed with their reason in
// test/mutation/equivalent.json, which may name no mutant that is noticed or gone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findMutants, type Mutant } from '../test/mutation/find-mutants.ts';
import { listMutatedFiles } from '../test/mutation/mutated-files.ts';
import { type MutantResult, openPool } from '../test/mutation/mutation-pool.ts';
import { ROOT, readJson } from './workspace.ts';

const FLOOR = 'test/mutation/floor.json';
const EQUIVALENT = 'test/mutation/equivalent.json';

const { values } = parseArgs({
  options: {
    file: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
    raise: { type: 'boolean', default: false },
  },
});

const wanted = values.file;
const isWhole = wanted.length === 0;
const mutants = listMutatedFiles()
  .filter((path) => isWhole || wanted.some((part) => path.includes(part)))
  .flatMap((path) => findMutants(path, readFileSync(join(ROOT, path), 'utf8')));

if (values.list) {
  for (const mutant of mutants) console.log(describe(mutant));
  console.log(`${mutants.length} mutants`);
} else {
  process.exitCode = (await measure()) ? 0 : 1;
}

async function measure(): Promise<boolean> {
  const pool = openPool(Number(values.jobs));
  try {
    const baseline = await pool.judgeUnchanged();
    if (!values.json) {
      for (const { suite, name, difference } of baseline.failures) {
        console.error(`fails without a mutant, so it cannot notice one: ${suite}: ${name}\n  ${difference}`);
      }
    }
    const results = await pool.judge(mutants, baseline, showProgress);
    const after = await pool.judgeUnchanged();
    if (after.failures.length !== baseline.failures.length) {
      console.error('the sources changed while they were measured');
      return false;
    }
    return report(results, baseline.cases, baseline.failures.length);
  } finally {
    pool.close();
  }
}

function report(results: readonly MutantResult[], cases: number, failing: number): boolean {
  const listed = readEquivalent();
  const survivors = results.filter(({ noticedBy }) => noticedBy === undefined).map(({ mutant }) => mutant);
  const missed = survivors.filter(({ name }) => !listed.has(name));
  const equivalent = survivors.length - missed.length;
  const names = new Set(survivors.map(({ name }) => name));
  const stale = isWhole ? [...listed].filter((name) => !names.has(name)) : [];
  const counted = results.length - equivalent;
  const score = counted === 0 ? 1 : (counted - missed.length) / counted;
  const { score: floor } = readJson(join(ROOT, FLOOR)) as { score: number };

  if (values.json) {
    const summary = { cases, mutants: results.length, equivalent, survivors: missed, stale, score, floor };
    console.log(JSON.stringify(summary, undefined, 2));
  } else {
    for (const mutant of missed) console.log(`survived  ${describe(mutant)}`);
    for (const name of stale) console.log(`listed as equivalent, but noticed or gone: ${name}`);
    console.log(
      `${cases} cases noticed ${counted - missed.length} of ${counted} mutants: ${percent(score)}` +
        ` (floor ${percent(floor)}; ${equivalent} equivalent ones left out)`,
    );
  }
  if (!isWhole) return failing === 0;
  if (values.raise && score > floor) {
    // Rounded down, so that the score always reaches its own floor.
    writeFileSync(join(ROOT, FLOOR), `${JSON.stringify({ score: Math.floor(score * 1000) / 1000 }, undefined, 2)}\n`);
  }
  return score >= floor && stale.length === 0 && failing === 0;
}

function readEquivalent(): ReadonlySet<string> {
  const rows = readJson(join(ROOT, EQUIVALENT)) as readonly { readonly mutant: string; readonly reason: string }[];
  return new Set(rows.map(({ mutant }) => mutant));
}

function describe({ file, line, original, mutated }: Mutant): string {
  return `${file}:${line}  ${original}  →  ${mutated}`;
}

function percent(score: number): string {
  return `${(score * 100).toFixed(1)} %`;
}

function showProgress(done: number, survived: number): void {
  if (!process.stderr.isTTY || values.json) return;
  const filled = Math.round((done / mutants.length) * PROGRESS_COLUMNS);
  const bar = '█'.repeat(filled) + '░'.repeat(PROGRESS_COLUMNS - filled);
  process.stderr.write(
    `\r${bar} ${done}/${mutants.length}, ${survived} survived${done === mutants.length ? '\n' : ''}`,
  );
}

const PROGRESS_COLUMNS = 40;
