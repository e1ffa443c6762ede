import type { Digest } from '@forecheck/pack';
import type { Encoding } from '@forecheck/sync/protocol';

/** Bytes by the digest that they have when not compressed. Kept for good: old verdicts name segments. */
export interface BlobStore {
  /**
   * When it resolves, readers find the form whole; before, not at all. What is there stays, so that all nodes serve one and
   * the same compressed form. The caller has verified the digest.
   */
  putBlob(digest: Digest, encoding: Encoding, bytes: Uint8Array): Promise<void>;
  /** Forms that there are and their lengths; empty when the blob is not there. */
  readBlobForms(digest: Digest): Promise<readonly BlobForm[]>;
  /** All of one form. */
  readBlob(digest: Digest, encoding: Encoding): Promise<Uint8Array | undefined>;
}

/** One form of a blob. */
export interface BlobForm {
  readonly encoding: Encoding;
  readonly bytes: number;
}
