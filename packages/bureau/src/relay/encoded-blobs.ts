import { promisify } from 'node:util';
import { gzip, gzipSync, constants as zlib, zstdCompress } from 'node:zlib';
import type { Digest } from '@forecheck/pack';
import type { Encoding } from '@forecheck/sync/protocol';
import { LRUCache } from 'lru-cache';
import { CACHE_BYTES_MAX } from './limits.ts';

/** Blobs as they travel. Each is compressed once, however many ask for it at the same time. */
export interface EncodedBlobs {
  /** `undefined` when the source does not have it. */
  get(digest: Digest, encoding: Encoding): Promise<Uint8Array | undefined>;
}

/** Encodes what `read` gives and keeps what was asked for last. */
export function createEncodedBlobs(
  read: (digest: Digest) => Promise<Uint8Array | undefined>,
  bytesMax: number = CACHE_BYTES_MAX,
): EncodedBlobs {
  const kept = new LRUCache<string, Uint8Array>({ maxSize: bytesMax, sizeCalculation: (bytes) => bytes.length + 1 });
  const underWay = new Map<string, Promise<Uint8Array | undefined>>();
  return {
    async get(digest, encoding) {
      const name = `${encoding}:${digest}`;
      const known = kept.get(name);
      if (known !== undefined) return known;
      const started = underWay.get(name) ?? encode(read(digest), encoding);
      underWay.set(name, started);
      try {
        const bytes = await started;
        if (bytes !== undefined) kept.set(name, bytes);
        return bytes;
      } finally {
        underWay.delete(name);
      }
    },
  };
}

async function encode(blob: Promise<Uint8Array | undefined>, encoding: Encoding): Promise<Uint8Array | undefined> {
  const bytes = await blob;
  if (bytes === undefined || encoding === 'none') return bytes;
  // Below this a turn of the thread pool takes longer than compressing.
  if (encoding === 'gzip' && bytes.length <= SMALL_BYTES_MAX) return gzipSync(bytes, { level: 6 });
  return encoding === 'gzip'
    ? promisify(gzip)(bytes, { level: 6 })
    : promisify(zstdCompress)(bytes, {
        params: { [zlib.ZSTD_c_compressionLevel]: bytes.length <= UPDATE_BYTES_MAX ? ZSTD_LEVEL_UPDATE : ZSTD_LEVEL },
      });
}

// Compressed once and sent to everybody: 12 takes a second for a base and saves a quarter of the bytes of level 3. For an
// update 19 takes a tenth of a second and saves a fifth of the bytes of level 12; for a base it would take a minute.
const ZSTD_LEVEL = 12;
const ZSTD_LEVEL_UPDATE = 19;
const UPDATE_BYTES_MAX = 4 * 1024 * 1024;
const SMALL_BYTES_MAX = 64 * 1024;
