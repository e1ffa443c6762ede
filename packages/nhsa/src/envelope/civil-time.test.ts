import { expect, test } from 'vitest';
import { parseCivilTime } from './civil-time.ts';

test.each([
  ['2026-07-01', '2026-07-01'],
  ['2026-07-01 09:05:07', '2026-07-01 09:05:07'],
  ['2026-07-01 09:05', '2026-07-01 09:05:00'],
  ['2026-07-01T09:05:07', '2026-07-01 09:05:07'],
  ['2026-07-01 09:05:07.123', '2026-07-01 09:05:07'],
  ['2026/7/1 9:05:07', '2026-07-01 09:05:07'],
  ['2026.07.01', '2026-07-01'],
  ['20260701', '2026-07-01'],
  ['202607010905', '2026-07-01 09:05:00'],
  ['20260701090507', '2026-07-01 09:05:07'],
  ['20260701090507123', '2026-07-01 09:05:07'],
  [20260701, '2026-07-01'],
  [20260701090507, '2026-07-01 09:05:07'],
  ['  2026-07-01  ', '2026-07-01'],
])('%j is read as %s', (written, expected) => {
  expect(parseCivilTime(written)).toBe(expected);
});

test('milliseconds since the epoch are China Standard Time', () => {
  // 2026-07-01T01:05:07Z.
  expect(parseCivilTime(1_782_867_907_000)).toBe('2026-07-01 09:05:07');
  expect(parseCivilTime('1782867907000')).toBe('2026-07-01 09:05:07');
  expect(parseCivilTime(-315_648_000_000)).toBe('1960-01-01 00:00:00');
});

test('twelve digits are milliseconds unless they are a date of our time', () => {
  // 1980-01-01T00:00Z.
  expect(parseCivilTime(315_532_800_000)).toBe('1980-01-01 08:00:00');
  expect(parseCivilTime('199912312359')).toBe('1999-12-31 23:59:00');
});

test('an explicit offset is converted, never taken for local time', () => {
  expect(parseCivilTime('2026-07-01T01:05:07Z')).toBe('2026-07-01 09:05:07');
  expect(parseCivilTime('2026-07-01T01:05:07.000Z')).toBe('2026-07-01 09:05:07');
  expect(parseCivilTime('2026-07-01T09:05:07+08:00')).toBe('2026-07-01 09:05:07');
  expect(parseCivilTime('2026-06-30T20:05:07-0500')).toBe('2026-07-01 09:05:07');
});

test('24:00 is midnight of the next day', () => {
  expect(parseCivilTime('2026-12-31 24:00:00')).toBe('2027-01-01 00:00:00');
  expect(parseCivilTime('2026-12-31 24:00:01')).toBeUndefined();
});

test.each([
  '1900-01-01',
  '1900-01-01 00:00:00',
  '0001-01-01T00:00:00',
  '1753-01-01',
  '1899-12-30',
  '9999-12-31',
  '2099-12-31 23:59:59',
  '00000000',
  '0000-00-00 00:00:00',
  '0',
  '-',
  '',
  19000101,
  -2_208_988_800_000,
])('%j only fills the field', (written) => {
  expect(parseCivilTime(written)).toBe('placeholder');
});

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-07-01 25:00:00',
  '20261301',
  'yesterday',
  '1782867907',
  3.5,
  true,
  {},
  [],
])('%j is no date', (written) => {
  expect(parseCivilTime(written)).toBeUndefined();
});

test('29 February exists in leap years only', () => {
  expect(parseCivilTime('2024-02-29')).toBe('2024-02-29');
  expect(parseCivilTime('2026-02-29')).toBeUndefined();
});
