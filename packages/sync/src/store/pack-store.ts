import type { Digest } from '@forecheck/pack';

/**
 * Blobs by digest and one small record: a cache that can be built again from the bureau. It shares nothing with the
 * outbox, so that losing it loses no disposition.
 */
export interface PackStore {
  /**
   * When it resolves, the blob survives power loss and a reader finds it whole or not at all. Putting what is there
   * already is cheap and changes nothing. The caller has verified the digest.
   */
  putBlob(digest: Digest, bytes: Uint8Array): Promise<void>;
  /** The bytes as stored, not verified again (disks rot: whoever activates them verifies). */
  getBlob(digest: Digest): Promise<Uint8Array | undefined>;
  listBlobs(): Promise<readonly Digest[]>;
  /** Puts a damaged blob out of the way, kept for inspection where the platform can; it is then absent. */
  setAside(digest: Digest): Promise<void>;
  /** Removes every blob that is not in `keep`, and parts of downloads that are not. */
  collect(keep: ReadonlySet<Digest>): Promise<void>;

  /** Bytes of a download so far, or 0. They need not survive power loss, and are verified when whole. */
  partLength(digest: Digest): Promise<number>;
  /**
   * Appends at `offset`. Rejects with `option-malformed`, and changes nothing, when the part has another length, so that a
   * repeated chunk does no harm.
   */
  appendPart(digest: Digest, offset: number, bytes: Uint8Array): Promise<void>;
  /** All bytes of the part, and the part removed. */
  takePart(digest: Digest): Promise<Uint8Array | undefined>;

  /** The record, or `undefined` when none was ever written or it cannot be read. */
  readRecord(): Promise<Uint8Array | undefined>;
  /** Replaces the record as a whole: when it resolves, the new one survives power loss; before, the old one does. */
  writeRecord(record: Uint8Array): Promise<void>;

  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}
