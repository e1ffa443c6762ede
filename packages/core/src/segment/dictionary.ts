import { PROBES_MAX } from './limits.ts';
import type { DictionarySections, Places } from './places.ts';
import { findCode, LENGTHS, openPlaces, startsAt } from './places.ts';
import { SLOT_ENTRY_MASK, SLOT_TAG_MASK } from './slots.ts';
import type { CodeTable } from './view.ts';

/** Exact look-up over checked sections. */
export function openCodes(sections: DictionarySections): CodeTable {
  const places = openPlaces(sections.classes);
  return {
    count: places.count,
    text: (id) => places.text(sections.bytes, id),
    hash: (id) => places.hash(sections.bytes, id),
    isText: (id, text) => places.isText(sections.bytes, id, text),
    findMany(texts, hashes, count, ids) {
      for (let start = 0; start < count; start += BLOCK) {
        findBlock(sections, places, texts, hashes, start, Math.min(start + BLOCK, count), ids);
      }
    },
  };
}

// Passes over all codes instead of one look-up after the other: the loads of a pass do not wait for each other, so their
// cache misses overlap.
function findBlock(
  sections: DictionarySections,
  places: Places,
  texts: readonly string[],
  hashes: Uint32Array,
  start: number,
  past: number,
  ids: Int32Array,
): void {
  const { bytes, slots } = sections;
  const { classOfLength, firstId, firstByte, pastId } = places;
  const mask = slots.length - 1;
  for (let i = start; i < past; i += 1) ids[i] = slots[hashes[i]! & mask]!;
  // Half of the slots are taken, so every fourth search goes on to a neighbour, which is in the cache by now. Going on
  // after the bytes of a wrong code had been fetched cost 1 µs for 20 codes.
  for (let i = start; i < past; i += 1) {
    const hash = hashes[i]!;
    let slot = ids[i]!;
    let index = hash & mask;
    for (let probes = 1; slot !== 0 && ((slot ^ hash) & SLOT_TAG_MASK) !== 0; probes += 1) {
      index = (index + 1) & mask;
      slot = probes < PROBES_MAX ? slots[index]! : 0;
    }
    ids[i] = slot;
  }
  let touched = 0;
  for (let i = start; i < past; i += 1) {
    const length = texts[i]!.length;
    const at = length < LENGTHS ? classOfLength[length]! : 0;
    const id = (ids[i]! & SLOT_ENTRY_MASK) - 1;
    // Class 0 has no ids. A code of another length has the same tag by chance; the slow search goes on behind it.
    const byte =
      id >= firstId[at]! && id < pastId[at]! ? (firstByte[at]! + Math.imul(id - firstId[at]!, length)) | 0 : -1;
    placeOf[i - start] = byte;
    // The last byte may lie on another cache line than the first.
    if (byte >= 0) touched |= bytes[byte]! | bytes[byte + length - 1]!;
  }
  sink = touched;
  for (let i = start; i < past; i += 1) {
    const text = texts[i]!;
    const byte = placeOf[i - start]!;
    if (byte >= 0 && startsAt(bytes, byte, text, text.length, text.length)) ids[i] = (ids[i]! & SLOT_ENTRY_MASK) - 1;
    else ids[i] = ids[i] === 0 ? -1 : findCode(sections, places, text, hashes[i]!);
  }
}

/** Codes looked up together: more than one order has, few enough for their places to stay in the first-level cache. */
const BLOCK = 64;
const placeOf = new Int32Array(BLOCK);
/**
 * Keeps the touching loads alive: an engine may drop a load whose value nobody sees.
 *
 * @public
 */
export let sink = 0;
