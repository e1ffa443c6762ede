import { refuse } from './error.ts';
import { SEQUENCE_MAX } from './limits.ts';
import { integer, ShapeProblem } from './shape.ts';

/** Versions and sequences begin at 1, so that 0 may stand for none. */
export const sequenceField = integer(1, SEQUENCE_MAX);
/** Epochs begin at 0. */
export const epochField = integer(0, SEQUENCE_MAX);
/** Epoch milliseconds of a day on which this software can run, until the year 9999. */
export const instantField = integer(0, 253_402_300_799_999);

/**
 * What a reader of fields gives, its problem told as an error with a code.
 *
 * @throws {@link PackError} `field-malformed` (or another, if asked), with the path and nothing of what stands there
 */
export function readFields<T>(
  read: (value: unknown) => T,
  value: unknown,
  code: 'field-malformed' | 'object-malformed' = 'field-malformed',
): T {
  try {
    return read(value);
  } catch (problem) {
    if (!(problem instanceof ShapeProblem)) throw problem;
    refuse(code, { path: problem.path, expected: problem.expected });
  }
}

/**
 * A life that begins before it ends, and is not longer than allowed.
 *
 * @throws {@link PackError} `time-implausible`
 */
export function checkLife(object: { issuedMs: number; expiresMs: number }, lifeMsMax = Number.POSITIVE_INFINITY): void {
  const lifeMs = object.expiresMs - object.issuedMs;
  if (lifeMs <= 0 || lifeMs > lifeMsMax) refuse('time-implausible', { lifeMs });
}
