import { expect, test } from 'vitest';
import { clipText } from './clip-text.ts';

test('a text that fits is left alone', () => {
  expect(clipText('一二三', 3)).toBe('一二三');
});

test('a longer text is cut after the last mark nearby, with an ellipsis', () => {
  expect(clipText('一二三四五六七八，九十甲乙', 11)).toBe('一二三四五六七八，…');
});

test('without a mark nearby it is cut at the length', () => {
  expect(clipText('一，二三四五六七八九十甲乙', 10)).toBe('一，二三四五六七八…');
});

test('a surrogate pair is never halved', () => {
  const clipped = clipText('字'.repeat(8) + '𠮷'.repeat(5), 10);
  expect(clipped).toBe(`${'字'.repeat(8)}…`);
});
