/**
 * Work that grows faster than the encounter: uses that are spelt out, and comparisons of uses with each other. Counted
 * so that no encounter, however it was made, holds an evaluation up.
 */
export const steps: {
  /** Since the evaluation began: what judging once more would cost. */
  total: number;
  /** What the row being judged may still spend. */
  left: number;
} = { total: 0, left: 0 };

/** An evaluation begins. */
export function countSteps(): void {
  steps.total = 0;
}

/** A row begins to be judged. */
export function allowSteps(): void {
  steps.left = STEPS_MAX;
}

/**
 * Counts steps before they are taken. False when the row may take no more: then nothing is told of it, not even what
 * has been found, for that would depend on the order in which items were sent.
 */
export function spend(count: number): boolean {
  steps.total += count;
  steps.left -= count;
  return steps.left >= 0;
}

/** Most comparisons for one knowledge point: a class of 3,000 lines, each with each; about a second. */
const STEPS_MAX = 10_000_000;
