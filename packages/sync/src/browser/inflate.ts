import { PackError } from '@forecheck/pack';
import type { Inflate } from '../client/ports.ts';

/** Inflates gzip by `DecompressionStream`; no more is read of what is longer than it should be. */
export const pageInflate: Inflate = async (encoding, bytes, length) => {
  const refuse = (cause?: unknown) =>
    new PackError('compression-malformed', 'bytes do not inflate', { length }, { cause });
  if (encoding !== 'gzip') throw refuse();
  const inflated = new Uint8Array(length);
  let offset = 0;
  try {
    const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
    const reader = stream.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      // `set` throws beyond the end.
      inflated.set(read.value, offset);
      offset += read.value.length;
    }
  } catch (cause) {
    throw refuse(cause);
  }
  if (offset !== length) throw refuse();
  return inflated;
};
