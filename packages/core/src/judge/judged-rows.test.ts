import { expect, it } from 'vitest';
import { createJudgedRows, isNewRow } from './judged-rows.ts';

it('a row is new once, among few rows and among thousands', () => {
  const judged = createJudgedRows();
  const keys = Array.from({ length: 5000 }, (_, k) => k * 2 ** 30);
  expect(keys.map((key) => isNewRow(judged, key))).not.toContain(false);
  expect(keys.map((key) => isNewRow(judged, key))).not.toContain(true);
  expect(isNewRow(judged, -1)).toBe(true);
});
