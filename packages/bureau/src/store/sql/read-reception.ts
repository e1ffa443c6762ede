import type { Digest } from '@forecheck/pack';
import { ALERTS_JUDGED_MIN, type InstitutionReception, type Reception } from '../client-store.ts';
import { numberOf, type Sql, textOf } from './sql.ts';

/** What became of a manifest among clients. */
export async function readReception(sql: Sql, digest: Digest): Promise<Reception> {
  const [row = {}] = await sql.query(
    `SELECT COUNT(CASE WHEN mode <> 'shadow' THEN 1 END) AS active, COUNT(CASE WHEN mode = 'shadow' THEN 1 END) AS shadow,
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
    institutions: await readInstitutions(sql, digest),
  };
}

async function readInstitutions(sql: Sql, digest: Digest): Promise<InstitutionReception> {
  const [counted = {}] = await sql.query(
    `SELECT (SELECT COUNT(DISTINCT institution) FROM rejections WHERE digest = $1) AS rejected,
      (SELECT COUNT(*) FROM (SELECT institution FROM activations WHERE digest = $1
        UNION SELECT institution FROM rejections WHERE digest = $1) heard) AS heard`,
    [digest],
  );
  // Two, because the first is left out where there is a second.
  const slowest = await sql.query(
    'SELECT MAX(took_ms) AS took_ms FROM activations WHERE digest = $1 GROUP BY institution ORDER BY 1 DESC LIMIT 2',
    [digest],
  );
  const [{ judged = 0, total = 0, highest = 0 } = {}] = await sql.query(
    `SELECT COUNT(*) AS judged, SUM(share) AS total, MAX(share) AS highest FROM (
      SELECT CASE WHEN SUM(overrides) >= SUM(alerts) THEN 1.0
        ELSE CAST(SUM(overrides) AS DOUBLE PRECISION) / CAST(SUM(alerts) AS DOUBLE PRECISION) END AS share
      FROM activations WHERE digest = $1 AND mode = 'active' GROUP BY institution HAVING SUM(alerts) >= $2) shares`,
    [digest, ALERTS_JUDGED_MIN],
  );
  const [voices, sum, most] = [Number(judged), Number(total), Number(highest)];
  const slow = slowest.at(-1);
  return {
    heard: numberOf(counted, 'heard'),
    rejected: numberOf(counted, 'rejected'),
    tookMsMax: slow === undefined ? 0 : numberOf(slow, 'took_ms'),
    ...(voices === 0 ? {} : { overridden: voices === 1 ? sum : (sum - most) / (voices - 1) }),
  };
}
