import { equalsUtf8, readUtf8 } from './utf8.ts';

/**
 * Strings of a segment, decoded when they are asked for: an alert asks for a handful, and keeping all would take twice
 * the segment's memory.
 */
export interface TextTable {
  readonly count: number;
  /** `''` for 0 and for an index that does not exist. */
  text(index: number): string;
  isText(index: number, text: string): boolean;
}

/** Text `i` is `bytes[start[i] … start[i + 1])`; the starts have been checked to rise within the bytes. */
export function openTexts(start: Uint32Array, bytes: Uint8Array): TextTable {
  const count = start.length - 1;
  // A ward orders the same few hundred items day after day, and what is said of them is the same: 100 to 500 ns to decode, 5
  // to find again. Decoding was 14 % of an evaluation with nine alerts. Made for the first text: updates are opened by the
  // thousand, and few of them are asked.
  let keptIndex = NOTHING_KEPT;
  const keptText: string[] = [];
  return {
    count,
    text(index) {
      if (!(index > 0 && index < count)) return '';
      const place = index % KEPT;
      if (keptIndex[place] === index) return keptText[place]!;
      const text = readUtf8(bytes, start[index]!, start[index + 1]!);
      if (text.length > KEPT_LENGTH_MAX) return text;
      if (keptIndex === NOTHING_KEPT) {
        const places = Math.min(KEPT, count);
        keptIndex = new Int32Array(places);
        for (let k = 0; k < places; k += 1) keptText.push('');
      }
      keptIndex[place] = index;
      keptText[place] = text;
      return text;
    },
    isText(index, text) {
      return index >= 0 && index < count && equalsUtf8(bytes, start[index]!, start[index + 1]!, text);
    },
  };
}

/** Texts kept per segment, each in the place that its index gives: 2 MB at the very most. */
const KEPT = 4096;
/** Longer than nearly every name and locator; prompts that are longer are read when asked for. */
const KEPT_LENGTH_MAX = 200;
const NOTHING_KEPT = new Int32Array(0);
