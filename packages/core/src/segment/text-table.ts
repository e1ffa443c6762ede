import { equalsUtf8, readUtf8 } from './utf8.ts';

/** Strings of a segment. Decoded each time they are asked for: an alert asks for a handful, a cache would keep all. */
export interface TextTable {
  readonly count: number;
  /** `''` for 0 and for an index that does not exist. */
  text(index: number): string;
  isText(index: number, text: string): boolean;
}

/** Text `i` is `bytes[start[i] … start[i + 1])`; the starts have been checked to rise within the bytes. */
export function openTexts(start: Uint32Array, bytes: Uint8Array): TextTable {
  const count = start.length - 1;
  return {
    count,
    text(index) {
      if (!(index > 0 && index < count)) return '';
      return readUtf8(bytes, start[index]!, start[index + 1]!);
    },
    isText(index, text) {
      return index >= 0 && index < count && equalsUtf8(bytes, start[index]!, start[index + 1]!, text);
    },
  };
}
