import { activate, openSegment, type RuleDefinition, type RuleExample, type RuleSource } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { expect, test } from 'vitest';
import { describeSegments } from './pack-manifest.ts';
import { type ExampleReport, judgeExamples } from './rule-examples.ts';

const TEXT = { 'zh-CN': 'x', en: 'x' };

const exampleOf = (sex: string | undefined, expect: RuleExample['expect']): RuleExample => ({
  name: `sex ${sex}`,
  encounter: {
    id: 'E1',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    insuredPerson: sex === undefined ? {} : { sex },
    items: [{ id: '1', code: 'SAMPLE-DRUG-1' }],
  },
  expect,
});

const ruleOf = (sex: 'male' | 'female', examples: readonly RuleExample[]): RuleDefinition => ({
  id: 'one-sex',
  name: TEXT,
  message: TEXT,
  logic: { kind: 'restrict', mode: 'sex', parameters: { sex } },
  verdict: 'violation',
  severity: 'warning',
  fundScope: 'insurance',
  basis: [{ instrument: 'x' }],
  examples,
});

const sourceOf = (id: string, more: Partial<RuleSource>): RuleSource => ({
  formatVersion: 1,
  id,
  layer: 'national',
  ...more,
});

const POINT = { id: 'K1', rule: 'one-sex', items: ['SAMPLE-DRUG-1'], parameters: {} };

function judge(...sources: readonly RuleSource[]): ExampleReport {
  const bytes = sources.map((source) => compileSegment(source));
  const { manifest, segments } = describeSegments(bytes);
  const named = bytes.map((one, index) => ({ digest: segments[index]!.digest, view: openSegment(one) }));
  return judgeExamples(activate({ manifest, segments: segments.map(({ digest }) => digest) }, named), sources);
}

test('examples that hold are counted', () => {
  const examples = [exampleOf('male', 'alert'), exampleOf('female', 'clear'), exampleOf(undefined, 'undetermined')];
  expect(judge(sourceOf('S1', { rules: [ruleOf('female', examples)], knowledge: [POINT] }))).toEqual({
    examples: 3,
    failed: [],
  });
});

test.each([
  [exampleOf('male', 'clear'), 'alert'],
  [exampleOf('male', 'undetermined'), 'alert'],
  [exampleOf('female', 'alert'), 'clear'],
  [exampleOf(undefined, 'alert'), 'undetermined'],
  [{ ...exampleOf('male', 'alert'), encounter: { id: 'E1' } }, 'refused'],
  [{ ...exampleOf('male', 'alert'), encounter: null }, 'refused'],
] as const)('an example that does not hold is told: %j gives %s', (example, found) => {
  expect(judge(sourceOf('S1', { rules: [ruleOf('female', [example])], knowledge: [POINT] }))).toEqual({
    examples: 1,
    failed: [expect.objectContaining({ rule: 'one-sex', example: example.name, expected: example.expect, found })],
  });
});

test('a failed example tells what the rule looked at, or why the encounter cannot be read', () => {
  const judgeOne = (example: RuleExample) =>
    judge(sourceOf('S1', { rules: [ruleOf('female', [example])], knowledge: [POINT] })).failed[0];
  expect(judgeOne(exampleOf('male', 'clear'))).toMatchObject({
    candidates: [{ rule: 'one-sex', knowledgePoint: 'K1', outcome: 'hit', items: ['1'] }],
    problems: [],
  });
  expect(judgeOne({ ...exampleOf('male', 'alert'), encounter: { id: 'E1' } })).toMatchObject({
    candidates: [],
    problems: expect.arrayContaining([expect.stringContaining('`items` is missing')]),
  });
});

test('the newest definition of a rule brings the examples', () => {
  const base = sourceOf('S1', { rules: [ruleOf('female', [exampleOf('male', 'alert')])], knowledge: [POINT] });
  const update = sourceOf('S2', { rules: [ruleOf('male', [exampleOf('female', 'alert')])] });
  expect(judge(base, update)).toEqual({ examples: 1, failed: [] });
});

test('an update that takes the knowledge of a rule away breaks its examples', () => {
  const base = sourceOf('S1', { rules: [ruleOf('female', [exampleOf('male', 'alert')])], knowledge: [POINT] });
  const update = sourceOf('S2', { withdrawn: [{ row: 'knowledge', id: 'K1' }] });
  expect(judge(base, update).failed).toMatchObject([
    { rule: 'one-sex', example: 'sex male', expected: 'alert', found: 'clear' },
  ]);
});

test('a withdrawn rule is not tried', () => {
  const base = sourceOf('S1', { rules: [ruleOf('female', [exampleOf('male', 'alert')])], knowledge: [POINT] });
  const update = sourceOf('S2', { withdrawn: [{ row: 'rule', id: 'one-sex' }] });
  expect(judge(base, update)).toEqual({ examples: 0, failed: [] });
});
