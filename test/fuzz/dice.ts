/** Reproducible randomness: equal seeds give equal throws. */
export interface Dice {
  /** A whole number from 0 up to but not including `bound`. */
  below(bound: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

/** Dice for one seed (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (bound: number) => Math.floor(next() * bound);
  return { below, pick: (values) => values[below(values.length)]! };
}
