import { expect, it } from 'vitest';
import { compileSegment } from '../../compile/compile-segment.ts';
import type { RuleLogic, RuleSource } from '../../compile.ts';
import { evaluate } from '../../evaluate/evaluate.ts';
import type { OrderItem } from '../../model/encounter.ts';
import type { Evaluation } from '../../model/evaluation.ts';
import { activate } from '../../ruleset/activate.ts';
import { openSegment } from '../../segment/open.ts';

function judge(logic: RuleLogic, items: readonly OrderItem[]): Evaluation {
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
        logic,
        verdict: 'violation',
        severity: 'warning',
        fundScope: 'any',
        basis: [],
      },
    ],
    knowledge: [
      logic.mode === 'same-class'
        ? { id: 'K', rule: 'R', items: ['AAA*'] }
        : { id: 'K', rule: 'R', items: ['AAA1'], others: ['AAA2'] },
    ],
  };
  const ruleset = activate({ manifest: 'M', segments: ['S'] }, [
    { digest: 'S', view: openSegment(compileSegment(source)) },
  ]);
  return evaluate(ruleset, {
    id: 'E',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    historyCoverage: 'regional',
    items,
  });
}

const sameClass = (window: object, distinctMax: number): RuleLogic =>
  ({ kind: 'conflict', mode: 'same-class', parameters: { window, distinctMax } }) as RuleLogic;

it.each([
  ['rolling', { kind: 'rolling', days: 3 }, ['2026-06-03', '2026-06-05', '2026-06-07']],
  ['hours', { kind: 'hours', hours: 3 }, ['2026-06-03 01:00', '2026-06-03 03:00', '2026-06-03 05:00']],
])('%s: three of which the first and the last are too far apart are never three in one window', (_, window, times) => {
  const items = times.map((occurredAt, k) => ({ id: `${k}`, code: `AAA${k}`, occurredAt }));
  expect(judge(sameClass(window, 2), items).alerts).toEqual([]);
  expect(judge(sameClass(window, 1), items).alerts).toHaveLength(1);
});

it('an old matter of another day is reported apart, and each day by itself', () => {
  const items: OrderItem[] = [
    { id: '1', code: 'AAA1', role: 'context', occurredAt: '2026-06-03' },
    { id: '2', code: 'AAA2', role: 'context', occurredAt: '2026-06-03' },
    { id: '3', code: 'AAA1' },
    { id: '4', code: 'AAA2' },
    { id: '5', code: 'AAA1', occurredAt: '2026-07-02' },
    { id: '6', code: 'AAA3', occurredAt: '2026-07-02' },
  ];
  const { alerts, preexisting } = judge(sameClass({ kind: 'day' }, 1), items);
  expect(alerts.map(({ offending, involved }) => [offending, involved])).toEqual([
    [['3', '4'], []],
    [['5', '6'], []],
  ]);
  expect(preexisting).toMatchObject([{ offending: ['2'], involved: ['1'] }]);
});

it('four hundred lines of one class are judged in bounded time', { timeout: 5000 }, () => {
  const items = Array.from({ length: 400 }, (_, k) => ({ id: `${k}`, code: `AAA${k % 3}` }));
  expect(judge(sameClass({ kind: 'overlap' }, 1), items).alerts).toHaveLength(1);
});

it('ten years of two standing orders are judged in bounded time', { timeout: 15_000 }, () => {
  const standing = { isStanding: true, occurredAt: '2016-07-01', quantity: 1 } as const;
  const items = ['AAA1', 'AAA2', 'AAA1', 'AAA2'].map((code, k) => ({ id: `${k}`, code, ...standing }));
  const logic: RuleLogic = { kind: 'conflict', mode: 'includes', parameters: { window: { kind: 'day' } } };
  expect(judge(logic, items).alerts.length).toBeGreaterThan(0);
});
