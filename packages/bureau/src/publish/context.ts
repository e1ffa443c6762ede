import type { Crypto, Signer } from '@forecheck/pack';
import type { Doorbell } from '../doorbell/doorbell.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import type { SegmentLibrary } from './segment-library.ts';

/** What everything that publishes works with. */
export interface PublishContext {
  readonly store: BureauStore;
  readonly doorbell: Doorbell;
  readonly crypto: Crypto;
  /** Sign heads; as many as the root asks for. */
  readonly headSigners: readonly Signer[];
  readonly nowMs: () => number;
  readonly library: SegmentLibrary;
  /** Of manifests that do not say otherwise. */
  readonly coreVersionMin: string;
}

/** Somebody who signs, and with what. */
export interface Person {
  /** An office or a number; never a person's name. */
  readonly subject: string;
  readonly signer: Signer;
}
