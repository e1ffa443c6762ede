/**
 * The numbers of an outbox. Positions count all entries that it ever took, from 1 on, and are never used again; a
 * sequence is a position less `offset`, so that a new stream costs no renumbering.
 */
export interface Ledger {
  /** Rises by one with every change: of two ledgers of one outbox, the higher is the later. */
  readonly revision: number;
  readonly stream: string;
  /** Position before the first of the stream. */
  readonly offset: number;
  /** Positions up to here are at the bureau. */
  readonly acknowledged: number;
  /** Position of the next entry. */
  readonly next: number;
  /** Entries that are kept, and their bytes. */
  readonly entries: number;
  readonly bytes: number;
  readonly droppedTelemetry: number;
  readonly droppedAlerts: number;
  readonly damaged: number;
}

/** The numbers of an outbox that never held anything. */
export function firstLedger(stream: string): Ledger {
  return {
    revision: 0,
    stream,
    offset: 0,
    acknowledged: 0,
    next: 1,
    entries: 0,
    bytes: 0,
    droppedTelemetry: 0,
    droppedAlerts: 0,
    damaged: 0,
  };
}

/** What an entry costs beside its bytes, for the quota: row, index, and its share of the log. */
export const ENTRY_OVERHEAD_BYTES = 64;

/** What the entries that are kept take of the quota. */
export function bytesTaken({ bytes, entries }: Ledger): number {
  return bytes + entries * ENTRY_OVERHEAD_BYTES;
}
