import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { activate, type Encounter, type Evaluation, evaluate, openSegment } from '@forecheck/core';
import { compileSegment, lintSource } from '@forecheck/core/compile';
import { parsePrecheckRequest } from '@forecheck/nhsa';
import { describe, expect, test } from 'vitest';
import { readSourceFolder } from '../../packages/cli/src/source-folder.ts';
import { ROOT } from '../../scripts/workspace.ts';

const { source } = await readSourceFolder(join(ROOT, 'examples/sample-source'));
const { rules = [], knowledge = [], catalogue = [] } = source;
const digest = '0'.repeat(64);
const view = openSegment(compileSegment(source));
const ruleset = activate({ manifest: digest, segments: [digest] }, [{ digest, view }]);

/** Classes of the 2025 edition with published knowledge points. */
const PUBLISHED_CLASSES = [1, 2, 3, 4, 5, 7, 8, 10, 12, 13, 15, 23, 25, 27, 29, 31, 47, 65, 67, 80, 81];
const ruleOfClass = (number: number): string => `nhsa-2025-${String(number).padStart(2, '0')}`;

describe('the sample source', () => {
  test('has nothing that lint objects to', () => {
    expect(lintSource(source).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has a rule for every class with published knowledge points, and more', () => {
    const ids = rules.map(({ id }) => id);
    expect(PUBLISHED_CLASSES.map(ruleOfClass).filter((id) => !ids.includes(id))).toEqual([]);
    expect(rules.length).toBeGreaterThan(PUBLISHED_CLASSES.length);
    expect(rules.filter(({ id }) => !knowledge.some((point) => point.rule === id))).toEqual([]);
  });

  test('lists three hundred items under their national codes', () => {
    const codes = new Set(catalogue.map(({ code }) => code));
    const national = [...codes].filter((code) => NATIONAL_CODE.test(code) && !STAND_IN.test(code));
    expect(national.length).toBeGreaterThanOrEqual(300);
    // The rest are stand-ins, and say so by their name.
    const others = catalogue.filter(({ code }) => !national.includes(code));
    expect(others.filter(({ name }) => !name.includes('示例编码'))).toEqual([]);
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s has examples on both sides of its bound', (_, rule) => {
    const expected = (rule.examples ?? []).map(({ expect: outcome }) => outcome);
    expect(expected).toContain('clear');
    expect(expected).toContain(rule.logic.mode === 'evidence' ? 'undetermined' : 'alert');
  });

  test.each(
    rules.flatMap(({ id, examples = [] }) =>
      examples.map((example) => [`${id}: ${example.name}`, id, example] as const),
    ),
  )('%s', (_, id, example) => {
    const evaluation = evaluate(ruleset, example.encounter as Encounter);
    expect(evaluation.diagnostics).toEqual([]);
    expect(outcomeOf(evaluation, id)).toBe(example.expect);
  });

  test.each([
    ['XL02BBA326A001010102180', ruleOfClass(67), { sex: 'male' }],
    ['ZA12CAD0073010100142', ruleOfClass(12), { levelMin: 'secondary' }],
    ['001201000010000', ruleOfClass(25), { window: { kind: 'day' } }],
  ])('%s stands under %s', (code, rule, parameters) => {
    const points = knowledge.filter((point) => point.rule === rule && point.items.includes(code));
    expect(points.map((point) => point.parameters)).toContainEqual(parameters);
  });
});

describe('the sample requests', () => {
  /** Alerts, then what is left undecided. */
  const EXPECTED: Readonly<Record<string, readonly [readonly number[], readonly number[]]>> = {
    '01-drug-for-the-other-sex': [[67], []],
    '02-institution-below-level': [[12], []],
    '03-care-charged-twice': [[25], []],
    '04-childrens-drug-for-an-adult': [[9, 65], []],
    '05-emergency-drug-in-outpatients': [[13], []],
    '06-indication-not-shown': [[8], []],
    '07-second-line-drug': [[], [5]],
    '08-standing-order-too-long': [[10], []],
    '09-nursing-with-a-reversal': [[27], []],
    '10-decoction-pieces-in-a-pharmacy': [[3, 4], []],
    '11-operations-through-one-incision': [[15], []],
    '12-nothing-to-object-to': [[], []],
  };
  const folder = join(ROOT, 'examples/requests');
  const names = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));

  test('are all expected here', () => {
    expect(names.sort()).toEqual(Object.keys(EXPECTED));
  });

  test.each(Object.entries(EXPECTED))('%s', (name, [alerts, undetermined]) => {
    const parsed = parsePrecheckRequest(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const evaluation = evaluate(ruleset, parsed.encounter);
    expect(evaluation.alerts.map(({ rule }) => rule)).toEqual(alerts.map(ruleOfClass));
    expect(evaluation.undetermined.map(({ rule }) => rule)).toEqual(undetermined.map(ruleOfClass));
    expect([evaluation.status, evaluation.unmapped, evaluation.diagnostics]).toEqual(['complete', [], []]);
  });

  test('a reversed charge is not held against its day', () => {
    const { encounter } = parsePrecheckRequest(readFileSync(join(folder, '09-nursing-with-a-reversal.json'), 'utf8'));
    expect(evaluate(ruleset, encounter).alerts.map(({ offending }) => offending)).toEqual([['M09-4']]);
  });

  test('no name of a person leaves the message', () => {
    for (const name of names) {
      const { encounter } = parsePrecheckRequest(readFileSync(join(folder, `${name}.json`), 'utf8'));
      expect(JSON.stringify(encounter)).not.toMatch(/演示参保人|演示医师/);
    }
  });
});

const NATIONAL_CODE = /^(?:X[A-Z0-9]{22}|Z[A-Z0-9]{19}|T\d{9}|\d{15})$/;
const STAND_IN = /^T999/;

function outcomeOf(evaluation: Evaluation, rule: string): 'alert' | 'undetermined' | 'clear' {
  if (evaluation.alerts.some((alert) => alert.rule === rule)) return 'alert';
  return evaluation.undetermined.some((entry) => entry.rule === rule) ? 'undetermined' : 'clear';
}
