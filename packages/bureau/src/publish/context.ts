import type { Crypto, Signer } from '@forecheck/pack';
import type { Doorbell } from '../doorbell/doorbell.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import type { SegmentLibrary } from './segment-library.ts';

/** What composing a manifest looks at. It may be far away: a maker composes and signs on a machine of their own. */
export type ComposingStore = Pick<BlobStore, 'putBlob' | 'readBlob'> &
  Pick<BureauStore, 'readState' | 'readManifest' | 'readReportedSequences'>;

/** What composing a manifest works with. */
export interface ComposeContext {
  readonly store: Omit<ComposingStore, 'readState'>;
  readonly nowMs: () => number;
  readonly library: SegmentLibrary;
  /** Of manifests that do not say otherwise. */
  readonly coreVersionMin: string;
}

/** What everything that publishes works with. */
export interface PublishContext extends ComposeContext {
  readonly store: BureauStore;
  readonly doorbell: Doorbell;
  readonly crypto: Crypto;
  /** Sign heads; as many as the root asks for. */
  readonly headSigners: readonly Signer[];
}

/** Somebody who signs, and with what. */
export interface Person {
  /** An office or a number; never a person's name. */
  readonly subject: string;
  readonly signer: Signer;
}
