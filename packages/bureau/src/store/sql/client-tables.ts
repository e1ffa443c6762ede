import type { ClientCondition, ClientStore } from '../client-store.ts';
import { noteReports } from './note-reports.ts';
import { readReception } from './read-reception.ts';
import { numberOf, type Sql, type SqlRow, textOf } from './sql.ts';

/** What clients say of themselves, in tables. */
export function clientTables(sql: Sql): ClientStore {
  return {
    noteReports: (reports) => sql.transact((session) => noteReports(session, reports)),
    async readReportedSequences() {
      const rows = await sql.query('SELECT layer, sequence FROM reported');
      return new Map(rows.map((row) => [textOf(row, 'layer'), numberOf(row, 'sequence')]));
    },
    readReception: (digest) => readReception(sql, digest),
    async readClients(limit) {
      const rows = await sql.query('SELECT * FROM clients ORDER BY reported_ms DESC, institution, client LIMIT $1', [
        limit,
      ]);
      return rows.map((row: SqlRow) => ({
        institution: textOf(row, 'institution'),
        client: textOf(row, 'client'),
        reportedMs: numberOf(row, 'reported_ms'),
        condition: JSON.parse(textOf(row, 'condition')) as ClientCondition,
      }));
    },
    async countClients(sinceMs) {
      const [row = {}] = await sql.query(
        'SELECT COUNT(*) AS heard, COUNT(CASE WHEN stale = 1 THEN 1 END) AS stale FROM clients WHERE reported_ms >= $1',
        [sinceMs],
      );
      return { heard: numberOf(row, 'heard'), stale: numberOf(row, 'stale') };
    },
  };
}
