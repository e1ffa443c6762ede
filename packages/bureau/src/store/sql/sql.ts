/** What a statement is given and gives back. `undefined` stands for the absence that SQL calls null. */
export type SqlValue = string | number | Uint8Array | undefined;

/** One row, by column. Absent columns are left out. Integers are safe integers; bytes are plain `Uint8Array`. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Where statements go. Parameters are `$1`, `$2` … */
export interface SqlSession {
  query(text: string, parameters?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/**
 * A database of either kind. Statements keep to what both understand: `RETURNING`, `ON CONFLICT`, `WITH … (VALUES …)`, and
 * casts where the type of a parameter does not follow from its place.
 */
export interface Sql extends SqlSession {
  readonly dialect: SqlDialect;
  /**
   * When it resolves, everything that `work` wrote is durable; when it rejects, nothing is, unless the error's retry class is
   * `unsafe`. `work` may be called again when the database gave way to another transaction, so it does nothing but query.
   */
  transact<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result>;
  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}

/** Where the two databases differ. */
export interface SqlDialect {
  readonly name: 'sqlite' | 'postgres';
  readonly integer: string;
  readonly bytes: string;
  /** After a table that everything else hangs on. */
  readonly lockRows: string;
  /** After the table of entries, which grows without end. */
  readonly partition: string;
  /** Statements that make the partitions. */
  readonly partitions: (table: string) => readonly string[];
  /** A column that numbers its rows. */
  readonly serial: string;
}

/** Most parameters of one statement that both databases take. */
const PARAMETERS_MAX = 30_000;

/** `(VALUES ($1, $2), ($3, $4))` with as many columns as types; the first row carries the casts. */
export function valuesOf(rows: readonly (readonly SqlValue[])[], types: readonly string[], offset = 0): string {
  const written = rows.map((_, row) => {
    const cells = types.map((type, column) => {
      const parameter = `$${offset + row * types.length + column + 1}`;
      return row === 0 ? `CAST(${parameter} AS ${type})` : parameter;
    });
    return `(${cells.join(', ')})`;
  });
  return `VALUES ${written.join(', ')}`;
}

/** Pieces of a list that fit one statement each. */
export function chunksOf<Row>(rows: readonly Row[], columns: number): readonly (readonly Row[])[] {
  const size = Math.floor(PARAMETERS_MAX / columns);
  const chunks: Row[][] = [];
  for (let start = 0; start < rows.length; start += size) chunks.push(rows.slice(start, start + size));
  return chunks;
}

/** A column that is always there. */
export const textOf = (row: SqlRow, column: string): string => String(row[column]);
export const numberOf = (row: SqlRow, column: string): number => Number(row[column]);
export function bytesOf(row: SqlRow, column: string): Uint8Array {
  const value = row[column];
  return value instanceof Uint8Array ? value : new Uint8Array();
}
