import { describe, expect, it } from 'vitest';
import type { CoreError } from '../error.ts';
import { isCoreError } from '../error.ts';
import { VERSIONS_MAX } from '../segment/limits.ts';
import { openSegment } from '../segment/open.ts';
import { readSource } from '../segment/read-source.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { CatalogueItem, KnowledgePoint, RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { compileSegment } from './compile-segment.ts';

const words = { 'zh-CN': '一', en: 'one' };

function rule(more: Partial<RuleDefinition> = {}): RuleDefinition {
  return {
    id: 'R1',
    name: words,
    logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
    verdict: 'violation',
    severity: 'critical',
    fundScope: 'pooled',
    message: words,
    basis: [],
    ...more,
  };
}

function point(more: Partial<KnowledgePoint> = {}): KnowledgePoint {
  return { id: 'KP-1', rule: 'R1', items: ['XA01'], ...more };
}

function item(more: Partial<CatalogueItem> = {}): CatalogueItem {
  return { code: 'XA01', name: '药品甲', kind: 'drug', ...more };
}

function source(more: Partial<RuleSource> = {}): RuleSource {
  return { formatVersion: 1, id: 'S', layer: 'national', rules: [rule()], ...more };
}

function refusal(refused: unknown): CoreError {
  try {
    compileSegment(refused as RuleSource);
  } catch (error) {
    if (isCoreError(error)) return error;
    throw error;
  }
  throw new Error('the source was compiled');
}

describe('a source is refused', () => {
  const cases: readonly (readonly [string, unknown, Readonly<Record<string, unknown>>])[] = [
    ['that is nothing', null, { problem: 'source-head', id: 'formatVersion' }],
    ['of another version', { ...source(), formatVersion: 2 }, { problem: 'source-head', id: 'formatVersion' }],
    ['without an id', source({ id: '' }), { problem: 'source-head', id: 'id' }],
    ['of no known layer', { ...source(), layer: 'town' }, { problem: 'source-head', id: 'layer' }],
    ['with a title that is no text', { ...source(), title: 7 }, { problem: 'source-head', id: 'title' }],
    [
      'with a rule that lacks its message',
      source({ rules: [{ ...rule(), message: 'one' } as never] }),
      { problem: 'rule-definition', id: 'R1', path: 'message' },
    ],
    [
      'with a rule of no known mode',
      source({ rules: [rule({ logic: { kind: 'restrict', mode: 'x' } as never })] }),
      { problem: 'rule-definition', path: 'logic' },
    ],
    [
      'with a rule named like a property of every object',
      source({ rules: [rule({ logic: { kind: 'constructor', mode: 'x' } as never })] }),
      { problem: 'rule-definition', path: 'logic' },
    ],
    [
      'with a date that does not exist',
      source({ rules: [rule({ from: '2025-02-29' })] }),
      { problem: 'rule-definition', path: 'from' },
    ],
    [
      'with a rule that is never in force',
      source({ rules: [rule({ from: '2025-01-01', to: '2025-01-01' })] }),
      { problem: 'days-empty', row: 'rule', id: 'R1' },
    ],
    ['with a rule twice', source({ rules: [rule(), rule()] }), { problem: 'id-duplicate', row: 'rule' }],
    [
      'with rule versions that overlap',
      source({ rules: [rule({ to: '2025-01-02' }), rule({ from: '2025-01-01' })] }),
      { problem: 'days-overlapping', row: 'rule' },
    ],
    [
      'with a rule that changes its kind',
      source({
        rules: [rule({ to: '2025-01-01' }), rule({ from: '2025-01-01', logic: { kind: 'coverage', mode: 'never' } })],
      }),
      { problem: 'rule-kind-differs' },
    ],
    [
      'with policy that decides nothing',
      source({ policy: [{} as never] }),
      { problem: 'policy-row', id: 0, path: 'decision' },
    ],
    [
      'with a knowledge point of an unknown rule',
      source({ knowledge: [point({ rule: 'R9' })] }),
      { problem: 'rule-unknown', id: 'KP-1', rule: 'R9' },
    ],
    [
      'with a knowledge point without an id',
      source({ knowledge: [point({ id: '' })] }),
      { problem: 'id-malformed', row: 'knowledge' },
    ],
    ['with a knowledge point on nothing', source({ knowledge: [point({ items: [] })] }), { problem: 'items-empty' }],
    [
      'with a pair that lacks its other side',
      source({ knowledge: [point({ others: [] })] }),
      { problem: 'items-empty' },
    ],
    ['with a code that is none', source({ knowledge: [point({ items: ['XA 01'] })] }), { problem: 'code-malformed' }],
    [
      'with a code in the middle of which stands a star',
      source({ knowledge: [point({ items: ['X*A01'] })] }),
      { problem: 'code-malformed' },
    ],
    [
      'with a code that is too long',
      source({ knowledge: [point({ items: ['X'.repeat(51)] })] }),
      { problem: 'code-malformed' },
    ],
    [
      'with a prefix that is too short',
      source({ knowledge: [point({ others: ['XA*'] })] }),
      { problem: 'prefix-short' },
    ],
    [
      'with parameters that are a list',
      source({ knowledge: [point({ parameters: [] as never })] }),
      { problem: 'item-malformed', path: 'parameters' },
    ],
    [
      'with a basis that names no instrument',
      source({ knowledge: [point({ basis: { locator: '1' } as never })] }),
      { problem: 'item-malformed', path: 'basis', id: 'KP-1' },
    ],
    [
      'with a knowledge point twice',
      source({ knowledge: [point(), point({ items: ['XA02'] })] }),
      { problem: 'id-duplicate', id: 'KP-1' },
    ],
    [
      'with knowledge points of one id that overlap',
      source({ knowledge: [point({ from: '2025-01-01' }), point({ to: '2025-01-02' })] }),
      { problem: 'days-overlapping', id: 'KP-1' },
    ],
    [
      'with a knowledge point that ends before it begins',
      source({ knowledge: [point({ from: '2025-01-02', to: '2025-01-01' })] }),
      { problem: 'days-empty', id: 'KP-1' },
    ],
    [
      'with a knowledge point of a day that does not exist',
      source({ knowledge: [point({ to: '2025-13-01' })] }),
      { problem: 'date-malformed', id: 'KP-1' },
    ],
    [
      'with a knowledge point that supersedes itself',
      source({ knowledge: [point({ supersedes: ['KP-1'] })] }),
      { problem: 'supersedes-itself' },
    ],
    [
      'with a catalogue code that is none',
      source({ catalogue: [item({ code: '药' })] }),
      { problem: 'code-malformed', row: 'catalogue' },
    ],
    [
      'with a catalogue prefix',
      source({ catalogue: [item({ code: 'XA0*' })] }),
      { problem: 'code-malformed', row: 'catalogue' },
    ],
    [
      'with catalogue rows that overlap',
      source({ catalogue: [item(), item({ from: '2025-01-01' })] }),
      { problem: 'days-overlapping', row: 'catalogue', id: 'XA01' },
    ],
    [
      'with an item of no kind',
      source({ catalogue: [item({ kind: 'food' as never })] }),
      { problem: 'item-malformed', id: 'XA01' },
    ],
    [
      'with an item of no class',
      source({ catalogue: [item({ payClass: 'd' as never })] }),
      { problem: 'item-malformed', id: 'XA01' },
    ],
    [
      'with a unit of nothing',
      source({ catalogue: [item({ units: { 盒: 0 } })] }),
      { problem: 'unit-malformed', id: 'XA01' },
    ],
    [
      'with a unit that is not exact',
      source({ catalogue: [item({ units: { 盒: 0.33333 } })] }),
      { problem: 'unit-malformed' },
    ],
    [
      'with a ratio that does not fit',
      source({ catalogue: [item({ units: { 盒: [1, 2 ** 31] } })] }),
      { problem: 'unit-malformed' },
    ],
    [
      'with a mapping to no code',
      source({ mappings: [{ localCode: 'L', code: '' }] }),
      { problem: 'code-malformed', row: 'mapping', id: 'L' },
    ],
    [
      'with a mapping of nothing',
      source({ mappings: [{ localCode: '', code: 'XA01' }] }),
      { problem: 'id-malformed', row: 'mapping' },
    ],
    [
      'with a local code that means two things',
      source({
        mappings: [
          { localCode: 'L', code: 'XA01' },
          { localCode: 'L', code: 'XA02' },
        ],
      }),
      { problem: 'id-duplicate', row: 'mapping', id: 'L' },
    ],
    ['with a withdrawal of nothing', source({ withdrawn: [{ row: 'rule', id: '' }] }), { problem: 'id-malformed' }],
    [
      'with a withdrawal of no kind of row',
      source({ withdrawn: [{ row: 'policy' as never, id: 'x' }] }),
      { problem: 'id-malformed' },
    ],
    [
      'with a diagnosis that is none',
      source({
        rules: [
          rule({
            logic: {
              kind: 'indication',
              mode: 'allow',
              parameters: { groups: [{ allOf: [{ kind: 'diagnosis', codes: ['糖尿病'] }] }] },
            },
          }),
        ],
      }),
      { problem: 'diagnosis-malformed', row: 'rule', id: 'R1' },
    ],
    [
      'with a parameter that names a bad code',
      source({ rules: [rule({ logic: { kind: 'companion', mode: 'step', parameters: { firstLine: ['X*'] } } })] }),
      { problem: 'prefix-short', row: 'rule' },
    ],
  ];

  it.each(cases)('%s', (_name, refused, detail) => {
    const error = refusal(refused);
    expect(error.code).toBe('source-malformed');
    expect(error.detail).toMatchObject(detail);
    expect(error.message).toMatch(/^[a-z].*[^.]$/);
  });

  it('with a parameter that its mode does not take', () => {
    const error = refusal(source({ knowledge: [point({ parameters: { sex: 'x' } })] }));
    expect(error.code).toBe('parameter-malformed');
    expect(error.detail).toEqual({ parameter: 'sex', row: 'knowledge', id: 'KP-1' });
    expect(isCoreError(error.cause)).toBe(true);
  });

  it('with more versions of one id than one chain of slots holds', () => {
    const versions = Array.from({ length: VERSIONS_MAX + 1 }, (_, i) =>
      point({ from: `${1900 + i}-01-01`, to: `${1901 + i}-01-01` }),
    );
    expect(refusal(source({ knowledge: versions })).detail).toMatchObject({ problem: 'versions-excessive' });
    const opened = openSegment(compileSegment(source({ knowledge: versions.slice(1) })));
    expect(opened.storage.findRows('KP-1')).toHaveLength(VERSIONS_MAX);
  });

  it('with more policy than fits', () => {
    const policy = Array.from({ length: 10_001 }, () => ({ decision: 'pass' as const }));
    expect(refusal(source({ policy })).detail).toEqual({ what: 'policy', value: 10_001, limit: 10_000 });
  });

  it('with a text beyond its limit', () => {
    expect(refusal(source({ knowledge: [point({ text: 'x'.repeat(2 ** 20 + 1) })] })).code).toBe('source-excessive');
  });
});

describe('a compiled source', () => {
  it('may leave out everything', () => {
    const view = openSegment(compileSegment({ formatVersion: 1, id: 'S', layer: 'institution' }));
    expect([view.rowCount, view.codes.count, view.rules.length, view.policy.length]).toEqual([0, 0, 0, 0]);
  });

  it('may refer to rules of other sources whose logic is known', () => {
    const logic: RuleLogic = { kind: 'limit', mode: 'supply' };
    const { rules: _rules, ...update } = source({ knowledge: [point({ parameters: { daysMax: 7 } })] });
    const view = openSegment(compileSegment(update, { knownRules: new Map([['R1', logic]]) }));
    expect(view.ruleIds).toEqual(['R1']);
    expect(view.rules).toEqual([]);
    expect(() => compileSegment(source(), { knownRules: new Map([['R1', logic]]) })).toThrow(/rule kind.differs/);
  });

  it('repeats neither texts nor lists', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i) => point({ id: `KP-${i + 100}`, text: '限女性' }));
    const growth =
      compileSegment(source({ knowledge: rows(200) })).length - compileSegment(source({ knowledge: rows(100) })).length;
    // A row, its parameters, posting, id, index slots.
    expect(growth / 100).toBeLessThan(64 + 4 + 4 + 6 + 4 + 12);
  });

  it('keeps the exact ratio of every unit', () => {
    const units = { 盒: 24, half: 0.5, 支: [10, 4] as const, 瓶: [1, 3] as const };
    const [read] = readSource(openSegment(compileSegment(source({ catalogue: [item({ units })] })))).catalogue!;
    expect(read!.units).toEqual({ 盒: 24, half: [1, 2], 支: [5, 2], 瓶: [1, 3] });
  });

  it('keeps what a record says under any name', () => {
    const parameters = JSON.parse('{"sex":"male","__proto__":{"a":1},"10":1,"9":2}') as Record<string, unknown>;
    const bytes = compileSegment(source({ knowledge: [point({ parameters })] }));
    const [read] = readSource(openSegment(bytes)).knowledge!;
    expect(JSON.stringify(read!.parameters)).toBe('{"9":2,"10":1,"__proto__":{"a":1},"sex":"male"}');
  });

  it('is found by every id and by no other', () => {
    const knowledge = Array.from({ length: 3000 }, (_, i) => point({ id: `KP-${i}` }));
    const view = openSegment(compileSegment(source({ knowledge })));
    expect(knowledge.filter(({ id }) => view.text(view.rows[view.findRow(id) * 16 + 3]!) !== id)).toEqual([]);
    expect(knowledge.filter(({ id }) => view.findRow(`${id}x`) !== -1)).toEqual([]);
  });

  it('puts the rows of one code side by side', () => {
    const knowledge = ['XC01', 'XA01', 'XB01', 'XA01', 'XC01'].map((code, i) =>
      point({ id: `KP-${i}`, items: [code] }),
    );
    const view = openSegment(compileSegment(source({ knowledge })));
    expect(['KP-1', 'KP-3', 'KP-2', 'KP-0', 'KP-4'].map(view.findRow)).toEqual([1, 2, 3, 4, 5]);
  });
});
