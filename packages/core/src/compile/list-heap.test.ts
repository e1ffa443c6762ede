import { describe, expect, it } from 'vitest';
import { createListHeap } from './list-heap.ts';

describe('a heap of lists', () => {
  it('holds equal lists once, however many there are', () => {
    const heap = createListHeap();
    const lists = Array.from({ length: 3000 }, (_, i) => [i % 7, i, 3000 - i]);
    const offsets = lists.map(heap.add);
    expect(new Set(offsets).size).toBe(lists.length);
    expect(lists.map((list) => heap.add([...list]))).toEqual(offsets);
    const ints = heap.finish();
    expect(ints.length).toBe(3000 * 4);
    expect(offsets.map((at) => [...ints.subarray(at, at + 4)])).toEqual(lists.map((list) => [3, ...list]));
  });

  it('tells a list from its beginning, and from no list', () => {
    const heap = createListHeap();
    const offsets = [[1, 2, 3], [1, 2], [1], []].map(heap.add);
    expect(new Set(offsets).size).toBe(4);
    expect([...heap.finish()]).toEqual([3, 1, 2, 3, 2, 1, 2, 1, 1, 0]);
  });

  it('lets a field say none and one by itself', () => {
    const heap = createListHeap();
    expect([[], [0], [5]].map(heap.addField)).toEqual([-1, -2, -7]);
    expect(heap.finish()).toHaveLength(0);
    expect(heap.addField([5, 6])).toBe(0);
    expect([...heap.finish()]).toEqual([2, 5, 6]);
  });
});
