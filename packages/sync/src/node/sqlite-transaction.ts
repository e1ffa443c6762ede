import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CLASS_NUMBERS } from '../outbox/entry-record.ts';
import type { Ledger } from '../outbox/ledger.ts';
import { encodeLedger } from '../outbox/ledger-record.ts';
import type { OutboxRow, OutboxTransaction } from '../outbox/outbox-rows.ts';

/** What a transaction of an outbox does, in SQL; and the ledger that it wrote, if it wrote one. */
export function sqliteTransaction(
  database: DatabaseSync,
  ledger: Ledger,
): { readonly transaction: OutboxTransaction; readonly written: () => Ledger | undefined } {
  const statements = statementsOf(database);
  let written: Ledger | undefined;
  const transaction: OutboxTransaction = {
    readLedger: async () => written ?? ledger,
    async writeLedger(after) {
      statements.writeLedger.run(encodeLedger(after));
      written = after;
    },
    async insert(position, entryClass, record) {
      statements.insert.run(position, CLASS_NUMBERS[entryClass], record);
    },
    async list(from, until, bytesMax) {
      const rows: OutboxRow[] = [];
      let bytes = 0;
      for (const { position, record } of statements.list.iterate(from, until)) {
        // A flipped byte can turn bytes into text or a number.
        const row = { position: position as number, record: record instanceof Uint8Array ? record : new Uint8Array(0) };
        rows.push(row);
        bytes += row.record.length;
        if (bytes > bytesMax) break;
      }
      return rows;
    },
    async listOldest(entryClass, count) {
      const rows = statements.listOldest.all(CLASS_NUMBERS[entryClass], count);
      return rows.map(({ position, length }) => ({ position: position as number, recordBytes: length as number }));
    },
    async remove(position) {
      statements.remove.run(position);
    },
    async removeThrough(position) {
      const total = statements.total.get(position);
      statements.removeThrough.run(position);
      return { rows: (total?.['count'] as number) ?? 0, recordBytes: (total?.['length'] as number) ?? 0 };
    },
  };
  return { transaction, written: () => written };
}

type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>;

/** Prepared once for each database. */
function statementsOf(database: DatabaseSync): Statements {
  let statements = STATEMENTS_BY_DATABASE.get(database);
  if (statements === undefined) {
    const pairs = Object.entries(SQL).map(([name, text]) => [name, database.prepare(text)]);
    statements = Object.fromEntries(pairs) as Statements;
    STATEMENTS_BY_DATABASE.set(database, statements);
  }
  return statements;
}

const STATEMENTS_BY_DATABASE = new WeakMap<DatabaseSync, Statements>();

const SQL = {
  writeLedger: 'UPDATE ledger SET record = ? WHERE id = 1',
  insert: 'INSERT INTO entry (position, class, record) VALUES (?, ?, ?)',
  list: 'SELECT position, record FROM entry WHERE position >= ? AND position < ? ORDER BY position',
  // The first condition is that of the index.
  listOldest:
    'SELECT position, length(record) AS length FROM entry WHERE class > 2 AND class = ? ORDER BY position LIMIT ?',
  remove: 'DELETE FROM entry WHERE position = ?',
  total: 'SELECT COUNT(*) AS count, COALESCE(SUM(length(record)), 0) AS length FROM entry WHERE position <= ?',
  removeThrough: 'DELETE FROM entry WHERE position <= ?',
} as const;
