import { closedError } from '../store/store-error.ts';
import { createOutbox, OUTBOX_BYTES_MAX } from './create-outbox.ts';
import { firstLedger, type Ledger } from './ledger.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import type { OutboxRows, OutboxTransaction } from './outbox-rows.ts';

/** Options of {@link createMemoryOutbox}. */
export interface MemoryOutboxOptions {
  /** A name that no other stream has, asked for at first and whenever a stream begins anew; ASCII, at most 64 characters. */
  readonly newStream: () => string;
  /** Quota in bytes; `OUTBOX_BYTES_MAX` when absent. */
  readonly bytesMax?: number;
  /** What an earlier outbox held; a new one over the same goes on with it. Absent: nothing. */
  readonly memory?: OutboxMemory;
}

/** What a memory outbox holds, apart from the outbox itself: a test stops one and starts another. */
export interface OutboxMemory {
  ledger?: Ledger;
  rows: ReadonlyMap<number, MemoryRow>;
}

interface MemoryRow {
  readonly class: OutboxEntry['class'];
  readonly record: Uint8Array;
}

/** An outbox that lives as long as the process: for tests, simulations, and pages without any storage. */
export async function createMemoryOutbox(options: MemoryOutboxOptions): Promise<Outbox> {
  const { newStream, bytesMax = OUTBOX_BYTES_MAX, memory = { rows: new Map() } } = options;
  return createOutbox(memoryRows(memory, newStream), { bytesMax, newStream, gather: async () => undefined });
}

function memoryRows(memory: OutboxMemory, newStream: () => string): OutboxRows {
  let isClosed = false;
  memory.ledger ??= firstLedger(newStream());
  return {
    async transact(mode, work) {
      if (isClosed) throw closedError();
      // A copy that takes the place of the original at the end, so that it is all or nothing.
      const draft = { ledger: memory.ledger ?? firstLedger(newStream()), rows: new Map(memory.rows) };
      const result = await work(memoryTransaction(draft));
      if (mode !== 'read') Object.assign(memory, draft);
      return result;
    },
    async close() {
      isClosed = true;
    },
  };
}

function memoryTransaction(draft: { ledger: Ledger; readonly rows: Map<number, MemoryRow> }): OutboxTransaction {
  const { rows } = draft;
  const sorted = (): readonly (readonly [number, MemoryRow])[] => [...rows].sort(([a], [b]) => a - b);
  return {
    readLedger: async () => draft.ledger,
    async writeLedger(ledger) {
      draft.ledger = ledger;
    },
    async insert(position, entryClass, record) {
      rows.set(position, { class: entryClass, record });
    },
    async list(from, until, bytesMax) {
      let bytes = 0;
      return sorted().flatMap(([position, { record }]) => {
        if (position < from || position >= until || bytes > bytesMax) return [];
        bytes += record.length;
        return [{ position, record }];
      });
    },
    async listOldest(entryClass, count) {
      const ofClass = sorted().filter(([, row]) => row.class === entryClass);
      return ofClass.slice(0, count).map(([position, { record }]) => ({ position, recordBytes: record.length }));
    },
    async remove(position) {
      rows.delete(position);
    },
    async removeThrough(position) {
      const removed = sorted().filter(([at]) => at <= position);
      for (const [at] of removed) rows.delete(at);
      return { rows: removed.length, recordBytes: removed.reduce((sum, [, { record }]) => sum + record.length, 0) };
    },
  };
}
