// Everything that must hold, in order. `npm test -- lint build` runs only the steps named.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { formatCount, readCount, sumCounts } from './count.ts';
import { REPORTS, ROOT } from './workspace.ts';

interface Step {
  readonly name: string;
  /** A program of `node_modules/.bin` and its arguments. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Looks at `dist`; not run when the build failed. */
  readonly needsBuild?: true;
  /** Runs tests, and leaves `.reports/<name>.json`. */
  readonly hasTests?: true;
}

const STEPS: readonly Step[] = [
  { name: 'typecheck', command: ['node', 'scripts/typecheck.ts'] },
  { name: 'lint', command: ['biome', 'ci', '.', '--max-diagnostics=50', ...biomeColours()] },
  tests('source', ['--project', 'node', '--project', 'browser']),
  // A date that depends on the machine's time zone passes in China and fails here.
  { ...tests('new-york', ['--project', 'node', 'packages/core']), env: { TZ: 'America/New_York' } },
  { name: 'build', command: ['node', 'scripts/build.ts'] },
  { name: 'tarballs', command: ['node', 'scripts/check-tarballs.ts'], needsBuild: true },
  { ...tests('api', ['--project', 'built', 'test/api']), needsBuild: true },
  { ...tests('bundle', ['--project', 'built', 'test/bundle']), needsBuild: true },
  { ...tests('built', ['--project', 'built', '--passWithNoTests', 'test/conformance']), needsBuild: true },
  { ...tests('e2e', ['--project', 'built', 'test/e2e']), needsBuild: true },
  { name: 'knip', command: ['knip', '--no-progress'] },
];

// The one tool here that does not know NO_COLOR.
function biomeColours(): readonly string[] {
  return process.env['NO_COLOR'] ? ['--colors=off'] : [];
}

function tests(name: string, args: readonly string[]): Step {
  const report = join(REPORTS, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name, command: ['vitest', 'run', ...args, ...reporters], hasTests: true };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`unknown step \`${unknown.join('`, `')}\`; there are: ${STEPS.map((step) => step.name).join(', ')}`);
  process.exit(2);
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const results: { name: string; outcome: 'ok' | 'FAILED' | 'not run'; seconds: number }[] = [];
for (const step of STEPS) {
  if (asked.length > 0 && !asked.includes(step.name)) continue;
  const isBuildBroken = results.some((result) => result.name === 'build' && result.outcome !== 'ok');
  if (step.needsBuild && isBuildBroken) {
    results.push({ name: step.name, outcome: 'not run', seconds: 0 });
    continue;
  }
  console.log(`\n── ${step.name} ${'─'.repeat(100 - step.name.length)}`);
  const startedAt = performance.now();
  const isOk = run(step);
  const seconds = (performance.now() - startedAt) / 1000;
  results.push({ name: step.name, outcome: isOk ? 'ok' : 'FAILED', seconds });
  console.log(`── ${step.name}: ${isOk ? 'ok' : 'FAILED'}, ${seconds.toFixed(1)} s`);
}

console.log(`\n── summary ${'─'.repeat(93)}`);
for (const { name, outcome, seconds } of results) {
  console.log(`${name.padEnd(12)} ${outcome.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s`);
}

const counts = results.map(({ name, outcome }) => {
  const count = readCount(join(REPORTS, `${name}.json`));
  // A step that failed without a failed test (a type error, a file that does not load) counts as one failure.
  return outcome !== 'ok' && count.failed === 0 ? { ...count, failed: 1 } : count;
});
const total = sumCounts(counts);
writeFileSync(join(REPORTS, 'total.txt'), `${formatCount(total)}\n`);
console.log(formatCount(total));

const hasRunTests = STEPS.some((step) => step.hasTests && results.some(({ name }) => name === step.name));
if (hasRunTests && total.passed + total.failed === 0) console.error('no test ran');
process.exitCode = total.failed > 0 || (hasRunTests && total.passed === 0) ? 1 : 0;

function run({ command, env, hasTests, name }: Step): boolean {
  const [program, ...args] = command as [string, ...string[]];
  const bin = join(ROOT, 'node_modules', '.bin');
  const { status, error } = spawnSync(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) console.error(String(error));
  return status === 0 && (!hasTests || existsSync(join(REPORTS, `${name}.json`)));
}
