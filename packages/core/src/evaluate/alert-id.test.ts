import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import type { OrderItem } from '../model/encounter.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { evaluate } from './evaluate.ts';

const ITEMS: readonly OrderItem[] = [
  { id: '1', code: 'AAA1', quantity: 3, prescriptionId: 'p1', bodySite: 'L' },
  { id: '2', code: 'AAA2', quantity: 3, prescriptionId: 'p1', bodySite: 'R' },
  { id: '3', code: 'AAA1', quantity: 3, prescriptionId: 'p2', bodySite: 'R' },
  { id: '4', code: 'BBB1', quantity: 3, prescriptionId: 'p2', bodySite: 'L' },
];
const OTHER: OrderItem = { id: '9', code: 'ZZZ9', quantity: 1, prescriptionId: 'p0', bodySite: 'M' };

const LOGICS: Readonly<Record<string, RuleLogic>> = {
  'each code by itself': { kind: 'limit', mode: 'quantity', parameters: { max: 1, count: 'each' } },
  'each site by itself': { kind: 'limit', mode: 'quantity', parameters: { max: 1, perSite: true } },
  'one line': { kind: 'limit', mode: 'quantity', parameters: { max: 1, window: { kind: 'line' } } },
  'one prescription': { kind: 'limit', mode: 'quantity', parameters: { max: 1, window: { kind: 'prescription' } } },
  'kinds on a prescription': {
    kind: 'limit',
    mode: 'distinct',
    parameters: { max: 1, window: { kind: 'prescription' } },
  },
  'a companion on the prescription': {
    kind: 'companion',
    mode: 'required',
    parameters: { window: { kind: 'prescription' } },
  },
  'contained on the prescription': {
    kind: 'conflict',
    mode: 'includes',
    parameters: { window: { kind: 'prescription' } },
  },
};

it.each(Object.entries(LOGICS))('%s: the id of an alert is the same in whatever order items come', (_, logic) => {
  const text = { 'zh-CN': '规', en: 'R' };
  const isPair = logic.kind === 'conflict' || logic.kind === 'companion';
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
      {
        id: 'K',
        rule: 'R',
        items: isPair ? ['AAA1'] : ['AAA*'],
        ...(isPair ? { others: logic.kind === 'conflict' ? ['AAA2', 'BBB1'] : ['CCC1'] } : {}),
      },
    ],
  };
  const view = openSegment(compileSegment(source));
  const ruleset = activate({ manifest: 'M', segments: ['S'] }, [{ digest: 'S', view }]);
  const idsOf = (items: readonly OrderItem[]): string[] =>
    evaluate(ruleset, { id: 'E', asOf: '2026-07-01', phase: 'prompt', items })
      .alerts.map(({ id }) => id)
      .sort();
  const ids = idsOf(ITEMS);
  expect(ids.length).toBeGreaterThan(0);
  expect(idsOf([...ITEMS].reverse())).toEqual(ids);
  expect(idsOf([...ITEMS, OTHER])).toEqual(ids);
  expect(idsOf([OTHER, ...ITEMS])).toEqual(ids);
});
