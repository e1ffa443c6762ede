import { expect, test } from 'vitest';
import { nextStepOf } from './next-steps.ts';

// That every code has a next step is a matter of types: see the table.

test('a code of another package is looked up', () => {
  expect(nextStepOf('segment-malformed', 'evaluate')).toContain('do not use this pack');
});

test('a code of a newer release, and names that every object has, point at the list of codes', () => {
  for (const code of ['no-such-code', 'toString']) expect(nextStepOf(code, undefined)).toContain('docs/errors.md');
});

test('what lint cannot read it does not send to lint', () => {
  expect(nextStepOf('folder-malformed', 'compile')).toContain('forecheck lint');
  expect(nextStepOf('folder-malformed', 'lint')).not.toContain('forecheck lint');
});

test('a mistyped option points at the help of its command', () => {
  expect(nextStepOf('arguments-malformed', 'lint')).toBe('see `forecheck lint --help`');
  expect(nextStepOf('arguments-malformed', undefined)).toBe('see `forecheck --help`');
});
