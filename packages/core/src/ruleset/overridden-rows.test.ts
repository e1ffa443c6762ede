import { describe, expect, test } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { countRows } from '../segment/count-rows.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { overriddenRows } from './overridden-rows.ts';

const words = { 'zh-CN': '一', en: 'one' };
const rule = (id: string): RuleDefinition => ({
  id,
  name: words,
  logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
  verdict: 'violation',
  severity: 'critical',
  fundScope: 'pooled',
  message: words,
  basis: [],
});
const item = (code: string) => ({ code, name: code, kind: 'drug' as const });

const known = new Map([['R1', rule('R1').logic]]);
const view = (source: Partial<RuleSource>) =>
  openSegment(compileSegment({ formatVersion: 1, id: 'S', layer: 'national', ...source }, { knownRules: known }));

const base = view({
  rules: [rule('R1'), rule('R2')],
  knowledge: [
    { id: 'K1', rule: 'R1', items: ['XA01'] },
    { id: 'K2', rule: 'R2', items: ['XA02'] },
  ],
  catalogue: [item('XA01'), item('XA02')],
});

const over = (source: Partial<RuleSource>) => overriddenRows(view({ layer: 'city', ...source }), [base]);

describe('rows that a segment takes from those below', () => {
  test.each<[string, Partial<RuleSource>, readonly string[]]>([
    ['a rule that is defined again', { rules: [rule('R2'), rule('R9')] }, ['R2']],
    ['a rule that is withdrawn', { withdrawn: [{ row: 'rule', id: 'R1' }] }, ['R1']],
    ['a knowledge point of the same id', { knowledge: [{ id: 'K1', rule: 'R1', items: ['XA09'] }] }, ['K1']],
    [
      'a knowledge point that supersedes another',
      { knowledge: [{ id: 'K9', rule: 'R1', items: ['XA01'], supersedes: ['K2'] }] },
      ['K2'],
    ],
    ['a knowledge point that is withdrawn', { withdrawn: [{ row: 'knowledge', id: 'K2' }] }, ['K2']],
    ['a catalogue row of the same code', { catalogue: [item('XA02'), item('XA09')] }, ['XA02']],
    ['a catalogue code that is withdrawn', { withdrawn: [{ row: 'catalogue', id: 'XA01' }] }, ['XA01']],
  ])('%s', (_, source, ids) => {
    expect(over(source)).toEqual(ids);
  });

  test('what only adds, or withdraws what is not there, takes nothing', () => {
    expect(
      over({
        rules: [rule('R9')],
        knowledge: [{ id: 'K9', rule: 'R1', items: ['XA01'] }],
        catalogue: [item('XA09')],
        withdrawn: [{ row: 'knowledge', id: 'K8' }],
      }),
    ).toEqual([]);
  });
});

test('rows are counted by kind', () => {
  expect(countRows(base)).toEqual({
    rules: 2,
    knowledgePoints: 2,
    catalogueRows: 2,
    mappings: 0,
    policyRows: 0,
    withdrawals: 0,
  });
});
