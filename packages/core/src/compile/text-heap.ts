import { SEGMENT_BYTES_MAX, TEXT_BYTES_MAX } from '../segment/limits.ts';
import { utf8Length, writeUtf8 } from '../segment/utf8.ts';
import { createInterner } from './interner.ts';
import { sourceExcessive } from './source-problem.ts';

/** Texts of a segment in the making, each held once, numbered in order of first use; 0 is the empty text. */
export interface TextHeap {
  add(text: string): number;
  finish(): { readonly textStart: Uint32Array; readonly textBytes: Uint8Array };
}

/** An empty heap, with room for `expected` texts. */
export function createTextHeap(expected = 0): TextHeap {
  const interner = createInterner(expected);
  interner.add('');
  return {
    add: interner.add,
    finish() {
      const { texts } = interner;
      const textStart = new Uint32Array(texts.length + 1);
      let total = 0;
      for (let i = 0; i < texts.length; i += 1) {
        const length = utf8Length(texts[i]!);
        if (length > TEXT_BYTES_MAX) throw sourceExcessive('text bytes', length, TEXT_BYTES_MAX);
        total += length;
        if (total > SEGMENT_BYTES_MAX) throw sourceExcessive('text bytes', total, SEGMENT_BYTES_MAX);
        textStart[i + 1] = total;
      }
      const textBytes = new Uint8Array(total);
      for (let i = 0; i < texts.length; i += 1) writeUtf8(texts[i]!, textBytes, textStart[i]!);
      return { textStart, textBytes };
    },
  };
}
