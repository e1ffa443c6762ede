import { appendFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from '../outbox/ledger.ts';
import { isThere } from './durable-file.ts';
import { newLedger, type OutboxDatabase, openOutboxDatabase } from './outbox-database.ts';
import { openOutboxMark } from './outbox-mark.ts';
import { dropLog, finishRepair, keepLog, OUTBOX_FILES, repairOutbox } from './repair-outbox.ts';
import { classifyFailure } from './storage-error.ts';

/** The database of an outbox through openings and repairs. Throws what SQLite and the file system throw. */
export interface OutboxSession {
  /** Opened where it is not, and repaired where it is damaged or not to be trusted. */
  current(): Promise<OutboxDatabase>;
  /** What a commit left. */
  committed(after: OutboxDatabase): void;
  repair(): Promise<void>;
  /** Whoever opens the folder next repairs it: the disk did not take what was written. */
  distrust(): void;
  /** Idempotent. */
  close(): void;
}

/** A session of the outbox in a folder that the caller has locked. */
export async function openOutboxSession(folder: string, newStream: () => string): Promise<OutboxSession> {
  await finishRepair(folder);
  const mark = openOutboxMark(join(folder, OUTBOX_FILES.mark));
  const suspect = join(folder, OUTBOX_FILES.suspect);
  let witness: Ledger | undefined = mark.ledger;
  let opened: OutboxDatabase | undefined;

  async function open(): Promise<OutboxDatabase> {
    await keepLog(folder);
    const database = openOutboxDatabase(join(folder, OUTBOX_FILES.database), newLedger(newStream), witness);
    await dropLog(folder);
    return database;
  }

  async function repair(): Promise<void> {
    if (opened !== undefined) await keepLog(folder);
    opened?.database.close();
    opened = undefined;
    await repairOutbox(folder, newStream, witness === undefined ? [] : [witness]);
    witness = undefined;
    opened = await open();
    mark.write(opened.ledger);
    await rm(suspect, { force: true });
  }

  return {
    async current() {
      if (opened !== undefined) return opened;
      if (await isThere(suspect)) await repair();
      try {
        opened ??= await open();
      } catch (cause) {
        if (classifyFailure(cause) !== 'damaged') throw cause;
        await repair();
      }
      return opened as OutboxDatabase;
    },
    committed(after) {
      opened = after;
      witness = after.ledger;
      mark.write(after.ledger);
    },
    repair,
    distrust() {
      try {
        appendFileSync(suspect, '');
      } catch {
        // The disk fails; there is no other place to say so.
      }
    },
    close() {
      opened?.database.close();
      opened = undefined;
      mark.close();
    },
  };
}
