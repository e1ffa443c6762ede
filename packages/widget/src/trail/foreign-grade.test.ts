import { expect, test } from 'vitest';
import { gradeOfLamp, gradeOfSevDeg, type LampVersion } from './foreign-grade.ts';

const loudness = { info: 0, warning: 1, critical: 2 } as const;
/** Blue, yellow, orange, red, black: from least to most. */
const CODES: Readonly<Record<LampVersion, readonly number[]>> = { 3: [0, 1, 4, 2, 3], 4: [0, 4, 3, 2, 1] };

test.each<LampVersion>([3, 4])('W43 the lamps of version %i are as loud as their colours', (version) => {
  const grades = CODES[version].map((code) => gradeOfLamp(version, code));
  expect(grades.map(({ severity }) => severity)).toEqual(['info', 'info', 'warning', 'warning', 'critical']);
  expect(grades.some(({ isUnknown }) => isUnknown)).toBe(false);
});

test('W43 the same number is not the same lamp in both versions', () => {
  expect(gradeOfLamp(3, 1).severity).toBe('info');
  expect(gradeOfLamp(4, 1).severity).toBe('critical');
});

test('W43 sev_deg goes from certain to slight', () => {
  expect(['1', 2, ' 3 '].map(gradeOfSevDeg)).toEqual([
    { severity: 'critical', verdict: 'violation', isUnknown: false },
    { severity: 'warning', verdict: 'suspected', degree: 'high', isUnknown: false },
    { severity: 'info', verdict: 'suspected', degree: 'low', isUnknown: false },
  ]);
});

test.each(['', '9', 'toString', '-1', 'constructor'])(
  'W43 an unknown code `%s` is the gravest, and said to be unknown',
  (code) => {
    for (const grade of [gradeOfLamp(3, code), gradeOfLamp(4, code), gradeOfSevDeg(code)]) {
      expect(grade.isUnknown).toBe(true);
      expect(loudness[grade.severity]).toBe(2);
    }
  },
);
