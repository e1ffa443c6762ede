import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { PackError } from '@forecheck/pack';
import type { Inflate } from '@forecheck/sync';

/** Not on other threads, so that a run is repeatable. */
export const inflate: Inflate = async (encoding, bytes, length) => {
  try {
    const options = { maxOutputLength: Math.max(1, length) };
    const raw = encoding === 'gzip' ? gunzipSync(bytes, options) : zstdDecompressSync(bytes, options);
    if (raw.length === length) return raw;
  } catch {
    // Told below.
  }
  throw new PackError('compression-malformed', 'it does not inflate to what was announced');
};
