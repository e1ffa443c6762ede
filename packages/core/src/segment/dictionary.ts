import { finishHash, HASH_EVEN, HASH_ODD, HASH_PRIME, hashBytes } from './hash.ts';
import { PROBES_MAX } from './limits.ts';
import { SLOT_ENTRY_MASK, SLOT_TAG_MASK } from './slots.ts';
import { readUtf8 } from './utf8.ts';
import type { CodeTable, PrefixTable } from './view.ts';

/**
 * Three sections of a segment as they lie there. Codes are ASCII, sorted by length and then by text; `classes` holds a
 * pair (length, how many) for each length, so that a code's place follows from its id and a look-up touches two cache
 * lines: its slot and its bytes.
 */
export interface DictionarySections {
  readonly classes: Uint32Array;
  readonly bytes: Uint8Array;
  readonly slots: Uint32Array;
}

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

/** Id of a text, one at a time; for what is not looked up in batches. */
export function findCode(sections: DictionarySections, places: Places, text: string, hash: number): number {
  const length = text.length;
  const at = length < LENGTHS ? places.classOfLength[length]! : 0;
  return at === 0 ? -1 : seek(sections, places, at, text, length, hash, length);
}

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

// In passes, like `findBlock`: one prefix after the other was 15 % of an evaluation against a million codes.
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

/**
 * Id of the first `length` characters of the text, the one at `gap` left out, or −1: slot by slot, bytes compared. `at`
 * is the class of the length.
 */
function seek(
  { bytes, slots }: DictionarySections,
  places: Places,
  at: number,
  text: string,
  length: number,
  hash: number,
  gap: number,
): number {
  const mask = slots.length - 1;
  const idMin = places.firstId[at]!;
  const idPast = places.pastId[at]!;
  const base = places.firstByte[at]!;
  let index = hash & mask;
  for (let probes = 0; probes < PROBES_MAX; probes += 1) {
    const slot = slots[index]!;
    if (slot === 0) return -1;
    if (((slot ^ hash) & SLOT_TAG_MASK) === 0) {
      const id = (slot & SLOT_ENTRY_MASK) - 1;
      if (id >= idMin && id < idPast && startsAt(bytes, base + (id - idMin) * length, text, length, gap)) return id;
    }
    index = (index + 1) & mask;
  }
  return -1;
}

/** Where the codes of each length begin. Class 0 is empty: lengths that do not occur. */
export interface Places {
  readonly count: number;
  readonly classOfLength: Uint8Array;
  readonly firstId: Int32Array;
  readonly pastId: Int32Array;
  readonly firstByte: Int32Array;
  text(bytes: Uint8Array, id: number): string;
  hash(bytes: Uint8Array, id: number): number;
  isText(bytes: Uint8Array, id: number, text: string): boolean;
}

/** Places that follow from checked classes. */
export function openPlaces(classes: Uint32Array): Places {
  const size = classes.length / 2 + 1;
  const classOfLength = new Uint8Array(LENGTHS);
  const firstId = new Int32Array(size);
  const pastId = new Int32Array(size);
  const firstByte = new Int32Array(size);
  let count = 0;
  let byte = 0;
  for (let at = 1; at < size; at += 1) {
    const length = classes[at * 2 - 2]!;
    classOfLength[length] = at;
    firstId[at] = count;
    firstByte[at] = byte;
    count += classes[at * 2 - 1]!;
    byte += classes[at * 2 - 1]! * length;
    pastId[at] = count;
  }
  return {
    count,
    classOfLength,
    firstId,
    pastId,
    firstByte,
    text(bytes, id) {
      const at = classOf(id);
      if (at >= size) return '';
      const start = byteOf(at, id);
      return readUtf8(bytes, start, start + classes[at * 2 - 2]!);
    },
    hash(bytes, id) {
      const at = classOf(id);
      return at >= size ? 0 : hashBytes(bytes, byteOf(at, id), classes[at * 2 - 2]!);
    },
    isText(bytes, id, text) {
      const at = classOf(id);
      if (at >= size || classes[at * 2 - 2] !== text.length) return false;
      return startsAt(bytes, byteOf(at, id), text, text.length, text.length);
    },
  };

  /** `size` for an id that there is not. */
  function classOf(id: number): number {
    let at = id >= 0 ? 1 : size;
    while (at < size && id >= pastId[at]!) at += 1;
    return at;
  }

  function byteOf(at: number, id: number): number {
    return firstByte[at]! + (id - firstId[at]!) * classes[at * 2 - 2]!;
  }
}

function startsAt(bytes: Uint8Array, start: number, text: string, length: number, gap: number): boolean {
  for (let i = 0; i < length; i += 1) {
    if (bytes[start + i] !== text.charCodeAt(i < gap ? i : i + 1)) return false;
  }
  return true;
}

/** One more than the longest code. */
export const LENGTHS = 51;
/** Codes looked up together: more than one order has, few enough for their places to stay in the first-level cache. */
const BLOCK = 64;
const placeOf = new Int32Array(BLOCK);
const hashOf = new Uint32Array(BLOCK * LENGTHS);
const slotOf = new Uint32Array(BLOCK * LENGTHS);
/**
 * Keeps the touching loads alive: an engine may drop a load whose value nobody sees.
 *
 * @public
 */
export let sink = 0;
