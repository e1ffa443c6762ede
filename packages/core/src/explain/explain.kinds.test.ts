import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import type { OrderItem } from '../model/encounter.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { KnowledgePoint } from '../source/rule-source.ts';
import { explain } from './explain.ts';

/** What is told of the only knowledge point, in order: for which items, and with which outcome. */
function outcomes(logic: RuleLogic, point: Partial<KnowledgePoint>, items: readonly OrderItem[]): string[][] {
  const text = { 'zh-CN': 'x', en: 'x' };
  const bytes = compileSegment({
    formatVersion: 1,
    id: 'S',
    layer: 'national',
    rules: [
      {
        id: 'R',
        name: text,
        message: text,
        basis: [],
        verdict: 'violation',
        severity: 'warning',
        fundScope: 'insurance',
        logic,
      },
    ],
    knowledge: [{ id: 'K', rule: 'R', items: ['ITEM-A'], ...point }],
  });
  const ruleset = activate({ manifest: 'M', segments: ['S'] }, [{ digest: 'S', view: openSegment(bytes) }]);
  const encounter = { id: 'E', asOf: '2026-07-01 09:00', phase: 'prompt', items } as const;
  return explain(ruleset, encounter).candidates.map((it) => [it.items.join(' '), it.outcome]);
}

it('a standing order whose days are none of the rule’s is told not to be', () => {
  const standing: OrderItem = { id: '1', code: 'ITEM-A', isStanding: true, quantity: 1 };
  const never: RuleLogic = { kind: 'coverage', mode: 'never' };
  expect(outcomes(never, { from: '2026-08-01' }, [standing])).toEqual([['1', 'not-in-force']]);
  expect(outcomes(never, {}, [standing])).toEqual([['1', 'hit']]);
});

it('of a companion nothing is told, of what calls for it once', () => {
  const required: RuleLogic = { kind: 'companion', mode: 'required', parameters: { window: { kind: 'day' } } };
  const point = { others: ['ITEM-B'] };
  const main: OrderItem = { id: '1', code: 'ITEM-A' };
  const companion: OrderItem = { id: '2', code: 'ITEM-B' };
  expect(outcomes(required, point, [companion])).toEqual([]);
  expect(outcomes(required, point, [main])).toEqual([['1', 'hit']]);
  expect(outcomes(required, point, [main, companion])).toEqual([['1', 'clear']]);
});

it('a prescription that is not all on the list is clear', () => {
  const composition: RuleLogic = { kind: 'coverage', mode: 'composition' };
  const listed: OrderItem = { id: '1', code: 'T001700233', prescriptionId: 'P' };
  const other: OrderItem = { id: '2', code: 'T001700368', prescriptionId: 'P' };
  const point = { items: ['T001700233'] };
  expect(outcomes(composition, point, [listed])).toEqual([['1', 'hit']]);
  expect(outcomes(composition, point, [listed, other])).toEqual([['1', 'clear']]);
});

it('an operation is clear when it is alone, and undecided when it may share its incision', () => {
  const discount: RuleLogic = { kind: 'price', mode: 'discount', parameters: { ratio: '0.5', group: 'G' } };
  const point = { items: ['ITEM-A', 'ITEM-B'] };
  const first: OrderItem = { id: '1', code: 'ITEM-A' };
  const second: OrderItem = { id: '2', code: 'ITEM-B' };
  expect(outcomes(discount, point, [first])).toEqual([['1', 'clear']]);
  expect(outcomes(discount, point, [first, second])).toEqual([['1 2', 'undetermined']]);
});
