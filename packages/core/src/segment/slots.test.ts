import { describe, expect, it } from 'vitest';
import { PROBES_MAX } from './limits.ts';
import { buildSlots, slotEntry } from './slots.ts';

describe('a table of slots', () => {
  it('is at most half full and holds every entry once', () => {
    const slots = buildSlots(Uint32Array.of(1, 2, 3, 4, 5))!;
    expect(slots.length).toBe(16);
    expect([...slots].filter((slot) => slot !== 0).map(slotEntry)).toEqual([0, 1, 2, 3, 4]);
    expect(buildSlots(new Uint32Array(0))).toEqual(new Uint32Array(2));
  });

  it('goes on behind the end at the beginning', () => {
    const slots = buildSlots(Uint32Array.of(7, 7, 7, 7))!;
    expect([...slots].map((slot) => (slot === 0 ? -1 : slotEntry(slot)))).toEqual([1, 2, 3, -1, -1, -1, -1, 0]);
  });

  it('grows until no search looks at more than the promised number of slots', () => {
    // Equal in the low twelve bits: up to 4096 slots they form one chain, in 8192 two of half the length.
    const hashes = Uint32Array.from({ length: PROBES_MAX + 1 }, (_, i) => (i << 12) >>> 0);
    expect(buildSlots(hashes)!.length).toBe(8192);
    expect(buildSlots(hashes.subarray(1))!.length).toBe(256);
  });

  it('gives up on entries that were chosen to collide', () => {
    expect(buildSlots(new Uint32Array(PROBES_MAX).fill(9))).toBeDefined();
    expect(buildSlots(new Uint32Array(PROBES_MAX + 1).fill(9))).toBeUndefined();
  });
});
