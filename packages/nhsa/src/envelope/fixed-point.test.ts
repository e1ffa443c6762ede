import { expect, test } from 'vitest';
import { parseFixedPoint } from './fixed-point.ts';

const exact = (units: number) => ({ units, isRounded: false });
const rounded = (units: number) => ({ units, isRounded: true });

test.each([
  [30.1, 6, exact(30_100_000)],
  ['30.10', 6, exact(30_100_000)],
  ['0.000001', 6, exact(1)],
  [0.000001, 6, exact(1)],
  ['-2.5', 4, exact(-25_000)],
  ['+2.', 4, exact(20_000)],
  ['.5', 4, exact(5000)],
  [' 7 ', 4, exact(70_000)],
  ['-0', 4, exact(0)],
  ['12345678.123456', 6, exact(12_345_678_123_456)],
])('%j with %i digits is exact', (written, digits, expected) => {
  expect(parseFixedPoint(written, digits)).toEqual(expected);
});

test("a sender's binary noise rounds away", () => {
  expect(parseFixedPoint(0.1 + 0.2, 6)).toEqual(rounded(300_000));
  expect(parseFixedPoint(4.35 * 100, 4)).toEqual(rounded(4_350_000));
});

test('digits beyond the last round half away from zero', () => {
  expect(parseFixedPoint('1.00005', 4)).toEqual(rounded(10_001));
  expect(parseFixedPoint('-1.00005', 4)).toEqual(rounded(-10_001));
  expect(parseFixedPoint('1.00004999', 4)).toEqual(rounded(10_000));
  expect(parseFixedPoint('1.00000000', 4)).toEqual(exact(10_000));
});

test('numbers too small to print are nothing', () => {
  expect(parseFixedPoint(1e-9, 6)).toEqual(rounded(0));
});

test.each([
  '',
  '.',
  '-',
  '--',
  '1,000',
  '1e3',
  '2盒',
  '默认',
  null,
  true,
  [1],
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e21,
])('%j is no decimal', (written) => {
  expect(parseFixedPoint(written, 4)).toBeUndefined();
});

test('what leaves the safe integers is no decimal', () => {
  expect(parseFixedPoint('9999999999999999', 4)).toBeUndefined();
});
