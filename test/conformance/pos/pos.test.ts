import { REASONS } from '@forecheck/pos';
import { describe, expect, test } from 'vitest';
import { fromJSONSchema } from 'zod';
import caseSchema from './case.schema.json' with { type: 'json' };
import commonFacts from './common-facts.json' with { type: 'json' };
import { answerCase, type CommonFacts, type PosCaseFile } from './prepare-case.ts';

const files = import.meta.glob<PosCaseFile>('./cases/*.json', { eager: true, import: 'default' });
const facts = commonFacts as unknown as CommonFacts;
const all = Object.values(files).flatMap(({ cases }) => cases);

describe('cases of the till', () => {
  const schema = fromJSONSchema(caseSchema as Parameters<typeof fromJSONSchema>[0]);

  test.each(Object.entries(files))('%s follows the schema, names its own path and repeats no name', (path, file) => {
    expect(schema.safeParse(file).error?.issues ?? []).toEqual([]);
    expect(`./cases/${file.suite}.json`).toBe(path);
    const names = file.cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('every scenario has its case', () => {
    const scenarios = Array.from({ length: 28 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`);
    const proven = new Set(all.map(({ scenario }) => scenario));
    expect(scenarios.filter((scenario) => !proven.has(scenario))).toEqual([]);
  });

  test('every reason is given by some case', () => {
    const given = new Set(
      all.flatMap(({ expect: { findings, undetermined = [] } }) =>
        [...findings, ...undetermined].map(({ reason }) => reason),
      ),
    );
    expect(Object.keys(REASONS).filter((reason) => !given.has(reason))).toEqual([]);
  });
});

for (const file of Object.values(files)) {
  describe(`pos/${file.suite}`, () => {
    for (const written of file.cases) {
      test(written.scenario === undefined ? written.name : `${written.scenario}: ${written.name}`, () => {
        const answer = answerCase(facts, written);
        const { expect: expected } = written;
        expect(answer).toMatchObject({
          undetermined: [],
          problems: [],
          ...expected,
        });
        expect(answerCase(facts, written)).toEqual(answer);
      });
    }
  });
}
