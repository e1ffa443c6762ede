import { webCrypto } from '@forecheck/pack/web';
import { expect, test } from 'vitest';
import { isTaken, placeOf } from './rollout.ts';

test('an institution has its place by salt and name, the same everywhere', async () => {
  const places = await Promise.all(
    [
      ['s', 'H1'],
      ['s', 'H2'],
      ['t', 'H1'],
      ['', ''],
      ['盐', '示例医院'],
    ].map(([salt, institution]) => placeOf(salt!, institution!, webCrypto())),
  );
  expect(places).toEqual([94, 73, 83, 4, 46]);
});

test('a candidate is taken below its percentage, and kept by who has taken it', () => {
  const candidate = { digest: 'd', sequence: 1, bytes: 1, percentage: 25, salt: 's', state: 'active' } as const;
  expect([0, 24, 25, 99].map((place) => isTaken(candidate, place, undefined))).toEqual([true, true, false, false]);
  expect(isTaken(candidate, 99, 'd')).toBe(true);
  expect(isTaken({ ...candidate, state: 'paused' }, 0, undefined)).toBe(false);
  expect(isTaken({ ...candidate, state: 'paused' }, 99, 'd')).toBe(true);
  expect(isTaken({ ...candidate, percentage: 100, state: 'shadow' }, 0, undefined)).toBe(false);
});
