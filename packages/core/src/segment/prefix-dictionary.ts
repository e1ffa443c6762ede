import { finishHash, HASH_EVEN, HASH_ODD, HASH_PRIME } from './hash.ts';
import type { DictionarySections, Places } from './places.ts';
import { LENGTHS, openPlaces, seek } from './places.ts';
import { SLOT_ENTRY_MASK, SLOT_TAG_MASK } from './slots.ts';
import type { PrefixTable } from './view.ts';

/** Look-up of all prefixes of a text, over checked sections. */
export function openPrefixes(sections: DictionarySections): PrefixTable {
  const { bytes, classes } = sections;
  const places = openPlaces(classes);
  const lengths: number[] = [];
  for (let i = 0; i < classes.length; i += 2) lengths.push(classes[i]!);
  return {
    count: places.count,
    lengths,
    text: (id) => places.text(bytes, id),
    findPrefixes(text, ids, gap = text.length) {
      const past = gap < text.length ? text.length - 1 : text.length;
      let found = 0;
      let even = HASH_EVEN;
      let odd = HASH_ODD;
      let hashed = 0;
      for (let k = 0; k < lengths.length; k += 1) {
        const length = lengths[k]!;
        if (length > past) break;
        for (; hashed < length; hashed += 1) {
          const unit = text.charCodeAt(hashed < gap ? hashed : hashed + 1);
          if ((hashed & 1) === 0) even = Math.imul(even ^ unit, HASH_PRIME);
          else odd = Math.imul(odd ^ unit, HASH_PRIME);
        }
        const id = seek(sections, places, k + 1, text, length, finishHash(even, odd, length), gap);
        if (id >= 0) ids[found++] = id;
      }
      return found;
    },
    findMany(texts, count, ids) {
      for (let start = 0; start < count; start += BLOCK) {
        findPrefixBlock(sections, places, lengths, texts, start, Math.min(start + BLOCK, count), ids);
      }
    },
  };
}

// In passes, as codes are looked up: one prefix after the other was 15 % of an evaluation against a million codes.
function findPrefixBlock(
  sections: DictionarySections,
  places: Places,
  lengths: readonly number[],
  texts: readonly string[],
  start: number,
  past: number,
  ids: Int32Array,
): void {
  const { bytes, slots } = sections;
  const base = start * lengths.length;
  const count = (past - start) * lengths.length;
  for (let i = start; i < past; i += 1) hashPrefixes(slots, lengths, texts[i]!, (i - start) * lengths.length);
  let touched = 0;
  for (let n = 0; n < count; n += 1) {
    const slot = slotOf[n]!;
    const at = (n % lengths.length) + 1;
    const id = (slot & SLOT_ENTRY_MASK) - 1;
    const isLikely = slot !== 0 && ((slot ^ hashOf[n]!) & SLOT_TAG_MASK) === 0;
    if (!isLikely || id < places.firstId[at]! || id >= places.pastId[at]!) continue;
    touched |= bytes[places.firstByte[at]! + (id - places.firstId[at]!) * lengths[at - 1]!]!;
  }
  sink = touched;
  for (let n = 0; n < count; n += 1) {
    const k = n % lengths.length;
    const length = lengths[k]!;
    const text = texts[start + (n - k) / lengths.length]!;
    ids[base + n] = slotOf[n] === 0 ? -1 : seek(sections, places, k + 1, text, length, hashOf[n]!, text.length);
  }
}

/** Hashes every prefix of the text in one pass and loads its first slot; 0 for a prefix longer than the text. */
function hashPrefixes(slots: Uint32Array, lengths: readonly number[], text: string, at: number): void {
  let even = HASH_EVEN;
  let odd = HASH_ODD;
  let hashed = 0;
  for (let k = 0; k < lengths.length; k += 1) {
    const length = lengths[k]!;
    if (length > text.length) {
      slotOf[at + k] = 0;
      continue;
    }
    for (; hashed < length; hashed += 1) {
      const unit = text.charCodeAt(hashed);
      if ((hashed & 1) === 0) even = Math.imul(even ^ unit, HASH_PRIME);
      else odd = Math.imul(odd ^ unit, HASH_PRIME);
    }
    const hash = finishHash(even, odd, length);
    hashOf[at + k] = hash;
    slotOf[at + k] = slots[hash & (slots.length - 1)]!;
  }
}

/** Texts looked up together: as many as codes. */
const BLOCK = 64;
const hashOf = new Uint32Array(BLOCK * LENGTHS);
const slotOf = new Uint32Array(BLOCK * LENGTHS);
/**
 * Keeps the touching loads alive: an engine may drop a load whose value nobody sees.
 *
 * @public
 */
export let sink = 0;
