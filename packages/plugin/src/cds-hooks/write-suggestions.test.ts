import { applyFix, type Evaluation, evaluate, type Fix, type RuleSource } from '@forecheck/core';
import { expect, test } from 'vitest';
import type { CdsCard } from './card.ts';
import type { FhirObject } from './fhir-node.ts';
import {
  bundleOf,
  cardsOf,
  OTHER_DRUG,
  readSample,
  rulesetOf,
  sampleCall,
  sampleOrder,
  sourceOf,
} from './sample-call.ts';

const DAYS_RULE = {
  logic: { kind: 'limit', mode: 'days', parameters: { max: 3 } },
  message: { 'zh-CN': '{item} 限 3 天', en: '{item} for 3 days' },
} as const;
const QUANTITY_RULE = {
  logic: { kind: 'limit', mode: 'quantity', parameters: { max: 14, unit: '片', window: { kind: 'line' } } },
  message: { 'zh-CN': '{item} 限 14 片', en: '{item} up to 14' },
} as const;
function only(cards: readonly CdsCard[]): CdsCard {
  expect(cards).toHaveLength(1);
  return cards[0]!;
}

test('an update carries the whole order, with the client’s own unit', () => {
  const quantity = { value: 28, unit: 'tablets', code: '{tbl}' };
  const order = sampleOrder({ dispenseRequest: { quantity } });
  const { cards } = cardsOf(sampleCall([order]), sourceOf(QUANTITY_RULE), { units: { '{tbl}': '片' } });
  const [action] = only(cards).suggestions!.find(({ label }) => label.includes('数量改为'))!.actions!;
  expect(action).toEqual({
    type: 'update',
    description: '修改：演示药品一片 数量改为 14 片',
    resource: { ...order, dispenseRequest: { quantity: { ...quantity, value: 14 } } },
  });
});

test('an amount of the old quantity goes with it, and other extensions stay', () => {
  const other = { url: 'https://his.example/other', valueString: 'x' };
  const dispenseRequest = { quantity: { value: 28, unit: '片' } };
  const order = sampleOrder({ dispenseRequest, extension: [amount('amount', 60), other] });
  const { cards } = cardsOf(sampleCall([order]), sourceOf(QUANTITY_RULE));
  const [action] = only(cards).suggestions!.find(({ label }) => label.includes('数量改为'))!.actions!;
  expect(action).toMatchObject({ resource: { extension: [other] } });
});

test('one of several is recommended: what keeps the order, never that the person pays', () => {
  const suggestions = only(cardsOf(sampleCall(), sourceOf(DAYS_RULE)).cards).suggestions!;
  expect(suggestions.filter(({ isRecommended }) => isRecommended).map(({ label }) => label)).toEqual([
    '演示药品一片 天数改为 3 天',
  ]);
  expect(suggestions.length).toBeGreaterThan(1);
});

test('an order without an id can be told but not changed', () => {
  const { id: _, ...order } = sampleOrder();
  const card = only(cardsOf(sampleCall([order]), sourceOf({})).cards);
  expect(card).not.toHaveProperty('suggestions');
  expect(card).not.toHaveProperty('selectionBehavior');
  expect(card.detail).toContain('**可以这样处理**\n\n- 演示药品一片 转自费（须知情同意）\n- 删除 演示药品一片');
});

test('a companion is created where the order is', () => {
  const source = sourceOf({
    logic: { kind: 'companion', mode: 'required', parameters: { window: { kind: 'day' } } },
  } as never);
  const knowledge = source.knowledge!.map((point) => ({ ...point, others: [OTHER_DRUG] }));
  const { cards } = cardsOf(sampleCall(), { ...source, knowledge });
  const created = only(cards)
    .suggestions!.flatMap(({ actions }) => actions ?? [])
    .find(({ type }) => type === 'create');
  expect(created).toEqual({
    type: 'create',
    description: `新增：为 演示药品一片 增加配套项目 ${OTHER_DRUG}`,
    resource: {
      resourceType: 'MedicationRequest',
      status: 'draft',
      intent: 'order',
      medicationCodeableConcept: { coding: [{ system: 'urn:forecheck:code:item', code: OTHER_DRUG }] },
      subject: { reference: 'Patient/p1' },
      encounter: { reference: 'Encounter/e1' },
      authoredOn: '2026-07-01T09:20:00+08:00',
      requester: { reference: 'Practitioner/d1' },
    },
  });
});

// The law that makes a button worth pressing: what a client sends after applying it raises the alert no more.
const usual = sourceOf({}, DAYS_RULE, QUANTITY_RULE);
const withOthers = (logic: object) => {
  const source = sourceOf({ logic } as Parameters<typeof sourceOf>[0]);
  return { ...source, knowledge: source.knowledge!.map((point) => ({ ...point, others: [OTHER_DRUG] })) };
};
const other = (id: string) =>
  sampleOrder({
    id,
    medicationCodeableConcept: { coding: [{ system: 'urn:forecheck:code:item', code: OTHER_DRUG }] },
  });
const calls: readonly (readonly [string, readonly FhirObject[], RuleSource])[] = [
  ['a prescription', [sampleOrder()], usual],
  ['a dosage without a quantity', [withDosage({ boundsDuration: { value: 7, code: 'd' } })], usual],
  ['a dosage over a period', [withDosage({ boundsPeriod: { start: '2026-07-01', end: '2026-07-07' } })], usual],
  ['two prescriptions', [sampleOrder(), sampleOrder({ id: 'o2' })], usual],
  [
    'a price',
    [sampleOrder({ extension: [amount('unit-price', 30), amount('amount', 60)] })],
    sourceOf({ logic: { kind: 'price', mode: 'ceiling', parameters: { maxFen: 2000 } } }),
  ],
  [
    'a companion',
    [sampleOrder()],
    withOthers({ kind: 'companion', mode: 'required', parameters: { window: { kind: 'day' } } }),
  ],
  [
    'what is contained in another',
    [sampleOrder(), other('o2'), other('o3')],
    withOthers({ kind: 'conflict', mode: 'includes', parameters: { window: { kind: 'day' } } }),
  ],
];
test.each(calls)('each does what it says: %s', (_, orders, source) => {
  expect(kindsThatWork(orders, source).size).toBeGreaterThan(0);
});

test('every kind of fix is among them', () => {
  const kinds = new Set(calls.flatMap(([, orders, source]) => [...kindsThatWork(orders, source)]));
  expect([...kinds].sort()).toEqual([
    'add-companion',
    'reduce-quantity',
    'remove-item',
    'remove-items',
    'self-pay-with-consent',
    'set-price',
    'shorten-days',
  ]);
});

test('part of a fix is no fix: of two orders to remove, one without an id', () => {
  const { id: _, ...nameless } = other('o3');
  const source = withOthers({ kind: 'conflict', mode: 'includes', parameters: { window: { kind: 'day' } } });
  const { cards, evaluation } = cardsOf(sampleCall([sampleOrder(), other('o2'), nameless]), source);
  const told = cards.flatMap(({ suggestions = [] }) => suggestions.flatMap(({ actions = [] }) => actions));
  expect(evaluation.alerts.flatMap(({ fixes }) => fixes.map(({ kind }) => kind))).toContain('remove-items');
  expect(told.filter(({ type }) => type === 'delete')).toEqual([]);
  expect(only(cards).detail).toContain(`删除 ${OTHER_DRUG}、${OTHER_DRUG}`);
});

/** Applies every suggestion of a call, each by itself, and gives back the kinds of fix that they were. */
function kindsThatWork(orders: readonly FhirObject[], source: RuleSource): ReadonlySet<Fix['kind']> {
  const ruleset = rulesetOf(source);
  const call = sampleCall(orders);
  const { cards, evaluation } = cardsOf(call, source);
  const kinds = new Set<Fix['kind']>();
  for (const [index, card] of cards.entries()) {
    const alert = evaluation.alerts[index]!;
    expect(card.suggestions ?? []).toHaveLength(alert.fixes.length);
    for (const [at, suggestion] of (card.suggestions ?? []).entries()) {
      const changed = readSample(apply(call, suggestion.actions ?? []));
      const again = evaluate(ruleset, changed.encounter);
      const ids = again.alerts.map(({ id }) => id);
      expect(ids, suggestion.label).not.toContain(alert.id);
      expect(firedOn(again, alert.rule, alert.offending), suggestion.label).toBe(false);
      const fix = alert.fixes[at]!;
      expectNoMoreAlerts(again, evaluate(ruleset, applyFix(readSample(call).encounter, fix)));
      kinds.add(fix.kind);
    }
  }
  return kinds;
}

function withDosage(bounds: FhirObject): FhirObject {
  const { dispenseRequest: _, ...order } = sampleOrder();
  const repeat = { frequency: 3, period: 1, periodUnit: 'd', ...bounds };
  return {
    ...order,
    dosageInstruction: [{ timing: { repeat }, doseAndRate: [{ doseQuantity: { value: 1, unit: '片' } }] }],
  };
}

function amount(name: string, value: number): FhirObject {
  return { url: `urn:forecheck:extension:${name}`, valueMoney: { value, currency: 'CNY' } };
}

/** The call that a client makes after applying the actions. */
function apply(
  call: FhirObject,
  actions: NonNullable<NonNullable<CdsCard['suggestions']>[number]['actions']>,
): FhirObject {
  const context = call['context'] as FhirObject;
  const entries = (context['draftOrders'] as { entry: { resource: FhirObject }[] }).entry;
  const refOf = (one: FhirObject): string => `${String(one['resourceType'])}/${String(one['id'])}`;
  let resources = entries.map(({ resource }) => resource);
  for (const action of actions) {
    if (action.type === 'delete') resources = resources.filter((one) => refOf(one) !== action.resourceId);
    else if (action.type === 'create') resources = [...resources, { ...action.resource, id: 'created' }];
    else resources = resources.map((one) => (refOf(one) === refOf(action.resource) ? action.resource : one));
  }
  return { ...call, context: { ...context, draftOrders: bundleOf(...resources) } };
}

function firedOn(evaluation: Evaluation, rule: string, offending: readonly string[]): boolean {
  return evaluation.alerts.some((one) => one.rule === rule && one.offending.join() === offending.join());
}

/** None beyond those that the engine itself expects after the fix. */
function expectNoMoreAlerts(after: Evaluation, engine: Evaluation): void {
  const expected = engine.alerts.map(({ rule, offending }) => `${rule} ${offending.join()}`);
  for (const { rule, offending } of after.alerts) expect(expected).toContain(`${rule} ${offending.join()}`);
}
