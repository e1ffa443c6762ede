import type { Digest } from '@forecheck/pack';
import { SyncError } from '../error.ts';

/** What every store and outbox rejects with after `close`. */
export function closedError(): SyncError {
  return new SyncError('storage-failed', 'never', 'the store is closed');
}

/**
 * Refuses what is no digest: a name that comes from outside must not become a path.
 *
 * @throws {@link SyncError} `option-malformed`.
 */
export function assertDigest(digest: Digest): void {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new SyncError('option-malformed', 'never', 'a digest is 64 hex digits');
}

/** A part of a download that does not continue where it ended. */
export function offsetError(offset: number, length: number): SyncError {
  return new SyncError('option-malformed', 'never', `the part has \`${length}\` bytes, not \`${offset}\``, {
    offset,
    length,
  });
}
