import { LIST_VALUES_MAX } from '../segment/limits.ts';
import { sourceExcessive } from './source-problem.ts';

/** Lists of a segment in the making; equal lists share a place. */
export interface ListHeap {
  /** Offset of a list with these values: its length, then the values. */
  add(values: readonly number[]): number;
  finish(): Int32Array;
}

/** A heap without lists. */
export function createListHeap(): ListHeap {
  // Most lists name one code, and a number is a much cheaper key than a text.
  const single = new Map<number, number>();
  const several = new Map<string, number>();
  let ints = new Int32Array(1024);
  let length = 0;

  function append(values: readonly number[]): number {
    if (values.length > LIST_VALUES_MAX) throw sourceExcessive('list values', values.length, LIST_VALUES_MAX);
    const end = length + values.length + 1;
    if (end > ints.length) {
      const larger = new Int32Array(Math.max(ints.length * 2, end));
      larger.set(ints);
      ints = larger;
    }
    const offset = length;
    ints[offset] = values.length;
    for (let i = 0; i < values.length; i += 1) ints[offset + 1 + i] = values[i]!;
    length = end;
    return offset;
  }

  return {
    add(values) {
      if (values.length === 1) {
        const known = single.get(values[0]!);
        if (known !== undefined) return known;
        const offset = append(values);
        single.set(values[0]!, offset);
        return offset;
      }
      const key = values.join();
      const known = several.get(key);
      if (known !== undefined) return known;
      const offset = append(values);
      several.set(key, offset);
      return offset;
    },
    finish: () => ints.slice(0, length),
  };
}
