import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { OrderItem } from '../model/encounter.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleSource } from '../source/rule-source.ts';

it('lines that fill every place for uses do not make a breach look clear', () => {
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
        logic: { kind: 'limit', mode: 'quantity', parameters: { max: 24, unit: '小时', window: { kind: 'day' } } },
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
  const ages = {
    code: 'AAA1',
    unit: '小时',
    role: 'context',
    occurredAt: '1800-01-01',
    endedAt: '2199-12-31',
  } as const;
  const items: OrderItem[] = [
    ...['1', '2', '3'].map((id) => ({ ...ages, id, quantity: '0.0001' })),
    { id: '4', code: 'AAA1', unit: '小时', quantity: 30, occurredAt: '2026-07-01 00:00' },
  ];
  const { alerts, undetermined } = evaluate(ruleset, { id: 'E', asOf: '2026-07-01 09:00', phase: 'prompt', items });
  expect(alerts.length + undetermined.length).toBe(1);
});
