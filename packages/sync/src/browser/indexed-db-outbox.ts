import { createOutbox, OUTBOX_BYTES_MAX } from '../outbox/create-outbox.ts';
import { firstLedger, type Ledger } from '../outbox/ledger.ts';
import type { Outbox, OutboxEntry } from '../outbox/outbox.ts';
import type { OutboxRow, OutboxTransaction, RowSize } from '../outbox/outbox-rows.ts';
import { openPageDatabase, settle, visitAll } from './indexed-db.ts';

/** Options of {@link openIndexedDbOutbox}. */
export interface IndexedDbOutboxOptions {
  /** Name of the database: one for this outbox alone. */
  readonly name: string;
  /** Quota in bytes; `OUTBOX_BYTES_MAX` when absent. The browser may give less. */
  readonly bytesMax?: number;
}

/**
 * The outbox of a page, in IndexedDB with strict durability. Appends that come while one is being flushed share the
 * next flush. A browser may discard the storage of a page; `navigator.storage.persist()` asks it not to.
 *
 * @throws {@link SyncError} `storage-locked` when another page has it; `storage-failed`, `storage-full`.
 */
export async function openIndexedDbOutbox(options: IndexedDbOutboxOptions): Promise<Outbox> {
  const { name, bytesMax = OUTBOX_BYTES_MAX } = options;
  const database = await openPageDatabase(name, (made) => {
    made.createObjectStore('entries', { keyPath: 'position' }).createIndex('class', 'class');
    made.createObjectStore('ledger');
  });
  try {
    await database.transact('readwrite', async (store) => {
      if ((await settle(store('ledger').count())) === 0) store('ledger').put(firstLedger(newStream()), LEDGER_KEY);
    });
    return await createOutbox(
      {
        transact: (mode, work) =>
          database.transact(mode === 'read' ? 'readonly' : 'readwrite', (store) =>
            work(outboxTransaction(store('entries'), store('ledger'))),
          ),
        close: () => database.close(),
      },
      { bytesMax, newStream, gather: async () => undefined },
    );
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface StoredEntry {
  readonly position: number;
  readonly class: OutboxEntry['class'];
  readonly record: Uint8Array;
}

function outboxTransaction(entries: IDBObjectStore, ledgers: IDBObjectStore): OutboxTransaction {
  return {
    readLedger: async () => (await settle(ledgers.get(LEDGER_KEY))) as Ledger,
    async writeLedger(ledger) {
      await settle(ledgers.put(ledger, LEDGER_KEY));
    },
    async insert(position, entryClass, record) {
      const entry: StoredEntry = { position, class: entryClass, record };
      await settle(entries.add(entry));
    },
    async list(from, until, bytesMax) {
      const rows: OutboxRow[] = [];
      let bytes = 0;
      if (from >= until) return rows;
      await visitAll(entries.openCursor(IDBKeyRange.bound(from, until, false, true)), ({ value }) => {
        const { position, record } = value as StoredEntry;
        rows.push({ position, record });
        bytes += record.length;
        return bytes <= bytesMax;
      });
      return rows;
    },
    async listOldest(entryClass, count) {
      const rows: RowSize[] = [];
      await visitAll(entries.index('class').openCursor(IDBKeyRange.only(entryClass)), ({ value }) => {
        const { position, record } = value as StoredEntry;
        rows.push({ position, recordBytes: record.length });
        return rows.length < count;
      });
      return rows;
    },
    async remove(position) {
      await settle(entries.delete(position));
    },
    async removeThrough(position) {
      let rows = 0;
      let recordBytes = 0;
      await visitAll(entries.openCursor(IDBKeyRange.upperBound(position)), (cursor) => {
        rows += 1;
        recordBytes += (cursor.value as StoredEntry).record.length;
        cursor.delete();
        return true;
      });
      return { rows, recordBytes };
    },
  };
}

/** Not `randomUUID`, which only pages that are served securely have. */
function newStream(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const LEDGER_KEY = 'ledger';
