import type { Basis } from '../model/evaluation.ts';
import { basisProblem } from './check-definition.ts';
import { ROW_BASIS, ROW_INTS } from './row.ts';
import type { SegmentView } from './view.ts';

/**
 * The basis that a knowledge row states, or `undefined` when it states none. Never throws: opening a segment does not
 * parse half a million of these, so one that is not a basis counts as none.
 */
export function readBasis(view: SegmentView, row: number): Basis | undefined {
  const index = view.rows[row * ROW_INTS + ROW_BASIS]!;
  if (index === 0) return undefined;
  try {
    const value: unknown = JSON.parse(view.text(index));
    return basisProblem(value) === undefined ? (value as Basis) : undefined;
  } catch {
    return undefined;
  }
}
