import type { Alert, Severity } from '@forecheck/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anAlert, manyAlerts, someItems } from '../sample-evaluation.ts';
import { groupRows, rowsOf } from './rows.ts';

const severities: readonly Severity[] = ['critical', 'warning', 'info'];

const arbitraryAlert = fc
  .record({
    severity: fc.constantFrom(...severities),
    item: fc.integer({ min: 1, max: 6 }),
    rule: fc.integer({ min: 1, max: 9 }),
    point: fc.integer({ min: 1, max: 3 }),
    amountFen: fc.integer({ min: 0, max: 5 }),
    decision: fc.constantFrom<Alert['decision'][]>('pass', 'remind', 'require-reason', 'require-fix', 'block'),
  })
  .map(({ severity, item, rule, point, amountFen, decision }) =>
    anAlert({
      id: `${rule}-${item}-${point}`,
      rule: `r${rule}`,
      offending: [String(item)],
      severity,
      decision,
      excess: { amountFen },
    }),
  );

const items = someItems(6);

test('W02 rows stand by severity, then amount, then place in the order, whatever the order of alerts', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(arbitraryAlert, { selector: ({ id }) => id, maxLength: 30 }),
      fc.infiniteStream(fc.nat()),
      (alerts, dice) => {
        const shuffled = alerts
          .map((alert) => ({ alert, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ alert }) => alert);
        const rows = rowsOf(shuffled, { items });
        expect(rows).toEqual(rowsOf(alerts, { items }));
        for (const interrupts of [true, false]) {
          const own = rows.filter(({ tier }) => (tier === 'stop' || tier === 'ask') === interrupts);
          const sortKeys = own.map(({ severity, amountFen, items: [item] }) => [
            severities.indexOf(severity),
            -amountFen,
            Number(item),
          ]);
          expect(sortKeys).toEqual(sortKeys.slice().sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('W02 the order of three named alerts', () => {
  const alerts = [
    anAlert({ rule: 'cheap', offending: ['1'], excess: { amountFen: 100 } }),
    anAlert({ rule: 'grave', offending: ['3'], severity: 'critical', decision: 'block' }),
    anAlert({ rule: 'dear', offending: ['2'], excess: { amountFen: 900 } }),
  ];
  expect(rowsOf(alerts, { items }).map(({ alerts: [{ rule }] }) => rule)).toEqual(['grave', 'dear', 'cheap']);
});

describe('W03 grouping', () => {
  test('W03 thirty alerts about six items are six groups', () => {
    const groups = groupRows(rowsOf(manyAlerts(30, 6), { items }), items);
    expect(groups.map(({ rows }) => rows.length)).toEqual([5, 5, 5, 5, 5, 5]);
    expect(new Set(groups.map(({ item }) => item.id)).size).toBe(6);
  });

  test('W03 two knowledge points of one rule about one item are one row of two alerts', () => {
    const alerts = [anAlert({ id: 'a', knowledgePoint: 'k1' }), anAlert({ id: 'b', knowledgePoint: 'k2' })];
    const rows = rowsOf(alerts, { items });
    expect(rows.map((row) => row.alerts.map(({ id }) => id))).toEqual([['a', 'b']]);
  });

  test('W03 the same alert twice is one; grouping what was grouped changes nothing', () => {
    const rows = rowsOf([anAlert(), anAlert()], { items });
    expect(rows.map((row) => row.alerts.length)).toEqual([1]);
    fc.assert(
      fc.property(fc.array(arbitraryAlert, { maxLength: 20 }), (alerts) => {
        const once = rowsOf(alerts, { items });
        expect(
          rowsOf(
            once.flatMap((row) => row.alerts),
            { items },
          ),
        ).toEqual(once);
      }),
    );
  });
});

test('W01 the tier follows from decision and severity, and is never louder than the institution allows', () => {
  const tiers = (['pass', 'remind', 'require-reason', 'require-fix', 'block'] as const).map((decision) =>
    severities.map((severity) => rowsOf([anAlert({ decision, severity })], { items })[0]?.tier),
  );
  expect(tiers).toEqual([
    ['folded', 'folded', 'folded'],
    ['ask', 'beside', 'folded'],
    ['ask', 'ask', 'ask'],
    ['stop', 'stop', 'stop'],
    ['stop', 'stop', 'stop'],
  ]);
  const stale = rowsOf([anAlert({ decision: 'block', severity: 'warning' })], { items, most: 'remind' });
  expect(stale[0]?.tier).toBe('beside');
  const draft = rowsOf([anAlert({ decision: 'block' })], { items, isDraft: true });
  expect(draft[0]?.tier).toBe('beside');
});

describe('W32 what was answered', () => {
  const alert = anAlert();
  const [row] = rowsOf([alert], { items });
  const answered = [
    { alert: alert.id, kind: 'continue-with-reason' as const, reason: '抢救', fingerprint: row?.fingerprint ?? '' },
  ];

  test('W32 is shown beside the order with the answer', () => {
    expect(rowsOf([alert], { items, answered })[0]).toMatchObject({ tier: 'beside', earlier: { reason: '抢救' } });
  });

  test.each<[string, Partial<Alert>]>([
    ['quantity', { evidence: [{ fact: 'items.quantity', value: '3', bound: '2' }] }],
    ['bound', { evidence: [{ fact: 'insuredPerson.sex', value: 'male', bound: 'none' }] }],
    ['clause', { basis: [{ instrument: '示例目录（2027年版）' }] }],
    ['words', { message: { 'zh-CN': '另一句话', en: 'Another sentence' } }],
    ['decision', { decision: 'require-reason', severity: 'critical' }],
  ])('W32 is asked again when its %s changes', (_, change) => {
    expect(rowsOf([{ ...alert, ...change }], { items, answered })[0]).toMatchObject({ tier: 'ask' });
  });

  test('W32 never lets pass what has to be changed', () => {
    const stop = anAlert({ decision: 'block' });
    const known = [{ alert: stop.id, kind: 'snooze' as const }];
    expect(rowsOf([stop], { items, answered: known })[0]?.tier).toBe('stop');
  });

  test('W32 going back to change answers nothing', () => {
    const known = [{ alert: alert.id, kind: 'return-and-change' as const }];
    expect(rowsOf([alert], { items, answered: known })[0]?.tier).toBe('ask');
  });
});
