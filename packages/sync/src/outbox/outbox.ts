/**
 * What was done about alerts, on its way to the bureau. Not a cache: an entry is removed only when the bureau says that it
 * is durable there.
 */
export interface Outbox {
  /** Name of the stream that entries are now numbered in; changes when the outbox had to begin anew. */
  readonly stream: string;
  /**
   * Adds an entry. When it resolves, the entry survives power loss and has its sequence; sequences of a stream begin at
   * 1 and have no gaps. Concurrent appends share one flush. Rejects with `storage-full` or `storage-failed` (nothing
   * was added, as far as can be known; `unsafe` when it may have been).
   */
  append(entry: OutboxEntry): Promise<number>;
  /** Entries from the oldest kept on, at most so many and so many bytes; always at least one when there is one. */
  read(limits: {
    readonly entriesMax: number;
    readonly bytesMax: number;
    readonly after?: number;
  }): Promise<OutboxBatch>;
  /**
   * The bureau holds everything up to `sequence` of the stream: removes it. Lower ones than before do nothing; nor do those
   * that were never written, where the stream has run back and wants `beginStream`.
   */
  acknowledge(stream: string, sequence: number): Promise<void>;
  /**
   * The bureau has set the stream aside: what is not acknowledged is numbered anew, from 1, in a stream of a new name. What
   * was dropped or damaged stays empty in its place.
   */
  beginStream(): Promise<void>;
  /** Numbers only. */
  readonly depth: OutboxDepth;
  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}

/** One entry. The class decides what gives way when space is short. */
export interface OutboxEntry {
  /** `disposition`: never dropped. `alert`: dropped after telemetry. `telemetry`: dropped first. */
  readonly class: 'disposition' | 'alert' | 'telemetry';
  readonly bytes: Uint8Array;
}

/** A contiguous piece of the stream. */
export interface OutboxBatch {
  readonly stream: string;
  /** Sequence of the first entry; the next to be written when there is none. */
  readonly first: number;
  /** One for each sequence; empty bytes where the entry was dropped by the quota or found damaged. */
  readonly entries: readonly Uint8Array[];
}

/** How full the outbox is. */
export interface OutboxDepth {
  readonly entries: number;
  readonly bytes: number;
  /** Next sequence to be written. */
  readonly next: number;
  readonly droppedTelemetry: number;
  readonly droppedAlerts: number;
  readonly damaged: number;
}
