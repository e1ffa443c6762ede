import type { Digest, LayerId } from './ids.ts';
import type { Root } from './root.ts';

/**
 * What a client has accepted so far, and below which it never goes back. Immutable; plain data that can be stored as JSON
 * and read again.
 */
export interface Trust {
  readonly root: Root;
  readonly rootDigest: Digest;
  /** Version of the newest head accepted under `root.headEpoch`, by scope. */
  readonly headVersions: Readonly<Record<LayerId, number>>;
  /** How far each layer has come. */
  readonly sequences: Readonly<Record<LayerId, LayerProgress>>;
}

/**
 * How far a layer has come: the regular and the urgent manifest that were accepted last. They share one count, yet each
 * is compared with its like: an urgent one lapses, and the regular one below it is in force again with its lower
 * sequence.
 */
export interface LayerProgress {
  readonly regular?: Accepted;
  readonly urgent?: Accepted;
}

/** A manifest that was accepted. A later one has a higher epoch, or the same and a higher sequence. */
export interface Accepted {
  readonly epoch: number;
  readonly sequence: number;
  /** The same sequence is accepted again only with the same content. */
  readonly digest: Digest;
}
