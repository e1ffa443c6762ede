import { DatabaseSync } from 'node:sqlite';
import { firstLedger, type Ledger } from '../outbox/ledger.ts';
import { decodeLedger, encodeLedger } from '../outbox/ledger-record.ts';
import { assertWritable } from './durable-file.ts';

/** The database of an outbox, as it was found or made. */
export interface OutboxDatabase {
  readonly database: DatabaseSync;
  readonly ledger: Ledger;
}

/** Thrown where a database can be read and contradicts itself. */
class DatabaseDamage extends Error {
  override readonly name = 'DatabaseDamage';
  /** As of a file that is not a database. */
  readonly errcode = 11;
}

/**
 * Opens the database at a path, or makes one, and checks it through. Throws what SQLite or the file system throws, and the
 * like of it where the database contradicts itself.
 *
 * @param witness - A ledger that was seen after a commit of this database; absent when none is known.
 */
export function openOutboxDatabase(path: string, first: () => Ledger, witness: Ledger | undefined): OutboxDatabase {
  const database = connect(path);
  try {
    const isNew = database.prepare('SELECT COUNT(*) AS count FROM sqlite_schema').get()?.['count'] === 0;
    if (isNew && witness !== undefined) throw new DatabaseDamage('the tables are gone');
    const ledger = isNew ? createTables(database, first()) : checkedLedger(database, witness);
    return { database, ledger };
  } catch (error) {
    database.close();
    throw error;
  }
}

function connect(path: string): DatabaseSync {
  assertWritable(path);
  const database = new DatabaseSync(path);
  try {
    // The lock of the folder keeps others out; exclusive mode spares the file of shared memory.
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL`);
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function createTables(database: DatabaseSync, ledger: Ledger): Ledger {
  database.exec('BEGIN IMMEDIATE');
  database.exec(`
    CREATE TABLE entry (position INTEGER PRIMARY KEY, class INTEGER NOT NULL, record BLOB NOT NULL);
    CREATE INDEX entry_droppable ON entry (class) WHERE class > 2;
    CREATE TABLE ledger (id INTEGER PRIMARY KEY, record BLOB NOT NULL);
  `);
  database.prepare('INSERT INTO ledger (id, record) VALUES (1, ?)').run(encodeLedger(ledger));
  database.exec('COMMIT');
  return ledger;
}

function checkedLedger(database: DatabaseSync, witness: Ledger | undefined): Ledger {
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (verdict !== 'ok') throw new DatabaseDamage('the pages contradict each other');
  const record = database.prepare('SELECT record FROM ledger WHERE id = 1').get()?.['record'];
  const ledger = record instanceof Uint8Array ? decodeLedger(record) : undefined;
  if (ledger === undefined) throw new DatabaseDamage('the ledger cannot be read');
  if (witness !== undefined && witness.revision > ledger.revision) throw new DatabaseDamage('commits are gone');
  const { acknowledged, next, entries } = ledger;
  const kept = database
    .prepare('SELECT COUNT(*) AS kept FROM entry WHERE position > ? AND position < ?')
    .get(acknowledged, next)?.['kept'];
  const all = database.prepare('SELECT COUNT(*) AS kept FROM entry').get()?.['kept'];
  if (kept !== entries || all !== entries) throw new DatabaseDamage('entries are gone');
  return ledger;
}

/** A ledger for a database that is made now. */
export function newLedger(newStream: () => string): () => Ledger {
  return () => firstLedger(newStream());
}

/** Bytes of a page, which the salvage of a damaged database counts on. */
export const PAGE_BYTES = 4096;
