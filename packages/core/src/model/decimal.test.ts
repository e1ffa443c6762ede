import { describe, expect, it } from 'vitest';
import { formatScaled, multiplyScaled, parseDecimal, roundToFen } from './decimal.ts';

describe('decimals', () => {
  it('reads numbers and texts to the same integer', () => {
    for (const [number, text] of [
      [0.1, '0.1'],
      [2.5, '2.5'],
      [-3, '-3'],
      [1234567.8901, '1234567.8901'],
      [99999999.9999, '99999999.9999'],
    ] as const) {
      expect(parseDecimal(number)).toBe(parseDecimal(text));
    }
    expect(parseDecimal(0.1) + parseDecimal(0.2)).toBe(parseDecimal(0.3));
  });

  it('reads every quantity of two decimals exactly', () => {
    for (let hundredths = 0; hundredths <= 200_000; hundredths += 1) {
      if (parseDecimal(hundredths / 100) !== hundredths * 100) expect.fail(`${hundredths} hundredths`);
    }
  });

  it('refuses more than four decimals, what is not finite and what is too large', () => {
    for (const value of [
      0.00001,
      1 / 3,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e13,
      '0.12345',
      '1e3',
      '',
      ' 1',
      '１',
      '--1',
    ]) {
      expect(parseDecimal(value), String(value)).toBeNaN();
    }
    expect(parseDecimal('1.50000000')).toBe(15_000);
  });

  it('writes the shortest text', () => {
    expect(formatScaled(25_000)).toBe('2.5');
    expect(formatScaled(-1)).toBe('-0.0001');
    expect(formatScaled(30_000)).toBe('3');
  });
});

describe('products', () => {
  it('agrees with integer arithmetic of any size', () => {
    const values = [0, 1, 4999, 5000, 10_000, 33_333, 123_456_789, 2_999_999_999, -7_777_777];
    for (const a of values) {
      for (const b of values) {
        const exact = BigInt(a) * BigInt(b);
        const magnitude = exact < 0n ? -exact : exact;
        const rounded = (magnitude + 5000n) / 10_000n;
        expect(multiplyScaled(a, b), `${a} × ${b}`).toBe(Number(exact < 0n ? -rounded : rounded));
      }
    }
  });

  it('rounds half a fen away from zero', () => {
    expect(roundToFen(5000)).toBe(1);
    expect(roundToFen(4999)).toBe(0);
    expect(roundToFen(-5000)).toBe(-1);
  });
});
