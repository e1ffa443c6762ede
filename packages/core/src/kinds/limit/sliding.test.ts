import { expect, it } from 'vitest';
import { compileSegment } from '../../compile/compile-segment.ts';
import { evaluate } from '../../evaluate/evaluate.ts';
import type { OrderItem } from '../../model/encounter.ts';
import type { Undetermined } from '../../model/evaluation.ts';
import { activate } from '../../ruleset/activate.ts';
import { openSegment } from '../../segment/open.ts';
import type { RuleSource } from '../../source/rule-source.ts';

/** At most 8 within any seven days. */
function undeterminedOf(items: readonly OrderItem[]): readonly Undetermined[] {
  const text = { 'zh-CN': '规', en: 'R' };
  const source: RuleSource = {
    formatVersion: 1,
    id: 'S',
    layer: 'national',
    rules: [
      {
        id: 'R',
        name: text,
        message: text,
        logic: { kind: 'limit', mode: 'quantity', parameters: { max: 8, window: { kind: 'rolling', days: 7 } } },
        verdict: 'violation',
        severity: 'warning',
        fundScope: 'any',
        basis: [],
      },
    ],
    knowledge: [{ id: 'K', rule: 'R', items: ['AAA1'] }],
  };
  const ruleset = activate({ manifest: 'M', segments: ['S'] }, [
    { digest: 'S', view: openSegment(compileSegment(source)) },
  ]);
  const evaluation = evaluate(ruleset, {
    id: 'E',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    historyCoverage: 'regional',
    items,
  });
  expect(evaluation.alerts).toEqual([]);
  return evaluation.undetermined;
}

it('an unknown quantity is missing, however much was used at another time', () => {
  const long = { id: '0', code: 'AAA1', role: 'context', occurredAt: '2026-06-01', quantity: 5 } as const;
  expect(undeterminedOf([long, { id: '1', code: 'AAA1' }])).toMatchObject([
    { items: ['1'], missing: ['items.quantity'] },
  ]);
});

it('an old use of unknown day might be of these days, however much was used at another time', () => {
  const items: OrderItem[] = [
    { id: '0', code: 'AAA1', role: 'history', occurredAt: '2026-04-01', quantity: 7 },
    { id: '1', code: 'AAA1', role: 'history', quantity: 5 },
    { id: '2', code: 'AAA1', quantity: 4 },
  ];
  expect(undeterminedOf(items)).toMatchObject([{ items: ['1', '2'], missing: ['items.occurredAt'] }]);
});
