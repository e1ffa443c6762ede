import type { Disposition, EncounterId } from '@forecheck/core';
import type { PluginClient } from '@forecheck/plugin/browser';

/** Keeps what was decided until somebody holds it for good. */
export interface Recorder {
  /** How many are still kept here. */
  readonly waiting: number;
  record(disposition: Disposition, encounter: EncounterId): Promise<void>;
  /** Tries those again that nobody has taken yet. Never rejects. */
  retry(): Promise<void>;
}

/**
 * A recorder over a client. It keeps what it has in memory, as long as the page is open; a HIS puts it into its own database
 * together with the order.
 */
export function createRecorder(client: PluginClient): Recorder {
  const kept = new Map<string, { readonly disposition: Disposition; readonly encounter: EncounterId }>();
  const retry = async (): Promise<void> => {
    for (const [id, { disposition, encounter }] of kept) {
      try {
        // Twice is once: the same disposition is known by its id.
        await client.record(disposition, encounter);
        kept.delete(id);
      } catch {
        return;
      }
    }
  };
  return {
    get waiting() {
      return kept.size;
    },
    record(disposition, encounter) {
      kept.set(disposition.id, { disposition, encounter });
      return retry();
    },
    retry,
  };
}
