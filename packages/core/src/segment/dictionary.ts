import { finishHash, HASH_EVEN, HASH_ODD, HASH_PRIME } from './hash.ts';
import { PROBES_MAX } from './limits.ts';
import { SLOT_ENTRY_MASK, SLOT_TAG_MASK } from './slots.ts';
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
    findMany(texts, hashes, count, ids) {
      for (let start = 0; start < count; start += BLOCK) {
        findBlock(sections, places, texts, hashes, start, Math.min(start + BLOCK, count), ids);
      }
    },
  };
}

// Three passes instead of one per code: the loads of a pass do not wait for each other, so their cache misses overlap.
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
  let touched = 0;
  for (let i = start; i < past; i += 1) {
    const length = texts[i]!.length;
    const at = length < LENGTHS ? classOfLength[length]! : 0;
    const id = (ids[i]! & SLOT_ENTRY_MASK) - 1;
    // Class 0 has no ids. A tag or a length that differs belongs to another code: the slow search walks on from there.
    const isLikely = ((ids[i]! ^ hashes[i]!) & SLOT_TAG_MASK) === 0 && id >= firstId[at]! && id < pastId[at]!;
    const byte = isLikely ? (firstByte[at]! + Math.imul(id - firstId[at]!, length)) | 0 : -1;
    placeOf[i - start] = byte;
    // The last byte may lie on another cache line than the first.
    if (byte >= 0) touched |= bytes[byte]! | bytes[byte + length - 1]!;
  }
  sink = touched;
  for (let i = start; i < past; i += 1) {
    const text = texts[i]!;
    const byte = placeOf[i - start]!;
    const isFound = byte >= 0 && startsAt(bytes, byte, text, text.length);
    ids[i] = isFound ? (ids[i]! & SLOT_ENTRY_MASK) - 1 : findCode(sections, places, text, hashes[i]!);
  }
}

/** Id of a text, one at a time; for what is not looked up in batches. */
export function findCode(sections: DictionarySections, places: Places, text: string, hash: number): number {
  const length = text.length;
  const at = length < LENGTHS ? places.classOfLength[length]! : 0;
  return at === 0 ? -1 : seek(sections, places, at, text, length, hash);
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
    findPrefixes(text, ids) {
      let found = 0;
      let even = HASH_EVEN;
      let odd = HASH_ODD;
      let hashed = 0;
      for (let k = 0; k < lengths.length; k += 1) {
        const length = lengths[k]!;
        if (length > text.length) break;
        for (; hashed < length; hashed += 1) {
          const unit = text.charCodeAt(hashed);
          if ((hashed & 1) === 0) even = Math.imul(even ^ unit, HASH_PRIME);
          else odd = Math.imul(odd ^ unit, HASH_PRIME);
        }
        const id = seek(sections, places, k + 1, text, length, finishHash(even, odd, length));
        if (id >= 0) ids[found++] = id;
      }
      return found;
    },
  };
}

/** Id of the first `length` characters of the text, which has class `at`, or −1: slot by slot, bytes compared. */
function seek(
  { bytes, slots }: DictionarySections,
  places: Places,
  at: number,
  text: string,
  length: number,
  hash: number,
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
      if (id >= idMin && id < idPast && startsAt(bytes, base + (id - idMin) * length, text, length)) return id;
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
      let at = 1;
      while (at < size && id >= pastId[at]!) at += 1;
      if (!(id >= 0) || at >= size) return '';
      const length = classes[at * 2 - 2]!;
      const start = firstByte[at]! + (id - firstId[at]!) * length;
      return String.fromCharCode(...bytes.subarray(start, start + length));
    },
  };
}

function startsAt(bytes: Uint8Array, start: number, text: string, length: number): boolean {
  for (let i = 0; i < length; i += 1) {
    if (bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** One more than the longest code. */
export const LENGTHS = 51;
/** Codes looked up together: more than one order has, few enough for their places to stay in the first-level cache. */
const BLOCK = 64;
const placeOf = new Int32Array(BLOCK);
/**
 * Keeps the touching loads alive: an engine may drop a load whose value nobody sees.
 *
 * @public
 */
export let sink = 0;
