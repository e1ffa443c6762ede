import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { createOutbox, OUTBOX_BYTES_MAX } from '../outbox/create-outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { openSqliteRows } from './sqlite-rows.ts';
import { lockStore } from './store-lock.ts';

/** Options of {@link openSqliteOutbox}. */
export interface SqliteOutboxOptions {
  /** A folder for this outbox alone, on a local disk and not that of the packs; made where it is not there. */
  readonly folder: string;
  /** Quota in bytes; `OUTBOX_BYTES_MAX` when absent. */
  readonly bytesMax?: number;
}

/**
 * The outbox of a Node process, in a SQLite database of its own (write-ahead log, flushed at each commit). Appends of one
 * turn of the event loop share a flush. A damaged database is moved aside into `damaged/`, what can be read of it goes
 * on in a new stream, and `depth.damaged` tells how much cannot.
 *
 * @throws {@link SyncError} `storage-locked` when another outbox, of this process or another, has the folder;
 * `storage-failed`, `storage-full`.
 */
export async function openSqliteOutbox({ folder, bytesMax = OUTBOX_BYTES_MAX }: SqliteOutboxOptions): Promise<Outbox> {
  const lock = await lockStore(folder);
  try {
    const rows = await openSqliteRows(folder, randomUUID);
    const close = async (): Promise<void> => {
      await rows.close();
      lock.release();
    };
    return await createOutbox({ ...rows, close }, { bytesMax, newStream: randomUUID, gather: setImmediate });
  } catch (error) {
    lock.release();
    throw error;
  }
}
