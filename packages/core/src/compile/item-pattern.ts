import { CODE_LENGTH_MAX, CODE_PREFIX_MIN } from '../source/rule-source.ts';
import type { SourceProblem } from './source-problem.ts';

/** Whether the pattern names every code that begins with it, the trailing `*` left out. */
export function isPrefixPattern(pattern: string): boolean {
  return pattern.endsWith('*');
}

/** What is wrong with a code, or `undefined`. */
export function codeProblem(code: unknown): SourceProblem | undefined {
  return typeof code === 'string' && code.length <= CODE_LENGTH_MAX && CODE.test(code) ? undefined : 'code-malformed';
}

/** What is wrong with a code or a prefix that ends in `*`, or `undefined`. */
export function patternProblem(pattern: unknown): SourceProblem | undefined {
  if (typeof pattern !== 'string' || !isPrefixPattern(pattern)) return codeProblem(pattern);
  const prefix = pattern.slice(0, -1);
  return prefix.length < CODE_PREFIX_MIN ? 'prefix-short' : codeProblem(prefix);
}

/** National codes are letters and digits; provinces write variants with these four signs. */
const CODE = /^[0-9A-Za-z][0-9A-Za-z._/+-]*$/;
