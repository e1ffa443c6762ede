import type { Alert, OrderItem } from '@forecheck/core';
import { expect, test } from 'vitest';
import { violationAmountOf } from './violation-amount.ts';

function sharesOf(lines: readonly OrderItem[], amountFen: number): Readonly<Record<string, number>> {
  const alert = { offending: lines.map(({ id }) => id), excess: { amountFen } } as unknown as Alert;
  const items = new Map(lines.map((line) => [line.id, line]));
  return Object.fromEntries([...violationAmountOf(alert, items).fenByItem].sort());
}

const A: OrderItem = { id: 'A', occurredAt: '2026-07-01 08:00', amountFen: 5000 };
const B: OrderItem = { id: 'B', occurredAt: '2026-07-01 09:00', amountFen: 3000 };

test('the latest line bears what it can, wherever it stands', () => {
  expect(sharesOf([A, B], 4000)).toEqual({ A: 1000, B: 3000 });
  expect(sharesOf([B, A], 4000)).toEqual({ A: 1000, B: 3000 });
});

test('of lines of one time the one whose id comes later bears it, wherever it stands', () => {
  const same = { ...B, occurredAt: '2026-07-01 08:00' };
  expect(sharesOf([A, same], 4000)).toEqual({ A: 1000, B: 3000 });
  expect(sharesOf([same, A], 4000)).toEqual({ A: 1000, B: 3000 });
});

test('no line that offends has a share of nothing', () => {
  expect(sharesOf([A, B], 2000)).toEqual({ A: 1, B: 1999 });
});

test('shares add up to the total, also beyond the amounts of the lines and below one fen each', () => {
  expect(sharesOf([A, B], 9001)).toEqual({ A: 5000, B: 4001 });
  expect(sharesOf([A, B], 1)).toEqual({ A: 0, B: 1 });
});
