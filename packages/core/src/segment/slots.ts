import { PROBES_MAX } from './limits.ts';

/**
 * The open-addressing table that every index of a segment uses: 32-bit slots, 0 when empty, else the top 8 bits of the
 * key's hash over the entry number plus one. A key's chain begins at `hash & (slots − 1)` and ends at an empty slot.
 *
 * The tag spares most look-ups a visit to the key's bytes. A table of half-empty 32-bit slots costs 8 bytes per code
 * in the file and nothing on opening; building it there took 130 ms for a million codes.
 */
export function buildSlots(hashes: Uint32Array): Uint32Array | undefined {
  let size = SLOTS_MIN;
  while (size < hashes.length * 2) size *= 2;
  const sizeMax = size * GROWTH_MAX;
  for (; size <= sizeMax; size *= 2) {
    const slots = fillSlots(hashes, size);
    if (slots !== undefined) return slots;
  }
  return undefined;
}

/** Entry number that an occupied slot holds. */
export function slotEntry(slot: number): number {
  return (slot & SLOT_ENTRY_MASK) - 1;
}

function fillSlots(hashes: Uint32Array, size: number): Uint32Array | undefined {
  const slots = new Uint32Array(size);
  const mask = size - 1;
  for (let entry = 0; entry < hashes.length; entry += 1) {
    const hash = hashes[entry]!;
    let at = hash & mask;
    let probes = 1;
    while (slots[at] !== 0) {
      // The reader gives up after `PROBES_MAX`, so that a hostile table cannot make it walk far.
      if (probes === PROBES_MAX) return undefined;
      at = (at + 1) & mask;
      probes += 1;
    }
    slots[at] = ((hash & SLOT_TAG_MASK) | (entry + 1)) >>> 0;
  }
  return slots;
}

export const SLOT_TAG_MASK = 0xff00_0000 | 0;
export const SLOT_ENTRY_MASK = 0x00ff_ffff;
export const SLOT_TAG_SHIFT = 24;
/** Smallest table. A table always has an empty slot. */
export const SLOTS_MIN = 2;
/** How far a table may outgrow its first size before the keys are taken to have been chosen to collide. */
const GROWTH_MAX = 16;
