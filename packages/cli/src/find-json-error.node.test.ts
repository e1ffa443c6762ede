import { expect, test } from 'vitest';
import { findJsonError } from './find-json-error.ts';

// The caret stands before the first token that is wrong.
test.each([
  '{"a": ^x}',
  '{"a" ^1}',
  '{"a": 1 ^"b": 2}',
  '{"a": 1,^}',
  '[1,^]',
  '[1 ^2]',
  '[1^}',
  '{"a": [1, {"b": 2}^',
  '{"a": ^"unclosed}',
  '{"a": ^"bad \\q"}',
  '{^a: 1}',
  "{^'a': 1}",
  '{"a": tru^',
  '{} ^{}',
  '^',
  '  ^',
  '{"a": 0^1}',
])('%s', (marked) => {
  const text = marked.replace('^', '');
  expect(() => JSON.parse(text)).toThrow();
  // A word that begins well is one token of nonsense.
  const place = marked === '{"a": tru^' ? '{"a": '.length : marked.indexOf('^');
  expect(findJsonError(text)).toBe(place);
});
