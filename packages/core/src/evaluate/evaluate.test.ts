import { describe, expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { isCoreError } from '../error.ts';
import type { Encounter } from '../model/encounter.ts';
import { activate } from '../ruleset/activate.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { evaluate } from './evaluate.ts';

const source: RuleSource = {
  formatVersion: 1,
  id: 'S',
  layer: 'national',
  catalogue: [{ code: 'ITEM-A', name: '甲药', kind: 'drug' }],
  rules: [
    {
      id: 'R-SEX',
      name: { 'zh-CN': '药品区分性别使用', en: 'Sex-specific drug' },
      logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'any',
      message: { 'zh-CN': '{item}限{bound}使用，参保人为{value}', en: '{item} is for {bound}, the person is {value}' },
      basis: [{ instrument: 'An instrument', article: '7' }],
    },
  ],
  knowledge: [{ id: 'K-1', rule: 'R-SEX', items: ['ITEM-A'], basis: { instrument: 'A list', locator: 'row 3' } }],
};
const ruleset = activate({ manifest: 'M', segments: ['S'] }, [
  { digest: 'S', view: openSegment(compileSegment(source)) },
]);
const encounter: Encounter = {
  id: 'E1',
  asOf: '2026-07-01 09:00',
  phase: 'prompt',
  insuredPerson: { sex: 'female' },
  items: [{ id: '1', code: 'ITEM-A', quantity: 1 }],
};

describe('evaluate', () => {
  it('words the alert from the rule pack, names facts in the reader’s language and adds the bases up', () => {
    const [alert] = evaluate(ruleset, encounter).alerts;
    expect(alert?.message).toEqual({
      'zh-CN': '甲药限男性使用，参保人为女性',
      en: '甲药 is for male, the person is female',
    });
    expect(alert?.basis).toEqual([
      { instrument: 'An instrument', article: '7' },
      { instrument: 'A list', locator: 'row 3' },
    ]);
    expect(alert?.evidence).toEqual([{ fact: 'insuredPerson.sex', value: 'female', bound: 'male' }]);
  });

  it('gives equal facts an equal alert id and other facts another', () => {
    const idOf = (it: Encounter): string | undefined => evaluate(ruleset, it).alerts[0]?.id;
    expect(idOf(encounter)).toMatch(/^[0-9a-f]{16}$/);
    expect(idOf(structuredCloneOf(encounter))).toBe(idOf(encounter));
    expect(idOf({ ...encounter, id: 'E2' })).not.toBe(idOf(encounter));
  });

  it('says why it asks, and names every knowledge point that asks', () => {
    const points: RuleSource = {
      ...source,
      knowledge: [
        { id: 'K-2', rule: 'R-SEX', items: ['ITEM-A'], basis: { instrument: 'A second list' } },
        { id: 'K-1', rule: 'R-SEX', items: ['ITEM-A'], basis: { instrument: 'A list' } },
      ],
    };
    const view = openSegment(compileSegment(points));
    const { insuredPerson: _, ...unknown } = encounter;
    const { undetermined } = evaluate(activate({ manifest: 'M', segments: ['S'] }, [{ digest: 'S', view }]), unknown);
    expect(undetermined).toEqual([
      {
        rule: 'R-SEX',
        knowledgePoint: 'K-1',
        knowledgePoints: ['K-1', 'K-2'],
        items: ['1'],
        missing: ['insuredPerson.sex'],
        basis: [{ instrument: 'An instrument', article: '7' }, { instrument: 'A list' }],
        name: { 'zh-CN': '药品区分性别使用', en: 'Sex-specific drug' },
      },
    ]);
  });

  it('names what it was reached under', () => {
    expect(evaluate(ruleset, encounter).reachedUnder).toEqual({ manifest: 'M', segments: ['S'] });
  });

  it('measures only when it is given a clock', () => {
    let now = 100;
    const clock = (): number => {
      now += 5;
      return now;
    };
    expect(evaluate(ruleset, encounter, { clock }).analysisMs).toBe(5);
    expect(evaluate(ruleset, encounter)).not.toHaveProperty('analysisMs');
  });

  it('counts its work exactly', () => {
    expect(evaluate(ruleset, encounter, { fixes: 'skip' }).work).toEqual({
      items: 1,
      lookups: 1,
      candidates: 1,
      hits: 1,
    });
  });

  it('refuses what cannot be read, naming the field and repeating no value', () => {
    const secret = 'a very private text';
    for (const [broken, path] of [
      [null, ''],
      [[], ''],
      [{ ...encounter, id: '' }, 'id'],
      [{ ...encounter, asOf: secret }, 'asOf'],
      [{ ...encounter, phase: secret }, 'phase'],
      [{ ...encounter, items: secret }, 'items'],
    ] as const) {
      const evaluation = evaluate(ruleset, broken as unknown as Encounter);
      expect(evaluation.status).toBe('refused');
      expect(evaluation.diagnostics.map((it) => it.path)).toEqual([path]);
      expect(JSON.stringify(evaluation)).not.toContain(secret);
    }
  });

  it('refuses to judge by what is no ruleset, with a code', () => {
    for (const wrong of [null, undefined, {}, [], 'ruleset']) {
      let caught: unknown;
      try {
        evaluate(wrong as unknown as Ruleset, encounter);
      } catch (error) {
        caught = error;
      }
      expect(isCoreError(caught) && caught.code).toBe('ruleset-malformed');
    }
  });

  it('takes a malformed field for a missing fact and judges the rest', () => {
    const evaluation = evaluate(ruleset, {
      ...encounter,
      insuredPerson: { sex: 'f' as 'female', birthDate: '2026-02-30' },
      items: [{ id: '1', code: 'ITEM-A', quantity: Number.NaN }, { id: '' }],
    });
    expect(evaluation.diagnostics.map((it) => it.path)).toEqual([
      'insuredPerson.sex',
      'insuredPerson.birthDate',
      'items[0].quantity',
      'items[1].id',
    ]);
    expect(evaluation.undetermined.map((it) => it.missing)).toEqual([['insuredPerson.sex']]);
  });

  it('answers under a ruleset without segments', () => {
    const empty = activate({ manifest: 'none', segments: [] }, []);
    expect(evaluate(empty, encounter)).toMatchObject({ status: 'complete', alerts: [], decision: 'pass' });
  });

  it('keeps nothing of one encounter for the next', () => {
    const before = JSON.stringify(evaluate(ruleset, encounter));
    evaluate(ruleset, {
      ...encounter,
      items: Array.from({ length: 500 }, (_, k) => ({ id: String(k), code: `X-${k}` })),
    });
    expect(JSON.stringify(evaluate(ruleset, encounter))).toBe(before);
  });
});

function structuredCloneOf<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
