import { type Crypto, canonicalBytes, type Digest, isPackError, PackError, readSealed } from '@forecheck/pack';
import type { PackStore } from '../store/pack-store.ts';
import type { BlobSource, WantedBlob } from './downloads.ts';
import { TransferFailure } from './interruption.ts';

/**
 * What `open` makes of a blob: of the stored one, or else of one that is fetched and then stored. `open` refuses what is not
 * what it should be.
 */
export type LoadBlob = <T>(blob: WantedBlob, open: (bytes: Uint8Array) => Promise<T>) => Promise<T>;

/**
 * A stored blob that does not open is set aside and fetched again; a fetched one is tried once more, from its beginning. Bytes
 * that are not those that the digest names say nothing about the pack: they fail as a `TransferFailure`.
 */
export function createBlobLoader(store: PackStore, source: BlobSource, crypto: Crypto): LoadBlob {
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
      const bytes = await source.obtain(blob).catch(blameTransfer);
      if (blob.isSealed) await checkSealed(bytes, digest, crypto).catch(blameTransfer);
      const opened = await open(bytes).catch((error: unknown) => {
        // Segments and self-tests are named by their bytes, and whoever opens one has looked at them first of all.
        if (isPackError(error) && error.code === 'digest-mismatched') blameTransfer(error);
        throw error;
      });
      await store.putBlob(digest, bytes);
      return opened;
    };
    try {
      return await fetchOnce();
    } catch (error) {
      if (!isPackError(error) && !(error instanceof TransferFailure)) throw error;
      return fetchOnce();
    }
  };
}

/** Sealed objects are named by what was signed; signatures may differ, and are somebody else's to judge. */
async function checkSealed(bytes: Uint8Array, digest: Digest, crypto: Crypto): Promise<void> {
  const named = await crypto.digest(canonicalBytes(readSealed(bytes).signed));
  if (named !== digest) throw new PackError('digest-mismatched', 'another object than was asked for', { digest });
}

function blameTransfer(error: unknown): never {
  throw isPackError(error) ? new TransferFailure(error) : error;
}
