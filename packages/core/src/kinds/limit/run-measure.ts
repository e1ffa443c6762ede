import type { Judge } from '../../judge/judge.ts';
import { uses } from '../../judge/uses.ts';
import { SCALE } from '../../model/decimal.ts';

/** What is measured of a stretch of uses while a window slides along: uses are taken in at one end, left at the other. */
export interface RunMeasure {
  /** Takes in a use. */
  take(use: number): void;
  /** Leaves a use that was taken in. */
  leave(use: number): void;
  /** Of the uses taken in and not left, of which these are the first and the last. */
  value(first: number, last: number): number;
}

/** Sum of the quantities that are known. */
export function createSum(): RunMeasure {
  let sum = 0;
  const add = (use: number, sign: number): void => {
    const quantity = uses.quantity[use]!;
    if (quantity === quantity) sum += sign * quantity;
  };
  return {
    take: (use) => add(use, 1),
    leave: (use) => add(use, -1),
    value: () => sum,
  };
}

/** Calendar days from the first use to the last, as quantities are scaled. */
export function createSpan(): RunMeasure {
  return {
    take() {},
    leave() {},
    value: (first, last) => (uses.day[last]! - uses.day[first]! + 1) * SCALE,
  };
}

/** Different codes. */
export function createDistinct({ facts }: Judge): RunMeasure {
  const timesByCode = new Map<number, number>();
  const codeOf = (use: number): number => facts.code[uses.item[use]!]!;
  return {
    take(use) {
      const code = codeOf(use);
      timesByCode.set(code, (timesByCode.get(code) ?? 0) + 1);
    },
    leave(use) {
      const code = codeOf(use);
      const times = timesByCode.get(code)! - 1;
      if (times === 0) timesByCode.delete(code);
      else timesByCode.set(code, times);
    },
    value: () => timesByCode.size,
  };
}
