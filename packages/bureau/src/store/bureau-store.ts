import type { BlobStore } from './blob-store.ts';
import type { ClientStore } from './client-store.ts';
import type { IntakeStore } from './intake-store.ts';
import type { PublishingStore } from './publishing-store.ts';
import type { QuestionStore } from './question-store.ts';
import type { TokenStore } from './token-store.ts';

/**
 * The truth of a bureau. Whatever a promise of it has resolved for survives the death of the process and of the power, and is
 * seen by every node over the same database.
 *
 * Rejects with a `BureauError`: `storage-unreachable` when nothing was written, `storage-failed` when something may have
 * been. Every call may be repeated: none does twice what it has done once.
 */
export interface BureauStore extends PublishingStore, BlobStore, IntakeStore, ClientStore, QuestionStore, TokenStore {
  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}
