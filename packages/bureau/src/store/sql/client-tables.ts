import type { ClientCondition, ClientReport, ClientStore } from '../client-store.ts';
import { REPORTED_AHEAD_MAX } from '../client-store.ts';
import { numberOf, type Sql, type SqlRow, type SqlSession, textOf } from './sql.ts';

/** What clients say of themselves, in tables. */
export function clientTables(sql: Sql): ClientStore {
  return {
    noteReports: (reports) =>
      sql.transact(async (session) => {
        for (const report of reports) await noteReport(session, report);
      }),
    async readReportedSequences() {
      const rows = await sql.query('SELECT layer, sequence FROM reported');
      return new Map(rows.map((row) => [textOf(row, 'layer'), numberOf(row, 'sequence')]));
    },
    async readReception(digest) {
      const [row = {}] = await sql.query(
        `SELECT COUNT(CASE WHEN mode = 'active' THEN 1 END) AS active, COUNT(CASE WHEN mode = 'shadow' THEN 1 END) AS shadow,
          COALESCE(MAX(took_ms), 0) AS took_ms, CAST(COALESCE(SUM(alerts), 0) AS BIGINT) AS alerts,
          CAST(COALESCE(SUM(overrides), 0) AS BIGINT) AS overrides
        FROM activations WHERE digest = $1`,
        [digest],
      );
      const codes = await sql.query(
        'SELECT code, COUNT(*) AS count FROM rejections WHERE digest = $1 GROUP BY code ORDER BY 2 DESC, 1',
        [digest],
      );
      return {
        active: numberOf(row, 'active'),
        shadow: numberOf(row, 'shadow'),
        rejected: codes.reduce((sum, it) => sum + numberOf(it, 'count'), 0),
        tookMsMax: numberOf(row, 'took_ms'),
        alerts: numberOf(row, 'alerts'),
        overrides: numberOf(row, 'overrides'),
        codes: codes.map((it) => ({ code: textOf(it, 'code'), count: numberOf(it, 'count') })),
      };
    },
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

async function noteReport(session: SqlSession, report: ClientReport): Promise<void> {
  const { institution, client } = report;
  switch (report.kind) {
    case 'activation': {
      const { layer, mode, digest, sequence, tookMs } = report;
      // Figures of the manifest before do not count for this one.
      await session.query(
        `INSERT INTO activations (institution, client, layer, mode, digest, sequence, took_ms, alerts, overrides)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0) ON CONFLICT (institution, client, layer, mode) DO UPDATE SET
          alerts = CASE WHEN activations.digest = excluded.digest THEN activations.alerts ELSE 0 END,
          overrides = CASE WHEN activations.digest = excluded.digest THEN activations.overrides ELSE 0 END,
          digest = excluded.digest, sequence = excluded.sequence, took_ms = excluded.took_ms`,
        [institution, client, layer, mode, digest, sequence, Math.round(tookMs)],
      );
      await session.query(
        `INSERT INTO reported (layer, sequence)
        SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT)
        WHERE EXISTS (SELECT 1 FROM layers WHERE layer = $1)
        AND CAST($2 AS BIGINT) <= $3 + COALESCE((SELECT MAX(sequence) FROM manifests WHERE layer = $1), 0)
        ON CONFLICT (layer) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > reported.sequence`,
        [layer, sequence, REPORTED_AHEAD_MAX],
      );
      return;
    }
    case 'rejection': {
      const { digest, layer, sequence, code, atMs } = report;
      await session.query(
        `INSERT INTO rejections (digest, institution, client, layer, sequence, code, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (digest, institution, client) DO UPDATE SET code = excluded.code, at_ms = excluded.at_ms`,
        [digest, institution, client, layer, sequence, code, atMs],
      );
      return;
    }
    case 'condition': {
      const { condition, atMs } = report;
      await session.query(
        `INSERT INTO clients (institution, client, reported_ms, stale, condition) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (institution, client) DO UPDATE SET
          reported_ms = excluded.reported_ms, stale = excluded.stale, condition = excluded.condition`,
        [institution, client, atMs, Number(condition.isStale), JSON.stringify(condition)],
      );
      await session.query(
        `UPDATE activations SET alerts = alerts + $1, overrides = overrides + $2
        WHERE institution = $3 AND client = $4 AND mode = 'active'`,
        [condition.alerts, condition.overrides, institution, client],
      );
      return;
    }
  }
}
