import { describe, expect, it } from 'vitest';
import type { KnowledgePoint, RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { LINT_CODES } from './diagnostic.ts';
import { type LintOptions, lintSource } from './lint-source.ts';
import { LINT_DIAGNOSTICS_MAX } from './report.ts';

const rule: RuleDefinition = {
  id: 'R-SEX',
  name: { 'zh-CN': '限性别', en: 'restricted to one sex' },
  logic: { kind: 'restrict', mode: 'sex' },
  verdict: 'violation',
  severity: 'critical',
  fundScope: 'pooled',
  message: { 'zh-CN': '{item} 限 {bound}', en: '{item} is for {bound}' },
  basis: [{ instrument: 'TEST-INSTRUMENT' }],
  examples: [
    { name: 'fires', encounter: {}, expect: 'alert' },
    { name: 'spares', encounter: {}, expect: 'clear' },
  ],
};

function point(id: string, items: readonly string[], more: Partial<KnowledgePoint> = {}): KnowledgePoint {
  return { id, rule: 'R-SEX', items, parameters: { sex: 'male' }, ...more };
}

function source(more: Partial<RuleSource> = {}): RuleSource {
  return {
    formatVersion: 1,
    id: 'S1',
    layer: 'national',
    rules: [rule],
    knowledge: [point('KP-1', ['XA01'])],
    ...more,
  };
}

function codesOf(input: RuleSource, options?: LintOptions): readonly string[] {
  return lintSource(input, options).map(({ code, path }) => `${code} ${path}`);
}

describe('lintSource', () => {
  it('finds nothing in a source that is well made', () => {
    expect(lintSource(source())).toEqual([]);
  });

  it('tells what, where, about which row, how bad, and what to do', () => {
    const found = lintSource(source({ knowledge: [point('KP-1', ['XA01'], { parameters: { sex: 'M' } })] }));
    expect(found).toEqual([
      {
        code: 'parameter-malformed',
        severity: 'error',
        path: 'knowledge[0].parameters.sex',
        row: { kind: 'knowledge', id: 'KP-1' },
        message: '`sex` is not one of `male`, `female`',
        hint: LINT_CODES['parameter-malformed'].hint,
      },
    ]);
  });

  it('lists diagnostics in the order of the source, whichever check found them', () => {
    const found = codesOf(
      source({
        knowledge: [point('KP-1', ['X']), point('KP-2', []), point('KP-3', ['XB01'], { supersedes: ['KP-3'] })],
        policy: [{ rule: 'R-NONE', decision: 'block' }],
      }),
    );
    expect(found).toEqual([
      'items-missing knowledge[1].items',
      'supersedes-cyclic knowledge[2].supersedes',
      'policy-unmatchable policy[0].rule',
    ]);
  });

  it.each([undefined, null, 7, 'text', [], { formatVersion: 2 }])('takes %j and reports it', (input) => {
    expect(lintSource(input as unknown as RuleSource)).toMatchObject([{ severity: 'error' }]);
  });

  it('passes over rows in a wrong form and looks at the others', () => {
    const knowledge = [null, { id: 7 }, point('KP-3', [])] as unknown as readonly KnowledgePoint[];
    expect(codesOf(source({ knowledge }))).toEqual([
      'field-malformed knowledge[0]',
      'field-malformed knowledge[1].id',
      'field-missing knowledge[1].rule',
      'field-missing knowledge[1].items',
      'items-missing knowledge[2].items',
    ]);
  });

  it('does not blame knowledge points for a rule that is there but in a wrong form', () => {
    const rules = [{ ...rule, severity: 'loud' }] as unknown as readonly RuleDefinition[];
    expect(codesOf(source({ rules }))).toEqual(['field-malformed rules[0].severity']);
  });

  it('stops listing at its limit and says how many there are', () => {
    const knowledge = Array.from({ length: LINT_DIAGNOSTICS_MAX + 5 }, (_, index) => point(`KP-${index}`, []));
    const found = lintSource(source({ knowledge }));
    expect(found).toHaveLength(LINT_DIAGNOSTICS_MAX + 1);
    expect(found.at(-1)).toMatchObject({ code: 'diagnostics-truncated', message: '5 more findings are not listed' });
  });
});

describe('lintSource with earlier sources', () => {
  const base = source({ policy: [{ rule: 'R-SEX', decision: 'block' }] });
  const update = (more: Partial<RuleSource>): RuleSource => ({
    formatVersion: 1,
    id: 'S2',
    layer: 'institution',
    ...more,
  });

  it('knows their rules, knowledge points and logic', () => {
    const knowledge = [point('KP-2', ['XB01'], { supersedes: ['KP-1', 'KP-9'] })];
    expect(codesOf(update({ knowledge }))).toEqual([
      'rule-unknown knowledge[0].rule',
      'supersedes-unverified knowledge[0].supersedes[0]',
      'supersedes-unverified knowledge[0].supersedes[1]',
    ]);
    expect(codesOf(update({ knowledge }), { earlier: [base] })).toEqual([
      'supersedes-dangling knowledge[0].supersedes[1]',
    ]);
    expect(codesOf(update({ knowledge }), { knownRules: new Map([['R-SEX', rule.logic]]) })).not.toContain(
      'rule-unknown knowledge[0].rule',
    );
  });

  it('warns when a narrower layer loosens', () => {
    const found = codesOf(
      update({
        rules: [{ ...rule, verdict: 'notice' }],
        policy: [{ rule: 'R-SEX', phase: 'prompt', decision: 'remind' }],
        withdrawn: [{ row: 'knowledge', id: 'KP-1' }],
      }),
      { earlier: [base] },
    );
    expect(found).toEqual([
      'rule-loosening rules[0]',
      'policy-loosening policy[0].decision',
      'withdrawal-loosening withdrawn[0].id',
    ]);
  });

  it('lets a narrower layer loosen what the wider one allows, and tighten anything', () => {
    const lenient = source({ policy: [{ rule: 'R-SEX', decision: 'require-fix', mayLoosen: true }] });
    const loosening = update({ policy: [{ rule: 'R-SEX', decision: 'remind' }] });
    expect(codesOf(loosening, { earlier: [lenient] })).toEqual([]);
    expect(codesOf(update({ policy: [{ rule: 'R-SEX', decision: 'block' }] }), { earlier: [base] })).toEqual([]);
  });
});

describe('lintSource with code lists', () => {
  const indication: RuleDefinition = { ...rule, id: 'R-IND', logic: { kind: 'indication', mode: 'allow' } };
  const withCodes = (codes: readonly string[]): RuleSource =>
    source({
      rules: [indication],
      knowledge: [
        {
          id: 'KP-1',
          rule: 'R-IND',
          items: ['XA01'],
          parameters: { groups: [{ allOf: [{ kind: 'diagnosis', codes }] }] },
        },
      ],
    });

  it('looks up codes, prefixes and ranges, whatever their case', () => {
    const diagnoses = new Set(['E11.900', 'I61.000', 'A01.002+G01*']);
    const path = 'knowledge[0].parameters.groups[0].allOf[0].codes';
    expect(codesOf(withCodes(['e11', 'E11.9', 'I60-I64', 'G01']), { codeLists: { diagnoses } })).toEqual([]);
    expect(codesOf(withCodes(['E12', 'I65-I66', 'E1', '?']), { codeLists: { diagnoses } })).toEqual([
      `diagnosis-unknown ${path}[0]`,
      `diagnosis-unknown ${path}[1]`,
      `diagnosis-broad ${path}[2]`,
      `diagnosis-malformed ${path}[3]`,
    ]);
  });

  it('sees a diagnosis or operation code among the items', () => {
    const knowledge = [point('KP-1', ['E11.900', '00.0100', 'XA01'])];
    const codeLists = { diagnoses: new Set(['E11.900']), operations: new Set(['00.0100']) };
    expect(codesOf(source({ knowledge }), { codeLists })).toEqual([
      'item-misplaced knowledge[0].items[0]',
      'item-misplaced knowledge[0].items[1]',
    ]);
  });
});
