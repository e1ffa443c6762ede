import { expect, test } from 'vitest';
import { suggestName } from './suggest-name.ts';

const NAMES = ['import', 'lint', 'compile', 'evaluate'];

test.each([
  ['evalute', 'evaluate'],
  ['complie', 'compile'],
  ['lnit', 'lint'],
  ['eval', 'evaluate'],
])('`%s` is close to `%s`', (typed, name) => {
  expect(suggestName(typed, NAMES)).toBe(`; did you mean \`${name}\`?`);
});

test.each(['settle', 'x', ''])('nothing is close to `%s`', (typed) => {
  expect(suggestName(typed, NAMES)).toBe('');
});
