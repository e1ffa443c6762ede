import { hashBytes } from './hash.ts';
import { PROBES_MAX } from './limits.ts';
import { SLOT_ENTRY_MASK, SLOT_TAG_MASK } from './slots.ts';
import { readUtf8 } from './utf8.ts';

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

/** Whether the bytes from `start` on are the first `length` characters of the text, the one at `gap` left out. */
export function startsAt(bytes: Uint8Array, start: number, text: string, length: number, gap: number): boolean {
  for (let i = 0; i < length; i += 1) {
    if (bytes[start + i] !== text.charCodeAt(i < gap ? i : i + 1)) return false;
  }
  return true;
}

/** Id of a text, one at a time; for what is not looked up in batches. */
export function findCode(sections: DictionarySections, places: Places, text: string, hash: number): number {
  const length = text.length;
  const at = length < LENGTHS ? places.classOfLength[length]! : 0;
  return at === 0 ? -1 : seek(sections, places, at, text, length, hash, length);
}

/**
 * Id of the first `length` characters of the text, the one at `gap` left out, or −1: slot by slot, bytes compared. `at`
 * is the class of the length.
 */
export function seek(
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

/** One more than the longest code. */
export const LENGTHS = 51;
