import { CoreError } from '../error.ts';
import type { Withdrawal } from '../source/rule-source.ts';

/** What a source says wrongly. Stable: `detail.problem` of `source-malformed`. */
export type SourceProblem =
  | 'source-head'
  | 'rule-definition'
  | 'rule-kind-differs'
  | 'rule-unknown'
  | 'policy-row'
  | 'id-malformed'
  | 'id-duplicate'
  | 'versions-excessive'
  | 'date-malformed'
  | 'days-empty'
  | 'days-overlapping'
  | 'code-malformed'
  | 'prefix-short'
  | 'diagnosis-malformed'
  | 'items-empty'
  | 'item-malformed'
  | 'unit-malformed'
  | 'number-unfit'
  | 'supersedes-itself'
  | 'keys-colliding';

/** The refusal of a source, naming the row. Ids of rows are not personal data. */
export function sourceProblem(
  problem: SourceProblem,
  row: Withdrawal['row'] | 'source' | 'policy',
  id: string | number,
  more: Readonly<Record<string, string | number>> = {},
): CoreError {
  const words = problem.replaceAll('-', ' ');
  return new CoreError('source-malformed', `${row} \`${id}\` is refused: ${words}`, { problem, row, id, ...more });
}

/** The refusal of a source beyond a named limit. */
export function sourceExcessive(what: string, value: number, limit: number): CoreError {
  return new CoreError('source-excessive', `source has ${value} of \`${what}\`, more than ${limit}`, {
    what,
    value,
    limit,
  });
}
