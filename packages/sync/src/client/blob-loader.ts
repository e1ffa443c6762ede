import { isPackError } from '@forecheck/pack';
import type { PackStore } from '../store/pack-store.ts';
import type { BlobSource, WantedBlob } from './downloads.ts';

/**
 * What `open` makes of a blob: of the stored one, or else of one that is fetched and then stored. `open` refuses what is not
 * what it should be.
 */
export type LoadBlob = <T>(blob: WantedBlob, open: (bytes: Uint8Array) => Promise<T>) => Promise<T>;

/** A stored blob that does not open is set aside and fetched again; a fetched one is tried once more, from its beginning. */
export function createBlobLoader(store: PackStore, source: BlobSource): LoadBlob {
  return async (blob, open) => {
    const { digest } = blob;
    const stored = await store.getBlob(digest);
    if (stored !== undefined) {
      try {
        return await open(stored);
      } catch {
        await store.setAside(digest);
      }
    }
    const fetchOnce = async () => {
      const bytes = await source.obtain(blob);
      const opened = await open(bytes);
      await store.putBlob(digest, bytes);
      return opened;
    };
    try {
      return await fetchOnce();
    } catch (error) {
      if (!isPackError(error)) throw error;
      return fetchOnce();
    }
  };
}
