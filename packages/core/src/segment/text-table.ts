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
  // Units are read for every quantity candidate, and there are a few dozen of them: 100 ns to decode, 5 ns to find again.
  const keptIndex = new Int32Array(KEPT);
  const keptText: string[] = new Array<string>(KEPT).fill('');
  return {
    count,
    text(index) {
      if (!(index > 0 && index < count)) return '';
      const place = index % KEPT;
      if (keptIndex[place] === index) return keptText[place]!;
      const text = readUtf8(bytes, start[index]!, start[index + 1]!);
      if (text.length > KEPT_LENGTH_MAX) return text;
      keptIndex[place] = index;
      keptText[place] = text;
      return text;
    },
    isText(index, text) {
      return index >= 0 && index < count && equalsUtf8(bytes, start[index]!, start[index + 1]!, text);
    },
  };
}

/** Texts kept per segment, each in the place that its index gives: a few kilobytes. */
const KEPT = 64;
/** Longer than any unit. */
const KEPT_LENGTH_MAX = 16;
