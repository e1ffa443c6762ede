import type { Figure, ReceivedDisposition } from '../store/intake-store.ts';

/** What an entry of a stream means to the bureau. */
export interface EntryMeaning {
  readonly dispositions: readonly ReceivedDisposition[];
  readonly figures: readonly Figure[];
}

/**
 * Reads an entry. `undefined` for one that this release cannot read: it is kept as it came and means nothing, because one
 * unreadable entry must not hold up those behind it.
 */
export type ReadEntry = (bytes: Uint8Array) => EntryMeaning | undefined;
