import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import type { OrderItem } from '../model/encounter.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { evaluate } from './evaluate.ts';

function judge(logic: RuleLogic, items: readonly OrderItem[]) {
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
    knowledge: [{ id: 'K', rule: 'R', items: ['AAA1'] }],
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

it('a reversal names the item of its own visit, not one of history that happens to have the same id', () => {
  const once: RuleLogic = { kind: 'limit', mode: 'quantity', parameters: { max: 1, window: { kind: 'day' } } };
  const items: OrderItem[] = [
    { id: 'a', code: 'AAA1', role: 'context', occurredAt: '2026-07-01 08:00', quantity: 1 },
    { id: 'r', code: 'AAA1', role: 'context', occurredAt: '2026-07-01 08:30', quantity: -1, reverses: 'a' },
    { id: 'd', code: 'AAA1', quantity: 1 },
    { id: 'a', code: 'AAA1', role: 'history', visitId: 'V0', occurredAt: '2026-05-01', quantity: 1 },
  ];
  expect(judge(once, items).alerts).toEqual([]);
  expect(judge(once, [...items].reverse()).alerts).toEqual([]);
});

const BEFORE: readonly OrderItem[] = [
  { id: '1', code: 'AAA1' },
  { id: 'h', code: 'BBB1', role: 'history', visitId: 'V0' },
];

it.each<[string, RuleLogic]>([
  ['companion.step', { kind: 'companion', mode: 'step', parameters: { firstLine: ['BBB1'] } }],
  [
    'indication.allow',
    {
      kind: 'indication',
      mode: 'allow',
      parameters: { groups: [{ allOf: [{ kind: 'prior-use', codes: ['BBB1'], withinDays: 30 }] }] },
    },
  ],
])('%s: earlier use of unknown day may have been in time', (_, logic) => {
  const { alerts, undetermined } = judge(logic, BEFORE);
  expect(alerts).toEqual([]);
  expect(undetermined).toMatchObject([{ items: ['1'], missing: ['items.occurredAt'] }]);
});

it('companion.step says that the time of the item itself is missing', () => {
  const step: RuleLogic = { kind: 'companion', mode: 'step', parameters: { firstLine: ['BBB1'] } };
  const { undetermined } = judge(step, [{ id: '1', code: 'AAA1', role: 'context' }]);
  expect(undetermined).toMatchObject([{ missing: ['items.occurredAt'] }]);
});
