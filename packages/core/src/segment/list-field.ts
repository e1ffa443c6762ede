import { LIST_INLINE, LIST_NONE } from './row.ts';

/** Values of the list that a field of a row stands for; see `LIST_INLINE`. For what is not in a hurry: makes an array. */
export function listValues(lists: Int32Array, field: number): readonly number[] {
  if (field === LIST_NONE) return [];
  if (field <= LIST_INLINE) return [LIST_INLINE - field];
  return [...lists.subarray(field + 1, field + 1 + lists[field]!)];
}
