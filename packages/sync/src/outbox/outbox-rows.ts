import type { Ledger } from './ledger.ts';
import type { OutboxEntry } from './outbox.ts';

/** Where an outbox keeps its entries and its ledger: a database of the platform, or memory. */
export interface OutboxRows {
  /**
   * Calls `work` in one transaction: when it resolves, what `work` wrote survives power loss; when it rejects, with a
   * `SyncError`, nothing of it is there (`unsafe`: as far as can be known). `work` may be called again from its
   * beginning, and awaits nothing but what it is given: a transaction of IndexedDB does not wait. `free` is a `write`
   * that leaves less than there was; it is given what room is kept back for it on a full disk.
   */
  transact<Result>(
    mode: 'read' | 'write' | 'free',
    work: (transaction: OutboxTransaction) => Promise<Result>,
  ): Promise<Result>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** One transaction. Positions are those of the ledger. */
export interface OutboxTransaction {
  readLedger(): Promise<Ledger>;
  writeLedger(ledger: Ledger): Promise<void>;
  insert(position: number, entryClass: OutboxEntry['class'], record: Uint8Array): Promise<void>;
  /** Rows from `from` to before `until`, in order, up to and including the one with which their records exceed `bytesMax`. */
  list(from: number, until: number, bytesMax: number): Promise<readonly OutboxRow[]>;
  /** The oldest of a class. */
  listOldest(entryClass: OutboxEntry['class'], count: number): Promise<readonly RowSize[]>;
  remove(position: number): Promise<void>;
  /** Removes every row up to and including `position`, and tells what they were. */
  removeThrough(position: number): Promise<RowTotal>;
}

export interface OutboxRow {
  readonly position: number;
  readonly record: Uint8Array;
}

/** How long the record at a position is. */
export interface RowSize {
  readonly position: number;
  readonly recordBytes: number;
}

/** How many rows, and how long their records are together. */
export interface RowTotal {
  readonly rows: number;
  readonly recordBytes: number;
}
