import { applyFix } from '@forecheck/core';
import {
  type CaseFile,
  type ConformanceTest,
  coreImplementation,
  findBrokenPromise,
  findLawBreaches,
  listConformanceTests,
} from '@forecheck/testkit';
import { describe, expect, test } from 'vitest';
import { fromJSONSchema } from 'zod';
import caseSchema from './case.schema.json' with { type: 'json' };

const pages = import.meta.glob<string>('../../docs/conformance.md', { eager: true, query: '?raw', import: 'default' });
const files = import.meta.glob<CaseFile>('./evaluate/**/*.json', { eager: true, import: 'default' });
const core = coreImplementation();
const LAYOUTS = {
  compacted: coreImplementation({ isCompacted: true }),
  'among unrelated segments': coreImplementation({ hasUnrelatedSegments: true }),
};

describe('conformance files', () => {
  const schema = fromJSONSchema(caseSchema as Parameters<typeof fromJSONSchema>[0]);

  test('exist', () => {
    expect(Object.keys(files).length).toBeGreaterThan(0);
  });

  test('prove exactly the requirements that the documentation lists', () => {
    const listed = Object.values(pages).flatMap((page) => page.match(/(?<=^\| )RL-[\w.-]+/gm) ?? []);
    const proven = new Set(Object.values(files).map(({ requirement }) => requirement));
    expect([...proven].sort()).toEqual([...listed].sort());
  });

  test.each(Object.entries(files))('%s follows the schema, names its own path and repeats no name', (path, file) => {
    expect(schema.safeParse(file).error?.issues ?? []).toEqual([]);
    expect(`./${file.suite}.json`).toBe(path);
    const names = file.cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

for (const file of Object.values(files)) {
  describe(`${file.suite} (${file.requirement})`, () => {
    for (const prepared of listConformanceTests([file])) {
      test(prepared.name, async () => {
        expect(await prepared.judge(core)).toEqual([]);
        expectLaws(prepared);
      });
    }
  });
}

/** What must hold beside the expected answer, for every case. */
function expectLaws({ request }: ConformanceTest): void {
  const evaluation = core.evaluate(request);
  expect(findLawBreaches(request.encounter, evaluation)).toEqual([]);

  const { work: _work, reachedUnder: _reachedUnder, ...answer } = evaluation;
  for (const [layout, implementation] of Object.entries(LAYOUTS)) {
    const { work, reachedUnder, ...other } = implementation.evaluate(request);
    expect(work.items, layout).toBe(evaluation.work.items);
    expect(reachedUnder.manifest, layout).toBe(evaluation.reachedUnder.manifest);
    expect(JSON.stringify(other), layout).toBe(JSON.stringify(answer));
  }
  expect(JSON.stringify(core.evaluate(request))).toBe(JSON.stringify(evaluation));

  for (const alert of evaluation.alerts) {
    for (const fix of alert.fixes) {
      const after = core.evaluate({ ...request, encounter: applyFix(request.encounter, fix) });
      expect(findBrokenPromise(evaluation, alert, after), `fix ${JSON.stringify(fix)}`).toBeUndefined();
    }
  }
}
