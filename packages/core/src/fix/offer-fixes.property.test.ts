import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Encounter, OrderItem } from '../model/encounter.ts';
import type { Alert } from '../model/evaluation.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { KnowledgePoint, RuleDefinition } from '../source/rule-source.ts';
import { applyFix } from './apply-fix.ts';
import { FIX_TRIALS_MAX } from './offer-fixes.ts';

const SEVERITIES = ['critical', 'warning', 'info'] as const;

function rule(id: string, logic: RuleLogic, more: Partial<RuleDefinition> = {}): RuleDefinition {
  const text = { 'zh-CN': id, en: id };
  return {
    id,
    logic,
    name: text,
    message: text,
    basis: [],
    verdict: 'violation',
    severity: 'warning',
    fundScope: 'insurance',
    ...more,
  };
}

const RULES: readonly RuleDefinition[] = [
  rule(
    'sex',
    { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
    { severity: 'critical', fundScope: 'any' },
  ),
  rule(
    'level',
    { kind: 'restrict', mode: 'institution-level', parameters: { levelMin: 'secondary' } },
    { fundScope: 'pooled' },
  ),
  rule('includes', { kind: 'conflict', mode: 'includes', parameters: { window: { kind: 'day' } } }),
  rule(
    'class',
    { kind: 'conflict', mode: 'same-class', parameters: { window: { kind: 'overlap' } } },
    { fundScope: 'any' },
  ),
  rule('quantity', { kind: 'limit', mode: 'quantity', parameters: { max: 2, window: { kind: 'day' } } }),
  rule('days', { kind: 'limit', mode: 'days', parameters: { max: 7, count: 'distinct', window: { kind: 'visit' } } }),
  rule('supply', { kind: 'limit', mode: 'supply', parameters: { daysMax: 7 } }, { severity: 'info' }),
  rule('ceiling', { kind: 'price', mode: 'ceiling', parameters: { maxFen: 1000 } }, { severity: 'critical' }),
  rule(
    'companion',
    { kind: 'companion', mode: 'required', parameters: { window: { kind: 'day' } } },
    { severity: 'critical' },
  ),
  rule('composition', { kind: 'coverage', mode: 'composition' }, { fundScope: 'pooled' }),
];
const KNOWLEDGE: readonly KnowledgePoint[] = [
  { id: 'K1', rule: 'sex', items: ['ITEM-A'] },
  { id: 'K2', rule: 'level', items: ['ITEM-A', 'ITEM-B'] },
  { id: 'K3', rule: 'includes', items: ['ITEM-B'], others: ['ITEM-C'] },
  { id: 'K4', rule: 'class', items: ['ITEM-A', 'ITEM-C', 'ITEM-D'] },
  { id: 'K5', rule: 'quantity', items: ['ITEM-B', 'ITEM-C'] },
  { id: 'K6', rule: 'days', items: ['ITEM-D'] },
  { id: 'K7', rule: 'supply', items: ['ITEM-*'] },
  { id: 'K8', rule: 'ceiling', items: ['ITEM-C', 'ITEM-D'] },
  { id: 'K9', rule: 'companion', items: ['ITEM-C'], others: ['ITEM-A', 'ITEM-D'] },
  { id: 'K10', rule: 'composition', items: ['T00000001', 'T00000002'] },
];
const ruleset = activate({ manifest: 'M', segments: ['S'] }, [
  {
    digest: 'S',
    view: openSegment(
      compileSegment({ formatVersion: 1, id: 'S', layer: 'national', rules: RULES, knowledge: KNOWLEDGE }),
    ),
  },
]);

const item = fc.record(
  {
    code: fc.constantFrom('ITEM-A', 'ITEM-B', 'ITEM-C', 'ITEM-D', 'T00000001', 'T00000002', 'T00000003'),
    role: fc.constantFrom('draft' as const, 'context' as const, 'history' as const),
    occurredAt: fc.constantFrom('2026-06-30 08:00', '2026-07-01 08:00', '2026-07-01 20:00', '2026-07-03'),
    quantity: fc.constantFrom(1, 2, '0.5', 3),
    days: fc.constantFrom(1, 3, 7, 9),
    unitPriceFen: fc.constantFrom(500, 1000, 2500),
    payment: fc.constantFrom('pooled' as const, 'self' as const),
  },
  { requiredKeys: ['code', 'quantity'] },
);
const encounter: fc.Arbitrary<Encounter> = fc
  .record({
    items: fc.array(item, { minLength: 1, maxLength: 8 }),
    sex: fc.constantFrom('male' as const, 'female' as const),
    level: fc.constantFrom('primary' as const, 'tertiary' as const),
  })
  .map(({ items, sex, level }) => ({
    id: 'E',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    insuredPerson: { sex },
    institution: { level },
    items: items.map((it, index) => ({ id: `i${index}`, ...it })) as OrderItem[],
  }));

const subjectOf = (alert: Alert): string => JSON.stringify([alert.rule, alert.knowledgePoint, alert.offending]);
const rankOf = (alert: Alert): number => SEVERITIES.indexOf(alert.severity);

it('applying an offered fix removes its alert and adds none of equal or greater severity', () => {
  let offered = 0;
  fc.assert(
    fc.property(encounter, (before) => {
      const { alerts } = evaluate(ruleset, before);
      const known = new Set(alerts.map(subjectOf));
      for (const alert of alerts) {
        for (const fix of alert.fixes) {
          offered += 1;
          const after = evaluate(ruleset, applyFix(before, fix), { fixes: 'skip' });
          expect(after.status).toBe('complete');
          expect(after.alerts.map(subjectOf)).not.toContain(subjectOf(alert));
          const added = after.alerts.filter((it) => !known.has(subjectOf(it)));
          expect(added.filter((it) => rankOf(it) <= rankOf(alert))).toEqual([]);
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(offered).toBeGreaterThan(200);
});

it('a draft over a limit is offered the quantity that fits', () => {
  const [alert] = evaluate(ruleset, {
    id: 'E',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    institution: { level: 'tertiary' },
    items: [{ id: '1', code: 'ITEM-B', quantity: 3, days: 1 }],
  }).alerts;
  expect(alert?.fixes).toEqual([
    { kind: 'reduce-quantity', item: '1', to: '2' },
    { kind: 'self-pay-with-consent', items: ['1'] },
    { kind: 'remove-item', item: '1' },
  ]);
});

it('a fix that would leave another item without its companion is not offered', () => {
  const { alerts } = evaluate(ruleset, {
    id: 'E',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    insuredPerson: { sex: 'female' },
    institution: { level: 'tertiary' },
    items: [
      { id: '1', code: 'ITEM-A', quantity: 1, days: 1, occurredAt: '2026-07-01 08:00' },
      {
        id: '2',
        code: 'ITEM-C',
        quantity: 1,
        days: 1,
        unitPriceFen: 500,
        occurredAt: '2026-07-01 08:00',
        payment: 'pooled',
      },
    ],
  });
  expect(alerts.find((alert) => alert.rule === 'sex')?.fixes).toEqual([]);
});

it('changes beyond the most that are tried are counted, not offered', () => {
  const drafts = Array.from({ length: FIX_TRIALS_MAX }, (_, k) => ({
    id: String(k),
    code: 'ITEM-A',
    days: 1,
    occurredAt: '2026-07-01 08:00',
  }));
  const before: Encounter = {
    id: 'E',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    insuredPerson: { sex: 'female' },
    institution: { level: 'tertiary' },
    items: drafts,
  };
  // One proposal each: to take the line away.
  expect(evaluate(ruleset, before).work.fixesUntried).toBeUndefined();
  const { alerts, work } = evaluate(ruleset, { ...before, items: [...drafts, { ...drafts[0]!, id: 'last' }] });
  expect(work.fixesUntried).toBe(1);
  expect(alerts.at(-1)).toMatchObject({ rule: 'sex', offending: ['last'], fixes: [] });
});
