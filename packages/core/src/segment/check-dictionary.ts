import type { SectionName } from './layout.ts';
import { DICTIONARY_ENTRIES_MAX } from './limits.ts';
import { excessive, malformed } from './malformed.ts';
import type { DictionarySections } from './places.ts';
import { LENGTHS } from './places.ts';
import { SLOT_ENTRY_MASK, SLOT_TAG_SHIFT, SLOTS_MIN } from './slots.ts';

/** Names of a dictionary's sections, for the refusal. */
export type DictionaryNames = Readonly<Record<keyof DictionarySections, SectionName>>;

/**
 * How many codes the dictionary holds, once every class, byte and slot has been looked at.
 *
 * That each code is found in its slot is not checked: it would cost a cache miss per code, and a slot that leads
 * elsewhere makes a code unknown, not mistaken for another, because a look-up compares bytes.
 */
export function checkDictionary(names: DictionaryNames, sections: DictionarySections): number {
  const { classes, bytes } = sections;
  if (classes.length % 2 !== 0 || classes.length > (LENGTHS - 1) * 2) throw malformed(names.classes, classes.length);
  let count = 0;
  let total = 0;
  let lengthBefore = 0;
  for (let i = 0; i < classes.length; i += 2) {
    const length = classes[i]!;
    const entries = classes[i + 1]!;
    if (length <= lengthBefore || length >= LENGTHS || entries === 0) throw malformed(names.classes, i);
    lengthBefore = length;
    count += entries;
    total += entries * length;
  }
  if (count > DICTIONARY_ENTRIES_MAX) throw excessive(names.classes, count, DICTIONARY_ENTRIES_MAX);
  if (total !== bytes.length) throw malformed(names.bytes, bytes.length);
  checkAscii(names.bytes, bytes);
  checkSlots(names.slots, sections.slots, count);
  return count;
}

/** A table of slots over `count` entries: a power of two, every entry in range, as many as there are. */
export function checkSlots(name: SectionName, slots: Uint32Array, count: number): void {
  const size = slots.length;
  if (size < SLOTS_MIN || (size & (size - 1)) !== 0) throw malformed(name, size);
  let occupied = 0;
  let entryMax = 0;
  let tagOfEmpty = 0;
  for (let i = 0; i < size; i += 1) {
    const entry = slots[i]! & SLOT_ENTRY_MASK;
    // Half of the slots are empty, in no order: a branch would be mispredicted every other time, 27 ms instead of 8.
    occupied += (entry + SLOT_ENTRY_MASK) >>> SLOT_TAG_SHIFT;
    tagOfEmpty |= ((entry - 1) >> 31) & slots[i]!;
    if (entry > entryMax) entryMax = entry;
  }
  if (tagOfEmpty !== 0 || entryMax > count || occupied !== count || occupied === size) throw malformed(name, entryMax);
}

function checkAscii(name: SectionName, bytes: Uint8Array): void {
  // Four bytes at a time: 23 MB of codes take 5 ms.
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let bits = 0;
  for (let i = 0; i < words.length; i += 1) bits |= words[i]!;
  for (let i = words.length * 4; i < bytes.length; i += 1) bits |= bytes[i]!;
  if ((bits & HIGH_BITS) !== 0) throw malformed(name, bytes.length);
}

const HIGH_BITS = 0x8080_8080 | 0;
