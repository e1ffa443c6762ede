import pg from 'pg';
import { BureauError } from '../error.ts';
import type { BureauStore } from './bureau-store.ts';
import type { Sql, SqlDialect, SqlRow, SqlSession, SqlValue } from './sql/sql.ts';
import { openSqlStore } from './sql/sql-store.ts';

/** Where the database is. */
export interface PostgresOptions {
  /** `postgres://user@host:port/database`, or what the environment of PostgreSQL's own programs says. */
  readonly url?: string;
  /** Most connections of this node, without the one that listens. */
  readonly connectionsMax?: number;
  /** Also takes a database that may forget what it has committed. For experiments. */
  readonly allowUndurable?: boolean;
}

/**
 * A store in PostgreSQL, for a bureau of several nodes.
 *
 * @throws {@link BureauError} `storage-unreachable`, `storage-undurable` when the server is set not to flush what it commits,
 * `schema-unsupported`
 */
export async function openPostgresStore(options: PostgresOptions): Promise<BureauStore> {
  const sql = openPostgres(options);
  try {
    if (options.allowUndurable !== true) await checkDurable(sql);
    return await openSqlStore(sql);
  } catch (error) {
    await sql.close();
    throw error;
  }
}

/** The database of a server, over a pool of connections. */
function openPostgres({ url, connectionsMax = CONNECTIONS }: PostgresOptions): Sql {
  const pool = new pg.Pool({
    ...(url === undefined ? {} : { connectionString: url }),
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: { getTypeParser },
  });
  // Invariant: without a listener, a connection that breaks while nobody uses it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let closing: Promise<void> | undefined;

  return {
    dialect: POSTGRES,
    async query(text, parameters) {
      const client = await connect(pool, closing);
      try {
        return await sessionOf(client).query(text, parameters);
      } catch (error) {
        throw storageError(error, 'storage-failed');
      } finally {
        client.release();
      }
    },
    async transact(work) {
      for (let attempt = 1; ; attempt += 1) {
        const client = await connect(pool, closing);
        try {
          return await transact(client, work);
        } catch (error) {
          if (attempt >= ATTEMPTS_MAX || !gaveWay(error)) throw error;
        }
      }
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

async function connect(pool: pg.Pool, closing: Promise<void> | undefined): Promise<pg.PoolClient> {
  if (closing !== undefined) throw new BureauError('bureau-closed', 'the store is closed');
  try {
    return await pool.connect();
  } catch (cause) {
    throw new BureauError('storage-unreachable', 'the database cannot be reached', {}, { cause });
  }
}

async function transact<Result>(
  client: pg.PoolClient,
  work: (session: SqlSession) => Promise<Result>,
): Promise<Result> {
  // What fails before the commit has changed nothing; whether a commit without an answer has, nobody knows.
  let code: 'storage-unreachable' | 'storage-failed' = 'storage-unreachable';
  let broken: unknown;
  try {
    await client.query('BEGIN');
    const result = await work(sessionOf(client));
    code = 'storage-failed';
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      broken = failure;
    });
    throw storageError(error, code);
  } finally {
    client.release(broken !== undefined);
  }
}

function sessionOf(client: pg.PoolClient): SqlSession {
  return {
    async query(text, parameters = []) {
      const { rows } = await client.query<Record<string, unknown>>(text, parameters.map(toPostgres));
      return rows.map(rowOf);
    },
  };
}

async function checkDurable(sql: Sql): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit']) {
    const [row] = await sql.query(`SHOW ${setting}`);
    if (row?.[setting] === 'off') {
      throw new BureauError('storage-undurable', `the database has \`${setting}\` off`, { setting });
    }
  }
}

function toPostgres(value: SqlValue): unknown {
  // A `Uint8Array` would be sent as JSON.
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}

function rowOf(row: Readonly<Record<string, unknown>>): SqlRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as SqlRow;
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === BIGINT) return Number;
  if (oid === BYTEA) return (value) => new Uint8Array(Buffer.from(value.slice(2), 'hex'));
  return pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown;
}

/** An error of the database or of the way to it, as one of ours. */
function storageError(error: unknown, code: 'storage-unreachable' | 'storage-failed'): unknown {
  if (error instanceof BureauError) return error;
  const { code: state } = error as { readonly code?: string };
  if (state !== undefined && GAVE_WAY.has(state)) {
    return new BureauError(
      'storage-unreachable',
      'the database gave way to another transaction',
      { state },
      { cause: error },
    );
  }
  const isOurs = state === undefined && !(error as Error).message.startsWith('Connection terminated');
  if (isOurs && !/connect|timeout|socket/i.test((error as Error).message)) return error;
  return new BureauError(code, 'the database failed', state === undefined ? {} : { state }, { cause: error });
}

function gaveWay(error: unknown): boolean {
  return error instanceof BureauError && GAVE_WAY.has(String(error.detail['state']));
}

const POSTGRES: SqlDialect = {
  name: 'postgres',
  integer: 'BIGINT',
  bytes: 'BYTEA',
  lockRows: 'FOR UPDATE OF s',
  partition: ' PARTITION BY HASH (institution)',
  partitions: (table) =>
    Array.from(
      { length: PARTITIONS },
      (_, remainder) =>
        `CREATE TABLE ${table}_${remainder} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${PARTITIONS}, REMAINDER ${remainder})`,
    ),
  serial: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
};
/** Serialisation failure, deadlock. */
const GAVE_WAY: ReadonlySet<string> = new Set(['40001', '40P01']);
const ATTEMPTS_MAX = 5;
const CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 10_000;
/** An index of one part of so many stays in memory for longer than one of all. */
const PARTITIONS = 16;
const BIGINT = 20;
const BYTEA = 17;
