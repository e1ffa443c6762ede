import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type NamedSegment, openSegment } from '@forecheck/core';
import type { Crypto, Digest, Manifest } from '@forecheck/pack';
import { LRUCache } from 'lru-cache';
import { BureauError } from '../error.ts';
import type { BlobStore } from '../store/blob-store.ts';

/** Segments of the store, opened. */
export interface SegmentLibrary {
  /** Stores bytes under their digest, plain and compressed. */
  put(bytes: Uint8Array): Promise<Digest>;
  /** @throws {@link BureauError} `blob-missing`; CoreError when the bytes are no segment. */
  open(digest: Digest): Promise<NamedSegment>;
  /** Segments of a manifest, oldest first. */
  openAll(manifest: Manifest): Promise<readonly NamedSegment[]>;
}

/** Opens the segments of a store, and keeps those used last. */
export function createSegmentLibrary(store: Pick<BlobStore, 'putBlob' | 'readBlob'>, crypto: Crypto): SegmentLibrary {
  const opened = new LRUCache<Digest, NamedSegment>({
    maxSize: CACHE_BYTES_MAX,
    sizeCalculation: ({ view }) => view.byteLength,
  });
  const open = async (digest: Digest): Promise<NamedSegment> => {
    const known = opened.get(digest);
    if (known !== undefined) return known;
    const bytes = await store.readBlob(digest, 'none');
    if (bytes === undefined) throw new BureauError('blob-missing', `segment \`${digest}\` is not there`, { digest });
    const segment = { digest, view: openSegment(bytes) };
    opened.set(digest, segment);
    return segment;
  };
  return {
    async put(bytes) {
      const digest = await crypto.digest(bytes);
      const compressed = await compress(bytes);
      // The plain form last: whoever finds it finds the other one too.
      if (compressed.length < bytes.length) await store.putBlob(digest, 'gzip', compressed);
      await store.putBlob(digest, 'none', bytes);
      return digest;
    },
    open,
    openAll: (manifest) => Promise.all(manifest.segments.map(({ digest }) => open(digest))),
  };
}

const compress = promisify(gzip);
const CACHE_BYTES_MAX = 512 * 1024 * 1024;
