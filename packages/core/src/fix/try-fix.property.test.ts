import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { judgeFacts } from '../evaluate/judge-facts.ts';
import { returnFacts, takeFacts } from '../evaluate/scratch.ts';
import type { Finding, Judge } from '../judge/judge.ts';
import type { Encounter, OrderItem } from '../model/encounter.ts';
import type { Alert, Evaluation, Fix } from '../model/evaluation.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { KnowledgePoint, RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { applyFix } from './apply-fix.ts';
import { FIX_TRIALS_MAX } from './offer-fixes.ts';
import { draftsById, proposeFixes } from './propose-fixes.ts';
import { tryFix } from './try-fix.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);
const TIMEOUT_MS = 30_000 + numRuns * 100;

const CODES = ['ITEM-A', 'ITEM-B', 'ITEM-C', 'ITEM-D', 'T00000001', 'T00000002', 'T00000003'];
const DAY = { kind: 'day' } as const;
const LOGICS: Readonly<Record<string, RuleLogic>> = {
  sex: { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
  diagnosis: {
    kind: 'indication',
    mode: 'allow',
    parameters: {
      groups: [
        { allOf: [{ kind: 'diagnosis', codes: ['E11'] }] },
        { allOf: [{ kind: 'prior-use', codes: ['ITEM-A', 'ITEM-C'], withinDays: 3 }] },
      ],
    },
  },
  includes: { kind: 'conflict', mode: 'includes', parameters: { window: DAY } },
  excludes: { kind: 'conflict', mode: 'excludes', parameters: { window: { kind: 'rolling', days: 2 } } },
  class: { kind: 'conflict', mode: 'same-class', parameters: { window: { kind: 'overlap' } } },
  quantity: { kind: 'limit', mode: 'quantity', parameters: { max: 2, window: { kind: 'rolling', days: 2 } } },
  times: { kind: 'limit', mode: 'times', parameters: { max: 1, window: { kind: 'prescription' } } },
  days: { kind: 'limit', mode: 'days', parameters: { max: 3, count: 'distinct', window: { kind: 'visit' } } },
  gap: { kind: 'limit', mode: 'min-gap', parameters: { days: 2 } },
  supply: { kind: 'limit', mode: 'supply', parameters: { daysMax: 7 } },
  amount: { kind: 'limit', mode: 'amount', parameters: { maxFen: 3000, window: DAY } },
  distinct: { kind: 'limit', mode: 'distinct', parameters: { max: 1, window: DAY } },
  ceiling: { kind: 'price', mode: 'ceiling', parameters: { maxFen: 1000 } },
  discount: { kind: 'price', mode: 'discount', parameters: { ratio: '0.5', group: 'G', incision: 'same-day' } },
  never: { kind: 'coverage', mode: 'never' },
  composition: { kind: 'coverage', mode: 'composition' },
  companion: { kind: 'companion', mode: 'required', parameters: { window: DAY } },
  step: { kind: 'companion', mode: 'step', parameters: { firstLine: ['ITEM-A'], withinDays: 5 } },
};
const SCOPES = ['pooled', 'insurance', 'any'] as const;
const SEVERITIES = ['critical', 'warning', 'info'] as const;

const rules = Object.entries(LOGICS).map(([id, logic], index): RuleDefinition => {
  const text = { 'zh-CN': id, en: id };
  return {
    id,
    logic,
    name: text,
    message: text,
    basis: [],
    verdict: 'violation',
    severity: SEVERITIES[index % 3]!,
    fundScope: SCOPES[(index >> 1) % 3]!,
    isEmergencyExempt: index % 4 === 0,
  };
});
const patterns = fc.uniqueArray(fc.constantFrom(...CODES, 'ITEM-*', 'T0000*'), { minLength: 1, maxLength: 3 });
const points = fc
  .array(fc.record({ rule: fc.constantFrom(...Object.keys(LOGICS)), items: patterns, others: patterns }), {
    minLength: 3,
    maxLength: 12,
  })
  .map((list) =>
    list.map(({ rule, items, others }, index): KnowledgePoint => {
      const { kind, mode } = LOGICS[rule]!;
      const hasOthers = (kind === 'conflict' && mode !== 'same-class') || (kind === 'companion' && mode === 'required');
      return { id: `K${index}`, rule, items, ...(hasOthers ? { others } : {}) };
    }),
  );

const item = fc.record(
  {
    code: fc.constantFrom(...CODES),
    role: fc.constantFrom('draft' as const, 'draft' as const, 'context' as const, 'history' as const),
    occurredAt: fc.constantFrom('2026-06-30 08:00', '2026-07-01 08:00', '2026-07-01 20:00', '2026-07-03'),
    quantity: fc.constantFrom(1, 2, '0.5', 3, 1, 2, -1),
    days: fc.constantFrom(1, 3, 7, 9),
    unitPriceFen: fc.constantFrom(500, 1000, 2500),
    listPriceFen: fc.constantFrom(1000, 2000),
    amountFen: fc.constantFrom(500, 4000, -200),
    payment: fc.constantFrom('pooled' as const, 'account' as const, 'self' as const),
    prescriptionId: fc.constantFrom('P1', 'P2'),
    visitId: fc.constantFrom('V1', 'V2'),
    isStanding: fc.constant(true),
    reverses: fc.constantFrom('i0', 'i1'),
  },
  { requiredKeys: ['code', 'quantity'] },
);
const encounter = fc
  .record({
    items: fc.array(item, { minLength: 1, maxLength: 8 }),
    hasReversals: fc.boolean(),
    isDoubled: fc.boolean(),
    isEmergency: fc.boolean(),
    sex: fc.constantFrom('male' as const, 'female' as const),
  })
  .map(
    ({ items, hasReversals, isDoubled, isEmergency, sex }): Encounter => ({
      id: 'E',
      asOf: '2026-07-01 09:00',
      phase: 'prompt',
      historyCoverage: 'regional',
      insuredPerson: { sex },
      diagnoses: [],
      visit: { type: 'inpatient', ...(isEmergency ? { emergency: { reason: 'R' } } : {}) },
      items: items.map(({ reverses, ...fields }, index) => ({
        id: isDoubled && index > 5 ? 'i0' : `i${index}`,
        ...fields,
        ...(hasReversals && reverses !== undefined ? { reverses } : {}),
      })) as OrderItem[],
    }),
  );

/** Every change that could be proposed for one of the drafts, and some that would not. */
function fixesFor(draft: OrderItem): Fix[] {
  return [
    { kind: 'remove-item', item: draft.id },
    { kind: 'remove-items', items: [draft.id, 'i1'] },
    { kind: 'add-companion', item: draft.id, code: 'ITEM-D' },
    { kind: 'self-pay-with-consent', items: [draft.id, 'i1'] },
    { kind: 'reduce-quantity', item: draft.id, to: '1' },
    { kind: 'shorten-days', item: draft.id, to: 2 },
    { kind: 'set-price', item: draft.id, toFen: '500' },
  ];
}

function subjectsOf(judge: Judge, findings: readonly Finding[]): string[] {
  return findings
    .map(({ version, knowledgePoint, offending }) =>
      JSON.stringify([version.definition.id, knowledgePoint, offending.map((i) => judge.facts.raw[i]!.id)]),
    )
    .sort();
}

it(
  'judging again what a fix touches finds what judging the changed encounter finds',
  () => {
    let compared = 0;
    fc.assert(
      fc.property(points, encounter, (knowledge, before) => {
        const source: RuleSource = { formatVersion: 1, id: 'S', layer: 'national', rules, knowledge };
        const view = openSegment(compileSegment(source));
        const ruleset = activate({ manifest: 'M', segments: ['S'] }, [{ digest: 'S', view }]);
        const answer = JSON.stringify(evaluate(ruleset, before));
        const facts = takeFacts(before.items.length);
        const judge = judgeFacts(ruleset, facts, before, undefined)!;
        for (const fix of before.items.flatMap(fixesFor)) {
          let subjects: string[] = [];
          tryFix(judge, fix, (trial, alerts) => {
            subjects = subjectsOf(trial, alerts);
            return true;
          });
          const whole = evaluate(ruleset, applyFix(facts.encounter, fix), { fixes: 'skip' });
          expect(subjects).toEqual(whole.alerts.map(subjectOf).sort());
          compared += subjects.length;
        }
        returnFacts(facts);
        // The trials have left nothing behind.
        expect(JSON.stringify(evaluate(ruleset, before))).toBe(answer);
      }),
      { numRuns },
    );
    expect(compared).toBeGreaterThan(500);
  },
  TIMEOUT_MS,
);

it(
  'every proposal that keeps the promise is offered, and no other',
  () => {
    let offered = 0;
    fc.assert(
      fc.property(points, encounter, (knowledge, before) => {
        const source: RuleSource = { formatVersion: 1, id: 'S', layer: 'national', rules, knowledge };
        const view = openSegment(compileSegment(source));
        const ruleset = activate({ manifest: 'M', segments: ['S'] }, [{ digest: 'S', view }]);
        const answer = evaluate(ruleset, before);
        const drafts = before.items.filter(({ role }) => role === undefined || role === 'draft');
        let tried = 0;
        for (const alert of answer.alerts) {
          const companions = alert.rule === 'companion' ? companionsOf(knowledge, alert) : [];
          const kept: Fix[] = [];
          for (const fix of proposeFixes(draftsById(drafts), alert, companions)) {
            const isMore = kept.some(
              (other) => removedBy(other).length > 0 && includesAll(removedBy(fix), removedBy(other)),
            );
            if (isMore || tried === FIX_TRIALS_MAX) continue;
            tried += 1;
            if (keepsItsPromise(alert, answer, evaluate(ruleset, applyFix(before, fix), { fixes: 'skip' })))
              kept.push(fix);
          }
          expect(alert.fixes).toEqual(kept);
          offered += kept.length;
        }
      }),
      { numRuns },
    );
    expect(offered).toBeGreaterThan(50);
  },
  TIMEOUT_MS,
);

/** The first three codes, not prefixes, on the other side of the knowledge point, in the order of its segment. */
function companionsOf(knowledge: readonly KnowledgePoint[], { knowledgePoint }: Alert): readonly string[] {
  const others = knowledge.find(({ id }) => id === knowledgePoint)?.others ?? [];
  return [...others]
    .sort()
    .filter((code) => !code.endsWith('*'))
    .slice(0, 3);
}

function removedBy(fix: Fix): readonly string[] {
  if (fix.kind === 'remove-items') return fix.items;
  return fix.kind === 'remove-item' ? [fix.item] : [];
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((id) => all.includes(id));
}

/** The law, word for word. */
function keepsItsPromise(alert: Alert, before: Evaluation, after: Evaluation): boolean {
  const known = before.alerts.map(subjectOf);
  const added = after.alerts.filter((other) => !known.includes(subjectOf(other)));
  return (
    !after.alerts.some((other) => subjectOf(other) === subjectOf(alert)) &&
    !added.some((other) => other.rule === alert.rule || rankOf(other) <= rankOf(alert))
  );
}

function subjectOf({ rule, knowledgePoint, offending }: Alert): string {
  return JSON.stringify([rule, knowledgePoint, offending]);
}

function rankOf({ severity }: Alert): number {
  return SEVERITIES.indexOf(severity);
}
