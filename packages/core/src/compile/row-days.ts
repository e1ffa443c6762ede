import { daysOf } from '../segment/declarations.ts';
import { DAY_ALWAYS, DAY_NEVER } from '../segment/row.ts';
import type { Withdrawal } from '../source/rule-source.ts';
import { sourceProblem } from './source-problem.ts';

/** The days on which a row is in force. */
export interface Days {
  readonly from: number;
  /** Behind the last one. */
  readonly to: number;
}

/** First day of a row, and the day behind its last. @throws {@link CoreError} when there is no day between them. */
export function rowDays(
  row: { readonly from?: string; readonly to?: string },
  kind: Withdrawal['row'],
  id: string,
): Days {
  if (row.from === undefined && row.to === undefined) return EVERY_DAY;
  const days = daysOf(row);
  if (Number.isNaN(days.from) || Number.isNaN(days.to)) throw sourceProblem('date-malformed', kind, id);
  if (days.from >= days.to) throw sourceProblem('days-empty', kind, id);
  return days;
}

/**
 * Refuses rows of one id that are in force on the same day. `versions` are in any order.
 *
 * @throws {@link CoreError} `id-duplicate` for equal days, `days-overlapping` otherwise.
 */
export function refuseOverlap(versions: readonly Days[], kind: Withdrawal['row'], id: string): void {
  const sorted = [...versions].sort((a, b) => a.from - b.from);
  for (let i = 1; i < sorted.length; i += 1) {
    const before = sorted[i - 1]!;
    const version = sorted[i]!;
    if (version.from >= before.to) continue;
    const isSame = version.from === before.from && version.to === before.to;
    throw sourceProblem(isSame ? 'id-duplicate' : 'days-overlapping', kind, id);
  }
}

const EVERY_DAY = { from: DAY_ALWAYS, to: DAY_NEVER };
