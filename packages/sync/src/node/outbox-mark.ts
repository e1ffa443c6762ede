import { closeSync, openSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import type { Ledger } from '../outbox/ledger.ts';
import { decodeLedger, encodeLedger, LEDGER_BYTES } from '../outbox/ledger-record.ts';
import { storageError } from './storage-error.ts';

/**
 * The ledger once more, beside the database, written after each commit and not flushed. A database whose ledger is earlier
 * than the mark has lost commits: SQLite ends its log at the first frame that does not verify, and a flipped byte there
 * takes everything after it away without a word. The mark is never later than what is durable, so it never accuses
 * wrongly; after power loss it may be earlier, and then says nothing.
 */
export interface OutboxMark {
  /** What it said when it was opened. */
  readonly ledger: Ledger | undefined;
  write(ledger: Ledger): void;
  /** Idempotent. */
  close(): void;
}

/** Opens the mark, or makes an empty one. */
export function openOutboxMark(path: string): OutboxMark {
  let file: number | undefined = openOrMake(path);
  const slots = [0, 1].flatMap((slot) => readSlot(file as number, slot) ?? []);
  return {
    ledger: slots.sort((a, b) => b.revision - a.revision)[0],
    write(ledger) {
      if (file === undefined) return;
      try {
        // In turn, so that a write that is torn leaves the one before.
        writeSync(file, encodeLedger(ledger), 0, LEDGER_BYTES, (ledger.revision % 2) * SLOT_BYTES);
      } catch {
        // Without it damage may go unnoticed; what the commit wrote is durable all the same.
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function openOrMake(path: string): number {
  try {
    // All of its bytes at once, so that a full disk does not stop it later.
    if (statSync(path, { throwIfNoEntry: false })?.size !== 2 * SLOT_BYTES) {
      writeFileSync(path, new Uint8Array(2 * SLOT_BYTES));
    }
    return openSync(path, 'r+');
  } catch (cause) {
    throw storageError(cause);
  }
}

function readSlot(file: number, slot: number): Ledger | undefined {
  const record = new Uint8Array(LEDGER_BYTES);
  try {
    readSync(file, record, 0, LEDGER_BYTES, slot * SLOT_BYTES);
  } catch {
    return undefined;
  }
  return decodeLedger(record);
}

/** A sector of a disk, which is torn from others and not in itself. */
const SLOT_BYTES = 512;
