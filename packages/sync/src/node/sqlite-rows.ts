import { join } from 'node:path';
import { isSyncError, type SyncError } from '../error.ts';
import type { OutboxRows, OutboxTransaction } from '../outbox/outbox-rows.ts';
import { closedError } from '../store/store-error.ts';
import { openOutboxReserve } from './outbox-reserve.ts';
import { type OutboxSession, openOutboxSession } from './outbox-session.ts';
import { OUTBOX_FILES } from './repair-outbox.ts';
import { sqliteTransaction } from './sqlite-transaction.ts';
import { classifyFailure, storageError } from './storage-error.ts';

/**
 * Rows of an outbox in the SQLite database of a folder that the caller has locked. A damaged database is repaired when
 * it is opened and whenever SQLite meets the damage.
 */
export async function openSqliteRows(folder: string, newStream: () => string): Promise<OutboxRows> {
  const session = await openOutboxSession(folder, newStream);
  const reserve = openOutboxReserve(join(folder, OUTBOX_FILES.reserve));
  let fatal: SyncError | undefined;
  let isClosed = false;

  async function settled<Result>(work: () => Promise<Result>): Promise<Result> {
    if (isClosed) throw closedError();
    if (fatal !== undefined) throw fatal;
    try {
      return await work();
    } catch (cause) {
      if (isSyncError(cause)) throw cause;
      const error = storageError(cause);
      // No second attempt at a file of which the system has forgotten what it did not write.
      if (classifyFailure(cause) === 'unsynced') {
        fatal = error;
        session.distrust();
      }
      throw error;
    }
  }

  const rows: OutboxRows = {
    transact: (mode, work) =>
      settled(async () => {
        try {
          return await attempt(session, work);
        } catch (cause) {
          if (isSyncError(cause)) throw cause;
          const failure = classifyFailure(cause);
          if (failure === 'damaged') await session.repair();
          else if (failure === 'full') await shortenLog(session);
          else throw cause;
        }
        if (mode !== 'free') return attempt(session, work);
        return attempt(session, work).catch(async (cause: unknown) => {
          if (classifyFailure(cause) !== 'full' || !reserve.give()) throw cause;
          const result = await attempt(session, work);
          await shortenLog(session);
          reserve.take();
          return result;
        });
      }),
    async close() {
      isClosed = true;
      session.close();
    },
  };
  try {
    await settled(() => session.current());
  } catch (error) {
    await rows.close();
    throw error;
  }
  return rows;
}

async function attempt<Result>(
  session: OutboxSession,
  work: (transaction: OutboxTransaction) => Promise<Result>,
): Promise<Result> {
  const { database, ledger } = await session.current();
  const { transaction, written } = sqliteTransaction(database, ledger);
  database.exec('BEGIN IMMEDIATE');
  let result: Result;
  try {
    result = await work(transaction);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
  const after = written();
  if (after !== undefined) session.committed({ database, ledger: after });
  return result;
}

/** Brings the log into the database: it holds each page as often as it was changed. */
async function shortenLog(session: OutboxSession): Promise<void> {
  const { database } = await session.current();
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // There is no room for that either; the log stays as it is.
  }
}
