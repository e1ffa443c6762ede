import type { OutboxEntry } from './outbox.ts';

/** An entry that waits for its flush. */
export interface PendingAppend {
  readonly entry: OutboxEntry;
  readonly resolve: (position: number) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers appends while a flush is under way, so that the next flush carries all of them. */
export interface AppendQueue {
  add(pending: PendingAppend): void;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

/**
 * A queue over `commit`, which settles every append that it is given.
 *
 * @param gather - Resolves when the callers of this turn have had their say; the flush begins then.
 */
export function createAppendQueue(
  commit: (batch: readonly PendingAppend[]) => Promise<void>,
  gather: () => Promise<void>,
): AppendQueue {
  let waiting: PendingAppend[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      const batch = waiting.slice(0, BATCH_ENTRIES_MAX);
      waiting = waiting.slice(batch.length);
      await commit(batch);
    }
    flushing = undefined;
  }

  return {
    add(pending) {
      waiting.push(pending);
      flushing ??= flush();
    },
    async drain() {
      await flushing;
    },
  };
}

/** Most entries that share one flush: 256 of 64 KB are what a transaction still carries easily. */
const BATCH_ENTRIES_MAX = 256;
