import type { OrderItem } from '@forecheck/core';
import { expect, test } from 'vitest';
import type { PrecheckOptions } from './options.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import { type Fields, messageOfEncounter, sampleLine } from './sample-message.ts';

/** 30 yuan each; five calendar days, asked about on the last of them unless the message says otherwise. */
const FIVE_DAYS = {
  long_drord_flag: '1',
  pric: 30,
  drord_begn_date: '2026-06-26 08:00:00',
  drord_stop_date: '2026-07-01 00:00:00',
};

interface Read extends OrderItem {
  readonly notes: readonly string[];
}

function readLine(line: Fields, options: PrecheckOptions = {}, message: Fields = {}): Read {
  const lines = { fsi_order_dtos: [sampleLine({ ...FIVE_DAYS, ...line })] };
  const { encounter, notes } = parsePrecheckRequest(messageOfEncounter(lines, {}, message), options);
  return { ...encounter.items[0]!, notes: notes.map(({ code }) => code) };
}

test('cnt of a standing order over several days is not read until the institution says what it counts', () => {
  const item = readLine({ cnt: 10, sumamt: 300 });
  expect(item).not.toHaveProperty('quantity');
  expect(item).toMatchObject({ amountFen: 30_000, notes: expect.arrayContaining(['quantity-ambiguous']) });
  // An amount worked out from it would be a guess about the same thing.
  expect(readLine({ cnt: 10, sumamt: '' })).not.toHaveProperty('amountFen');
});

test('per day: cnt is of one day, and the whole order costs as many days', () => {
  const perDay = { standingQuantity: 'per-day' } as const;
  expect(readLine({ cnt: 10, sumamt: 300 }, perDay)).toMatchObject({ quantity: 10, amountFen: 150_000 });
  expect(readLine({ cnt: 10, sumamt: 1500 }, perDay)).toMatchObject({ quantity: 10, amountFen: 150_000 });
  expect(readLine({ cnt: 10, sumamt: '' }, perDay)).toMatchObject({ quantity: 10, amountFen: 150_000 });
  expect(readLine({ cnt: 10, sumamt: 300 }, perDay).notes).not.toContain('quantity-ambiguous');
});

test('total: cnt is parted among the days, cut so that they never add up to more', () => {
  const total = { standingQuantity: 'total' } as const;
  expect(readLine({ cnt: 10, sumamt: 300 }, total)).toMatchObject({ quantity: 2, amountFen: 30_000 });
  const uneven = readLine({ cnt: 2, sumamt: 60, drord_stop_date: '2026-06-29 00:00:00' }, total);
  expect(uneven).toMatchObject({ quantity: '0.6666', amountFen: 6000 });
  expect(uneven.notes).toContain('value-rounded');
});

test('a total of an order without an end cannot be parted', () => {
  const item = readLine({ cnt: 10, sumamt: 300, drord_stop_date: '' }, { standingQuantity: 'total' });
  expect(item).not.toHaveProperty('quantity');
  expect(item.notes).toContain('quantity-ambiguous');
});

test('one day is all there is, or there is no end: only one reading is possible', () => {
  const oneDay = { drord_begn_date: '2026-06-26 08:00:00', drord_stop_date: '2026-06-27 00:00:00' };
  expect(readLine({ cnt: 10, sumamt: 300, ...oneDay })).toMatchObject({ quantity: 10, amountFen: 30_000 });
  // Whatever it costs.
  expect(readLine({ cnt: 10, sumamt: 299, ...oneDay })).toMatchObject({ quantity: 10, amountFen: 29_900 });
  // Six days up to the question, the day of which counts from its first instant.
  const midnight = { inf_time: '2026-07-01 00:00:00' };
  expect(readLine({ cnt: 10, sumamt: 300, drord_stop_date: '' }, {}, midnight)).toMatchObject({ amountFen: 180_000 });
  expect(readLine({ cnt: 10, sumamt: 300, drord_stop_date: '' })).toMatchObject({ quantity: 10, amountFen: 180_000 });
  const settled = readLine({ cnt: 10, sumamt: 300, drord_stop_date: '' }, {}, { infno: '3102' });
  expect(settled).not.toHaveProperty('quantity');
  expect(settled.notes).toContain('quantity-ambiguous');
});

test('a sum of as many days as the order has says that cnt is of one day', () => {
  expect(readLine({ cnt: 10, sumamt: 1500 })).toMatchObject({ quantity: 10, amountFen: 150_000 });
});

test('executions that say nothing share what their day has left', () => {
  const exec_dtos = [
    { exec_time: '2026-06-26 09:00:00', exec_cnt: 1 },
    { exec_time: '2026-06-26 13:00:00' },
    { exec_time: '2026-06-26 18:00:00' },
    { exec_time: '2026-06-27 09:00:00' },
  ];
  const perDay = readLine({ cnt: 2, sumamt: 60, exec_dtos }, { standingQuantity: 'per-day' });
  expect(perDay.executions?.map(({ quantity }) => quantity)).toEqual([1, '0.5', '0.5', 2]);
  // Four units were used up to now: the amount is of what was executed.
  expect(perDay.amountFen).toBe(12_000);
  const total = readLine({ cnt: 10, sumamt: 300, exec_dtos }, { standingQuantity: 'total' });
  expect(total.executions?.map(({ quantity }) => quantity)).toEqual([1, '0.5', '0.5', 2]);
  const unknown = readLine({ cnt: 10, sumamt: 300, exec_dtos });
  expect(unknown.executions?.map(({ quantity }) => quantity)).toEqual([1, undefined, undefined, undefined]);
  expect(unknown).not.toHaveProperty('quantity');
});

test('an execution beside one that took the whole day has no known quantity', () => {
  const exec_dtos = [{ exec_time: '2026-06-26 09:00:00', exec_cnt: 2 }, { exec_time: '2026-06-26 13:00:00' }];
  const item = readLine({ cnt: 2, sumamt: 60, exec_dtos }, { standingQuantity: 'per-day' });
  expect(item.executions?.map(({ quantity }) => quantity)).toEqual([2, undefined]);
  expect(item).not.toHaveProperty('amountFen');
});

test('executions that say everything need no reading of cnt, and price the order', () => {
  const exec_dtos = ['26', '27', '28'].map((day) => ({ exec_time: `2026-06-${day} 09:00:00`, exec_cnt: 2 }));
  const item = readLine({ cnt: 2, sumamt: 60, exec_dtos });
  expect(item).toMatchObject({ quantity: 2, amountFen: 18_000 });
  expect(item.notes).not.toContain('quantity-ambiguous');
  expect(readLine({ cnt: 6, sumamt: 180, exec_dtos })).toMatchObject({ amountFen: 18_000 });
});

test('a sum that is not the price of cnt stands as it was sent', () => {
  expect(readLine({ cnt: 10, sumamt: 299 }, { standingQuantity: 'per-day' }).amountFen).toBe(29_900);
});

test('a reversal and an order that is not standing are left alone', () => {
  expect(readLine({ cnt: -10, sumamt: -300 })).toMatchObject({ quantity: -10, amountFen: -30_000 });
  expect(readLine({ cnt: 10, sumamt: 300, long_drord_flag: '0' })).toMatchObject({ quantity: 10, amountFen: 30_000 });
});
