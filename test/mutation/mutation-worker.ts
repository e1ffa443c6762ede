// A child of scripts/mutate.ts: bundles the core with one mutant in it and asks it the conformance cases. The working
// tree is never touched; the bundler is handed the mutated text in place of the file.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { CaseFile } from '@forecheck/testkit';
import { context, type Plugin } from 'esbuild';
import { ROOT } from '../../scripts/workspace.ts';
import { applyMutant, type Mutant } from './find-mutants.ts';
import type * as JudgeCases from './judge-cases.ts';

/** What the parent asks. Without a mutant the core is judged as it is, on every case. */
export interface WorkerRequest {
  readonly mutant?: Mutant;
  /** Positions of cases that fail without any mutant, and so cannot notice one. */
  readonly excluded: readonly number[];
}

/** What the worker answers. */
export interface WorkerAnswer {
  readonly cases: number;
  readonly failures: readonly JudgeCases.CaseFailure[];
}

const files = globSync('test/conformance/evaluate/**/*.json', { cwd: ROOT })
  .sort()
  .map((path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as CaseFile);

let mutant: Mutant | undefined;

const overlay: Plugin = {
  name: 'mutant',
  setup(build) {
    build.onLoad({ filter: /\/packages\/core\/src\/.*\.ts$/ }, ({ path }) => {
      if (mutant === undefined || path !== join(ROOT, mutant.file)) return undefined;
      return { contents: applyMutant(readFileSync(path, 'utf8'), mutant), loader: 'ts' };
    });
  },
};

const bundler = await context({
  absWorkingDir: ROOT,
  entryPoints: ['test/mutation/judge-cases.ts'],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'judged',
  // The script's value is what `judged` holds.
  footer: { js: 'judged' },
  target: 'es2022',
  conditions: ['@forecheck/source'],
  logLevel: 'silent',
  plugins: [overlay],
});

let prepared: JudgeCases.PreparedCases | undefined;

/** Cases that noticed a mutant lately come first: neighbours are noticed by the same ones. */
let recent: number[] = [];

process.on('message', (request: WorkerRequest) => {
  void answer(request).then(
    (reply) => process.send?.(reply),
    // A mutant that does not compile is noticed by the compiler.
    (error: unknown) =>
      process.send?.({ cases: 0, failures: [{ index: -1, suite: '', name: '', difference: String(error) }] }),
  );
});

// The bundler is a process of its own and is told to go before this one does.
process.on('disconnect', () => void bundler.dispose());

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  mutant = request.mutant;
  const { outputFiles } = await bundler.rebuild();
  const judged = runInThisContext(outputFiles[0]!.text) as typeof JudgeCases;
  prepared ??= judged.prepareCases(files);
  const cases = prepared.ofCase.length;
  const excluded = new Set(request.excluded);
  const all = Array.from({ length: cases }, (_, index) => index).filter((index) => !excluded.has(index));
  const failuresMax = mutant === undefined ? Number.POSITIVE_INFINITY : 1;
  const failures = await judged.judgeCases(files, prepared, [...recent, ...all], failuresMax);
  const killer = failures[0]?.index;
  if (mutant !== undefined && killer !== undefined) {
    recent = [killer, ...recent.filter((index) => index !== killer)].slice(0, RECENT_MAX);
  }
  return { cases, failures };
}

const RECENT_MAX = 40;
