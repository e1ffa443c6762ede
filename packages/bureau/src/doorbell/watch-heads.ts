import type { Clock, Random } from '@forecheck/sync';
import type { PublishingStore, StoredHead } from '../store/publishing-store.ts';
import type { Doorbell } from './doorbell.ts';

/** Where heads are watched. */
export interface WatchHeadsOptions {
  readonly store: Pick<PublishingStore, 'readRevision' | 'readHeads'>;
  readonly doorbell: Doorbell;
  readonly clock: Clock;
  readonly random: Random;
  /** Mean time between looks that nobody rang for. */
  readonly pollMs?: number;
  /** Called with each head that changed, in the order of their revisions, and never with an older one afterwards. */
  readonly onHead: (head: StoredHead) => void;
}

/** A watch over the heads of a bureau. */
export interface HeadWatch {
  /** Looks now; resolves when everything that was there has been told. Rejects when the store cannot be read. */
  look(): Promise<void>;
  /** Looks that failed since the last that did not. */
  readonly failures: number;
  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}

/** Tells every head that changes from now on: at once when the doorbell rings, and after `pollMs` when it does not. */
export async function watchHeads(options: WatchHeadsOptions): Promise<HeadWatch> {
  const { store, doorbell, clock, random, pollMs = POLL_MS, onHead } = options;
  let seen = await store.readRevision();
  let failures = 0;
  let isClosed = false;
  let cancel = (): void => undefined;
  let looking: Promise<void> | undefined;
  let isAskedAgain = false;

  const readOnce = async (): Promise<void> => {
    for (const head of await store.readHeads(seen, Number.MAX_SAFE_INTEGER)) {
      if (isClosed) return;
      seen = head.revision;
      onHead(head);
    }
  };
  // Of calls while one reads, one more read answers all: it begins after they asked.
  const look = (): Promise<void> => {
    isAskedAgain = true;
    looking ??= (async () => {
      try {
        while (isAskedAgain && !isClosed) {
          isAskedAgain = false;
          await readOnce();
        }
        failures = 0;
      } catch (error) {
        failures += 1;
        throw error;
      } finally {
        looking = undefined;
      }
    })();
    return looking;
  };
  const lookLater = (): void => {
    cancel = clock.after(pollMs * (1 + POLL_JITTER * (2 * random() - 1)), () => {
      void look()
        .catch(() => undefined)
        .finally(() => {
          if (!isClosed) lookLater();
        });
    });
  };
  const stopListening = doorbell.listen(() => void look().catch(() => undefined));
  lookLater();

  return {
    look,
    get failures() {
      return failures;
    },
    async close() {
      isClosed = true;
      cancel();
      stopListening();
      await looking?.catch(() => undefined);
    },
  };
}

/** How long a lost ring can delay a head. */
const POLL_MS = 5_000;
const POLL_JITTER = 0.3;
