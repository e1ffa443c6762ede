import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { BureauError } from '../error.ts';
import type { BureauStore } from './bureau-store.ts';
import type { Sql, SqlDialect, SqlRow, SqlSession, SqlValue } from './sql/sql.ts';
import { openSqlStore } from './sql/sql-store.ts';

/**
 * A store in one file, for a bureau of one node; made, with its folder, when it is not there.
 *
 * One process at a time: a second one is refused, because nothing would tell it what the first one publishes.
 *
 * @throws {@link BureauError} `storage-locked`, `storage-failed`, `schema-unsupported`
 */
export async function openSqliteStore(file: string): Promise<BureauStore> {
  await mkdir(dirname(file), { recursive: true }).catch((cause: unknown) => {
    throw new BureauError('storage-failed', 'the folder of the database cannot be made', {}, { cause });
  });
  const sql = openSqlite(file);
  try {
    return await openSqlStore(sql);
  } catch (error) {
    await sql.close();
    throw error;
  }
}

/**
 * The database of a file. Statements run one after another on the one connection, and block the event loop while they do:
 * a commit costs one flush of the disk, which intake shares among everything that waits for it.
 */
export function openSqlite(file: string): Sql {
  const database = openDatabase(file);
  const statements = new Map<string, Prepared>();
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const session: SqlSession = {
    async query(text, parameters = []) {
      try {
        const { statement, places } = prepare(database, statements, text);
        return statement.all(...places.map((place) => toSqlite(parameters[place - 1]))).map(rowOf);
      } catch (error) {
        throw storageError(error);
      }
    },
  };
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isClosed) return Promise.reject(new BureauError('bureau-closed', 'the store is closed'));
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const transact = async <Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> => {
    await session.query('BEGIN IMMEDIATE');
    try {
      const result = await work(session);
      await session.query('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    dialect: SQLITE,
    query: (text, parameters) => inTurn(() => session.query(text, parameters)),
    transact: (work) => inTurn(() => transact(work)),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await last;
      statements.clear();
      database.close();
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: LOCK_WAIT_MS });
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    // The exclusive lock is taken by the first transaction and kept until the process ends, however it ends.
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    return database;
  } catch (error) {
    database?.close();
    throw storageError(error);
  }
}

/** A statement, and which parameter each of its places takes. */
interface Prepared {
  readonly statement: StatementSync;
  readonly places: readonly number[];
}

// Numbered places (`?7`) are looked up by name one after another: 30,000 of them took 2.4 s to bind, nameless ones 12 ms.
function prepare(database: DatabaseSync, statements: Map<string, Prepared>, text: string): Prepared {
  const known = statements.get(text);
  if (known !== undefined) return known;
  const places: number[] = [];
  const nameless = text.replaceAll(/\$(\d+)/g, (_, place: string) => {
    places.push(Number(place));
    return '?';
  });
  const prepared = { statement: database.prepare(nameless), places };
  // Statements of many rows have as many texts as there are numbers of rows.
  if (statements.size >= STATEMENTS_MAX) statements.clear();
  statements.set(text, prepared);
  return prepared;
}

function toSqlite(value: SqlValue): SQLInputValue {
  return value === undefined ? null : value;
}

function rowOf(row: Readonly<Record<string, unknown>>): SqlRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as SqlRow;
}

function storageError(error: unknown): unknown {
  const { errcode } = error as { readonly errcode?: number };
  if (errcode === undefined) return error;
  const primary = errcode & 0xff;
  return primary === BUSY || primary === LOCKED
    ? new BureauError('storage-locked', 'another process holds the database', { errcode }, { cause: error })
    : new BureauError('storage-failed', 'the database failed', { errcode }, { cause: error });
}

const SQLITE: SqlDialect = {
  name: 'sqlite',
  integer: 'INTEGER',
  bytes: 'BLOB',
  lockRows: '',
  partition: '',
  partitions: () => [],
  serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
};
/** A process that was killed a moment ago has let go by then. */
const LOCK_WAIT_MS = 2_000;
const STATEMENTS_MAX = 200;
const BUSY = 5;
const LOCKED = 6;
