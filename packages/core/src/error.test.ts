import { describe, expect, it } from 'vitest';
import { CoreError, isCoreError } from './error.ts';

describe('CoreError', () => {
  it('is told by its brand, also when another build of the package threw it', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('forecheck.core-error')]: true });
    expect(isCoreError(new CoreError('segment-malformed', 'x'))).toBe(true);
    expect(isCoreError(foreign)).toBe(true);
    expect([new Error('x'), undefined, null, 'x', { code: 'segment-malformed' }].some(isCoreError)).toBe(false);
  });

  it('says what, whether to try again, and why', () => {
    const cause = new Error('inner');
    const error = new CoreError('source-malformed', 'rule `R1` is refused', { id: 'R1' }, { cause });
    expect(error).toMatchObject({
      code: 'source-malformed',
      retry: 'never',
      detail: { id: 'R1' },
      cause,
      name: 'CoreError',
    });
    expect(error.message).toBe('rule `R1` is refused');
    expect(new CoreError('segment-missing', 'x').detail).toEqual({});
  });
});
