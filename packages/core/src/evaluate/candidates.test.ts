import { describe, expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { evaluate } from './evaluate.ts';

const words = { 'zh-CN': '一', en: 'one' };

function rule(id: string, logic: RuleLogic): RuleDefinition {
  return {
    id,
    name: words,
    logic,
    verdict: 'violation',
    severity: 'critical',
    fundScope: 'any',
    message: words,
    basis: [],
  };
}

/** Rules that alert for items of these codes, and how many candidates were judged. */
function alertsFor(source: Partial<RuleSource>, codes: readonly string[]): readonly [readonly string[], number] {
  const view = openSegment(compileSegment({ formatVersion: 1, id: 'S', layer: 'national', ...source }));
  const ruleset = activate({ manifest: 'm', segments: ['s'] }, [{ digest: 's', view }]);
  const { alerts, work } = evaluate(ruleset, {
    id: 'E',
    asOf: '2026-03-16 12:00:00',
    phase: 'prompt',
    insuredPerson: { sex: 'male' },
    items: codes.map((code, i) => ({ id: `${i}`, code, quantity: 1, occurredAt: '2026-03-16 10:00:00' })),
  });
  return [alerts.map((alert) => alert.rule), work.candidates];
}

describe('candidates by prefix', () => {
  const women: RuleLogic = { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } };
  const source: Partial<RuleSource> = {
    rules: ['R1', 'R2', 'R3', 'R4'].map((id) => rule(id, women)),
    knowledge: [
      { id: 'KP-1', rule: 'R1', items: ['XA01*'] },
      { id: 'KP-2', rule: 'R2', items: ['XA0*', 'XA0101*'] },
      { id: 'KP-3', rule: 'R3', items: ['XA02*'] },
      { id: 'KP-4', rule: 'R4', items: ['XA0102'] },
    ],
  };

  it('are those of every prefix that a code begins with, whether or not the segment knows the code', () => {
    expect(alertsFor(source, ['XA0102'])).toEqual([['R1', 'R2', 'R4'], 3]);
    expect(alertsFor(source, ['XA0103'])).toEqual([['R1', 'R2'], 2]);
    const listed = { ...source, catalogue: [{ code: 'XA0103', name: '甲', kind: 'drug' as const }] };
    expect(alertsFor(listed, ['XA0103'])).toEqual([['R1', 'R2'], 2]);
    expect(alertsFor(listed, ['XA02', 'XB0103'])).toEqual([['R2', 'R3'], 2]);
  });
});

describe('a pair with a long list on its other side', () => {
  const OTHERS = ['XB01', 'XB02', 'XB03', 'XB04', 'XB05', 'XB06'];
  const source: Partial<RuleSource> = {
    rules: [rule('R1', { kind: 'conflict', mode: 'excludes', parameters: { window: { kind: 'day' } } })],
    knowledge: [{ id: 'KP-1', rule: 'R1', items: ['XA01', 'XA02'], others: OTHERS }],
  };

  it('is broken by a code of the list, and not by two of the same side', () => {
    expect(alertsFor(source, ['XA01', 'XB05'])[0]).toEqual(['R1']);
    expect(alertsFor(source, ['XA01', 'XA02'])[0]).toEqual([]);
  });
});
