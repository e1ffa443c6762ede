import { CoreError } from '@forecheck/core';
import { expect, test } from 'vitest';
import { CliError } from './error.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { formatFailure } from './format-failure.ts';

test.each([
  [new CliError('arguments-malformed', 'x'), EXIT.usage],
  [new CliError('command-unknown', 'x'), EXIT.usage],
  [new CliError('example-failed', 'x'), EXIT.findings],
  [new CliError('pack-corrupt', 'x'), EXIT.input],
  [new CoreError('segment-malformed', 'x'), EXIT.input],
  [new TypeError('x'), EXIT.internal],
  // The system's own errors have a code too; those that we expect are wrapped where they are met.
  [Object.assign(new Error('x'), { code: 'ENOENT' }), EXIT.internal],
  ['x', EXIT.internal],
])('%s leads to %i', (error, exit) => {
  expect(exitCodeOf(error)).toBe(exit);
});

test('a mistake of ours is told without its words, as text and as JSON', () => {
  const mistake = new TypeError('张某某 is not a function');
  expect(formatFailure(mistake, { isJson: false })).toContain('(TypeError)');
  const json = JSON.parse(formatFailure(mistake, { isJson: true })) as { error: { code: string } };
  expect(json.error.code).toBe('internal');
  expect(JSON.stringify(json) + formatFailure(mistake, { isJson: false })).not.toContain('张');
});

test('a failure of one of many inputs names its place', () => {
  const failure = new CliError('input-malformed', 'x');
  expect(formatFailure(failure, { isJson: false, place: 'line 7' })).toMatch(
    /^forecheck: line 7: input-malformed: x\n/,
  );
  expect(JSON.parse(formatFailure(failure, { isJson: true, place: 'line 7' }))).toMatchObject({ place: 'line 7' });
});
