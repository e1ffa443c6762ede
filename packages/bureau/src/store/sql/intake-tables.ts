import type { IntakeStore, StreamState } from '../intake-store.ts';
import { acceptPieces } from './accept-pieces.ts';
import { bytesOf, numberOf, type Sql, textOf } from './sql.ts';

/** What institutions sent, in tables. */
export function intakeTables(sql: Sql): IntakeStore {
  return {
    acceptPieces: (pieces, nowMs) =>
      pieces.length === 0
        ? Promise.resolve([])
        : sql.transact((session) => acceptPieces(session, sql.dialect, pieces, nowMs)),
    async readStream(institution, stream): Promise<StreamState | undefined> {
      const [row] = await sql.query(
        `SELECT acknowledged, quarantined,
          (SELECT MAX(sequence) FROM entries WHERE institution = $1 AND stream = $2) AS highest
        FROM streams WHERE institution = $1 AND stream = $2`,
        [institution, stream],
      );
      if (row === undefined) return undefined;
      const acknowledged = numberOf(row, 'acknowledged');
      return {
        acknowledged,
        highest: Math.max(acknowledged, Number(row['highest'] ?? 0)),
        isQuarantined: row['quarantined'] === 1,
      };
    },
    async quarantineStream(institution, stream) {
      await sql.query(
        `INSERT INTO streams (institution, stream, acknowledged, quarantined) VALUES ($1, $2, 0, 1)
        ON CONFLICT (institution, stream) DO UPDATE SET quarantined = 1`,
        [institution, stream],
      );
    },
    async readEntries(institution, stream, after, limit) {
      const rows = await sql.query(
        `SELECT sequence, bytes FROM entries WHERE institution = $1 AND stream = $2 AND sequence > $3
        ORDER BY sequence LIMIT $4`,
        [institution, stream, after, limit],
      );
      return rows.map((row) => ({ sequence: numberOf(row, 'sequence'), bytes: bytesOf(row, 'bytes') }));
    },
    ...summaries(sql),
  };
}

function summaries(
  sql: Sql,
): Pick<IntakeStore, 'readDispositions' | 'summariseDispositions' | 'summariseFigures' | 'countQuarantined'> {
  return {
    async readDispositions(after, limit) {
      const rows = await sql.query('SELECT * FROM dispositions WHERE position > $1 ORDER BY position LIMIT $2', [
        after,
        limit,
      ]);
      return rows.map((row) => ({
        position: numberOf(row, 'position'),
        institution: textOf(row, 'institution'),
        id: textOf(row, 'id'),
        alert: textOf(row, 'alert'),
        rule: textOf(row, 'rule'),
        kind: textOf(row, 'kind'),
        recordedMs: numberOf(row, 'recorded_ms'),
      }));
    },
    async summariseDispositions(fromMs, toMs) {
      const rows = await sql.query(
        `SELECT rule, kind, COUNT(*) AS count FROM dispositions WHERE recorded_ms >= $1 AND recorded_ms < $2
        GROUP BY rule, kind ORDER BY rule, kind`,
        [fromMs, toMs],
      );
      return rows.map((row) => ({
        rule: textOf(row, 'rule'),
        kind: textOf(row, 'kind'),
        count: numberOf(row, 'count'),
      }));
    },
    async summariseFigures(fromDay, toDay) {
      const rows = await sql.query(
        `SELECT name, rule, CAST(SUM(count) AS BIGINT) AS count FROM figures WHERE day >= $1 AND day < $2
        GROUP BY name, rule ORDER BY name, rule`,
        [fromDay, toDay],
      );
      return rows.map((row) => ({
        name: textOf(row, 'name'),
        rule: textOf(row, 'rule'),
        count: numberOf(row, 'count'),
      }));
    },
    async countQuarantined() {
      const [row] = await sql.query('SELECT COUNT(*) AS count FROM streams WHERE quarantined = 1');
      return numberOf(row ?? {}, 'count');
    },
  };
}
