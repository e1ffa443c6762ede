import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod/mini';
import { KIND_MODE_NUMBERS } from '../segment/kind-numbers.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { parseKnowledgePoint, parseRuleSource, parseWith } from './parse.ts';
import { parameterSchemas, ruleLogicSchema } from './rule-logic.ts';
import { catalogueItemSchema, ruleDefinitionSchema, type ruleSourceSchema } from './rule-source.ts';

const rule: RuleDefinition = {
  id: 'R-SEX',
  name: { 'zh-CN': '限性别', en: 'restricted to one sex' },
  logic: { kind: 'restrict', mode: 'sex' },
  verdict: 'violation',
  severity: 'critical',
  fundScope: 'pooled',
  message: { 'zh-CN': '{item}', en: '{item}' },
  basis: [{ instrument: 'TEST-INSTRUMENT' }],
};
const point = { id: 'KP-1', rule: 'R-SEX', items: ['XA01'], parameters: { sex: 'male' } };
const source: RuleSource = { formatVersion: 1, id: 'S1', layer: 'national', rules: [rule], knowledge: [point] };

function problemsOf(input: unknown): readonly string[] {
  const parsed = parseRuleSource(input);
  return parsed.ok ? [] : parsed.problems.map(({ path, code }) => `${code} ${path}`);
}

describe('parseRuleSource', () => {
  it('gives back a source', () => {
    expect(parseRuleSource(source)).toEqual({ ok: true, value: source });
    expectTypeOf<z.output<typeof ruleSourceSchema>>().toEqualTypeOf<RuleSource>();
  });

  it('refuses a property that it does not know, because a misspelt one would lose a rule', () => {
    expect(problemsOf({ ...source, rule: [] })).toEqual(['field-unknown rule']);
    expect(problemsOf({ ...source, knowledge: [{ ...point, itmes: [] }] })).toEqual([
      'field-unknown knowledge[0].itmes',
    ]);
  });

  it.each([
    ['field-malformed formatVersion', { formatVersion: 2 }],
    ['field-malformed layer', { layer: 'county' }],
    ['field-missing rules[0].message.en', { rules: [{ ...rule, message: { 'zh-CN': '' } }] }],
    ['field-malformed rules[0].logic.kind', { rules: [{ ...rule, logic: { kind: 'forbid', mode: 'sex' } }] }],
    ['field-malformed rules[0].logic.mode', { rules: [{ ...rule, logic: { kind: 'restrict', mode: 'age-of-sun' } }] }],
    ['field-missing rules[0].basis[0].instrument', { rules: [{ ...rule, basis: [{}] }] }],
    ['field-malformed knowledge[0].from', { knowledge: [{ ...point, from: '2025-13-01' }] }],
    ['field-malformed knowledge[0].parameters.sex', { knowledge: [{ ...point, parameters: { sex: 'M' } }] }],
    ['field-unknown knowledge[0].parameters.gender', { knowledge: [{ ...point, parameters: { gender: 'male' } }] }],
    [
      'field-malformed catalogue[0].units.box',
      {
        catalogue: [{ code: 'XA01', name: 'n', kind: 'drug', baseUnit: 'tablet', units: { box: 0 } }],
      },
    ],
    ['field-missing policy[0].decision', { policy: [{ rule: 'R-SEX' }] }],
    ['field-malformed withdrawn[0].row', { withdrawn: [{ row: 'basis', id: 'B1' }] }],
  ])('reports %s', (problem, change) => {
    expect(problemsOf({ ...source, ...change })).toEqual([problem]);
  });

  it('checks parameters of a knowledge point against a rule of another source when it is told the rule', () => {
    const update = { ...source, rules: [], knowledge: [{ ...point, parameters: { sex: 'M' } }] };
    expect(parseRuleSource(update).ok).toBe(true);
    expect(parseRuleSource(update, { knownRules: new Map([['R-SEX', rule.logic]]) }).ok).toBe(false);
  });
});

describe('parseKnowledgePoint', () => {
  it('checks the parameters when it is told the rule logic', () => {
    expect(parseKnowledgePoint({ ...point, parameters: { sex: 'M' } })).toMatchObject({ ok: true });
    expect(parseKnowledgePoint({ ...point, parameters: { sex: 'M' } }, rule.logic)).toMatchObject({
      ok: false,
      problems: [{ path: 'parameters.sex', message: '`parameters.sex` is not one of `male`, `female`' }],
    });
  });
});

describe('catalogueItemSchema', () => {
  it('takes factors as whole numbers and as exact ratios', () => {
    const item = { code: 'XA01', name: 'n', kind: 'drug', baseUnit: 'tablet', units: { box: 24, third: [1, 3] } };
    expect(parseWith(catalogueItemSchema, item)).toEqual({ ok: true, value: item });
  });
});

describe('ruleLogicSchema', () => {
  it('knows every kind and mode', () => {
    expect(Object.keys(parameterSchemas).sort()).toEqual(Object.keys(KIND_MODE_NUMBERS).sort());
    for (const key of Object.keys(KIND_MODE_NUMBERS)) {
      const [kind, mode] = key.split('.');
      expect(parseWith(ruleLogicSchema, { kind, mode }).ok, key).toBe(true);
      expect(parseWith(ruleLogicSchema, { kind, mode, parameters: {} }).ok, key).toBe(true);
      expect(parseWith(ruleLogicSchema, { kind, mode, parameters: { nonsense: 1 } }).ok, key).toBe(false);
    }
  });

  const accepted: readonly RuleLogic[] = [
    { kind: 'restrict', mode: 'age', parameters: { yearsMin: 0, yearsBelow: 14, daysMin: 0, daysMax: 28 } },
    { kind: 'restrict', mode: 'visit-type', parameters: { allow: ['emergency', 'inpatient'] } },
    { kind: 'restrict', mode: 'institution-level', parameters: { levelMin: 'secondary', specialities: ['x'] } },
    { kind: 'restrict', mode: 'prescriber', parameters: { titleMin: 'chief', departments: ['x'] } },
    {
      kind: 'indication',
      mode: 'allow',
      parameters: {
        groups: [
          {
            allOf: [
              { kind: 'diagnosis', codes: ['I60-I64'], role: 'main' },
              { kind: 'age', yearsMin: 18 },
            ],
          },
          { allOf: [{ kind: 'lab', code: 'HB', operator: '<', value: '7.5', unit: 'g/dL', withinDays: 30 }] },
          {
            allOf: [
              { kind: 'prior-use', codes: ['XA01*'], withinDays: 180, daysMin: 14 },
              { kind: 'sex', sex: 'male' },
            ],
          },
          {
            allOf: [
              { kind: 'marker', code: 'HER2', results: ['positive'] },
              { kind: 'onset', withinHours: 12 },
            ],
          },
          { allOf: [{ kind: 'document', type: 'OCT', withinDays: 90 }] },
        ],
      },
    },
    { kind: 'conflict', mode: 'same-class', parameters: { window: { kind: 'overlap' }, distinctMax: 1 } },
    {
      kind: 'limit',
      mode: 'quantity',
      parameters: { max: 24, window: { kind: 'day' }, unit: 'hour', count: 'each', perSite: true },
    },
    { kind: 'limit', mode: 'times', parameters: { window: { kind: 'insurance-year', startsOn: '07-01' } } },
    { kind: 'price', mode: 'ceiling', parameters: { maxFen: '12.5', maxFenByLevel: { tertiary: 20 } } },
    { kind: 'price', mode: 'discount', parameters: { ratio: 0.5, group: 'g', incision: 'same-day' } },
    { kind: 'companion', mode: 'step', parameters: { firstLine: ['XA01*'], withinDays: 180, daysMin: 7 } },
  ];

  it.each(accepted)('takes $kind.$mode', (logic) => {
    expect(parseWith(ruleLogicSchema, logic)).toEqual({ ok: true, value: logic });
  });

  it.each([
    ['overlap is for the same class only', 'conflict', 'includes', { window: { kind: 'overlap' } }],
    ['a window of no days', 'limit', 'times', { window: { kind: 'rolling', days: 0 } }],
    ['a property of another window', 'limit', 'times', { window: { kind: 'day', days: 2 } }],
    ['a year that begins on a leap day', 'limit', 'times', { window: { kind: 'insurance-year', startsOn: '02-29' } }],
    ['a bound below zero', 'limit', 'quantity', { max: -1 }],
    ['a bound with five digits', 'limit', 'quantity', { max: '1.00001' }],
    ['a share above one', 'price', 'discount', { ratio: 1.5 }],
    ['a group without conditions', 'indication', 'allow', { groups: [{ allOf: [] }] }],
    ['an unknown condition', 'indication', 'deny', { groups: [{ allOf: [{ kind: 'weather' }] }] }],
  ])('refuses %s', (_, kind, mode, parameters) => {
    expect(parseWith(ruleLogicSchema, { kind, mode, parameters }).ok).toBe(false);
  });
});

describe('ruleDefinitionSchema', () => {
  it('names the parameter that is wrong, through kind and mode', () => {
    const wrong = { ...rule, logic: { kind: 'limit', mode: 'days', parameters: { count: 'each' } } };
    expect(parseWith(ruleDefinitionSchema, wrong)).toMatchObject({
      problems: [
        { path: 'logic.parameters.count', message: '`logic.parameters.count` is not one of `distinct`, `span`' },
      ],
    });
  });
});
