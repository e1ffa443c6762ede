/** So many failures … */
const FAILURES_MAX = 5;
/** … in so many milliseconds are a loop … */
const FAILURES_WINDOW_MS = 60_000;
/** … and nothing is tried for so long. */
export const HOLD_MS = 5 * 60_000;

/** Counts one more failure; `isSpent` when that makes a loop, and the count begins anew. */
export function spend(
  failures: readonly number[],
  nowMs: number,
): { readonly failures: readonly number[]; readonly isSpent: boolean } {
  const recent = [...failures.filter((instant) => nowMs - instant < FAILURES_WINDOW_MS), nowMs];
  const isSpent = recent.length > FAILURES_MAX;
  return { failures: isSpent ? [] : recent, isSpent };
}
