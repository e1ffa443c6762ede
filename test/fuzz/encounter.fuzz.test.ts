import { readdirSync, readFileSync } from 'node:fs';
import type { Encounter, Ruleset } from '@forecheck/core';
import { activate, evaluate, explain, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import type { CaseFile } from '@forecheck/testkit';
import { listConformanceTests } from '@forecheck/testkit';
import { expect, it } from 'vitest';
import { mutateJson, seededRandom } from './mutate-json.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 4000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_701);
/** Far above what any mutated encounter needs, far below what a hang would take. */
const SLOWEST_MS_MAX = 2000;

/** Processor time: on a busy machine the wall clock measures the others. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Rulesets and encounters of the conformance suite: every kind, mode and window is among them. */
function seeds(): { readonly ruleset: Ruleset; readonly encounter: Encounter }[] {
  const folder = new URL('../conformance/evaluate/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const cases = files.map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CaseFile);
  const rulesets = new Map<string, Ruleset>();
  return listConformanceTests(cases).flatMap(({ request }) => {
    const [source, ...more] = request.sources;
    if (source === undefined || more.length > 0 || request.encounter.items.length > 60) return [];
    const key = JSON.stringify(source);
    const ruleset =
      rulesets.get(key) ??
      activate({ manifest: 'M', segments: ['S'] }, [{ digest: 'S', view: openSegment(compileSegment(source)) }]);
    rulesets.set(key, ruleset);
    return [{ ruleset, encounter: request.encounter }];
  });
}

it(`evaluation of ${RUNS} mutated encounters never throws and never hangs`, { timeout: 600_000 }, () => {
  const random = seededRandom(SEED);
  const pool = seeds();
  expect(pool.length).toBeGreaterThan(300);
  let slowestMs = 0;
  const statuses = { complete: 0, refused: 0 };
  for (let run = 0; run < RUNS; run += 1) {
    const { ruleset, encounter } = pool[Math.floor(random() * pool.length)]!;
    const mutated = mutateJson(encounter, random) as Encounter;
    const started = cpuMs();
    try {
      const evaluation = evaluate(ruleset, mutated);
      statuses[evaluation.status] += 1;
      JSON.stringify(evaluation);
      if (run % 16 === 0) explain(ruleset, mutated);
    } catch (error) {
      throw new Error(`run ${run} of seed ${SEED}: ${JSON.stringify(mutated)?.slice(0, 2000)}`, { cause: error });
    }
    slowestMs = Math.max(slowestMs, cpuMs() - started);
  }
  expect(statuses.complete).toBeGreaterThan(RUNS / 4);
  expect(statuses.refused).toBeGreaterThan(0);
  expect(slowestMs).toBeLessThan(SLOWEST_MS_MAX);
});
