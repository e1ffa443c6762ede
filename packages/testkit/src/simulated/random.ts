/** Repeatable randomness: equal seeds give equal numbers on every platform. Not for secrets. */
export interface SeededRandom {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** True in so many of a thousand cases. */
  permille(share: number): boolean;
  pick<T>(of: readonly T[]): T;
  /** Another stream, independent of what this one gives later. */
  fork(): SeededRandom;
}

/** The stream of a seed: mulberry32. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    permille: (share) => next() * 1000 < share,
    pick: (of) => of[between(0, of.length - 1)] as (typeof of)[number],
    fork: () => createSeededRandom(Math.floor(next() * 4_294_967_296)),
  };
}
