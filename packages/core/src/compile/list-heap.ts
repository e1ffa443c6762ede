import { LIST_VALUES_MAX } from '../segment/limits.ts';
import { LIST_INLINE, LIST_NONE } from '../segment/row.ts';
import { sourceExcessive } from './source-problem.ts';

/** Lists of a segment in the making; equal lists share a place. */
export interface ListHeap {
  /** Offset of a list with these values: its length, then the values. */
  add(values: readonly number[]): number;
  /** What a row's field says to mean these values: none, one value itself, or the offset of several. */
  addField(values: readonly number[]): number;
  finish(): Int32Array;
}

/** A heap without lists. */
export function createListHeap(): ListHeap {
  let ints = new Int32Array(1024);
  let length = 0;
  /** Open addressing by the values' hash: offset of a list plus one. Half a million texts as keys took 100 MB. */
  let slots = new Int32Array(SLOTS_MIN);
  let count = 0;

  /** Slot that holds a list of these values, or the empty one where it belongs. */
  function seek(values: ArrayLike<number>, first: number, size: number): number {
    const mask = slots.length - 1;
    let at = hashOf(values, first, size) & mask;
    while (slots[at] !== 0 && !isList(slots[at]! - 1, values, first, size)) at = (at + 1) & mask;
    return at;
  }

  function isList(offset: number, values: ArrayLike<number>, first: number, size: number): boolean {
    if (ints[offset] !== size) return false;
    for (let i = 0; i < size; i += 1) if (ints[offset + 1 + i] !== values[first + i]) return false;
    return true;
  }

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
    ints.set(values, offset + 1);
    length = end;
    return offset;
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2);
    for (let offset = 0; offset < length; offset += ints[offset]! + 1) {
      slots[seek(ints, offset + 1, ints[offset]!)] = offset + 1;
    }
  }

  function add(values: readonly number[]): number {
    const at = seek(values, 0, values.length);
    if (slots[at] !== 0) return slots[at]! - 1;
    const offset = append(values);
    slots[at] = offset + 1;
    count += 1;
    if (count * 2 > slots.length) grow();
    return offset;
  }

  return {
    add,
    addField(values) {
      if (values.length === 0) return LIST_NONE;
      return values.length === 1 ? LIST_INLINE - values[0]! : add(values);
    },
    finish: () => ints.slice(0, length),
  };
}

function hashOf(values: ArrayLike<number>, first: number, size: number): number {
  let hash = size;
  for (let i = 0; i < size; i += 1) {
    hash = Math.imul(hash ^ values[first + i]!, 0x85eb_ca6b);
    hash ^= hash >>> 13;
  }
  return hash ^ (hash >>> 16);
}

const SLOTS_MIN = 1024;
