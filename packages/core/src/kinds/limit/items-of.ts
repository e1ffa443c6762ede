import { uses } from '../../judge/uses.ts';

/** Distinct items of a run, ascending. */
export function itemsOf(run: Int32Array): number[] {
  const items = new Set<number>();
  for (const use of run) items.add(uses.item[use]!);
  return [...items].sort((a, b) => a - b);
}

/** Those of a run that do not offend. */
export function itemsWithout(run: Int32Array, offending: readonly number[]): number[] {
  const isOffending = new Set(offending);
  return itemsOf(run).filter((i) => !isOffending.has(i));
}
