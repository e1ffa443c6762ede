import type { ActivationReport, ClientReport, ConditionReport, RejectionReport } from '../client-store.ts';
import { REPORTED_AHEAD_MAX } from '../client-store.ts';
import { chunksOf, type SqlSession, type SqlValue, valuesOf } from './sql.ts';

/**
 * Applies reports in their order, with as many statements for thousands as for one: of what a client says again only the last
 * is written.
 */
export async function noteReports(session: SqlSession, reports: readonly ClientReport[]): Promise<void> {
  for (const round of roundsOf(reports)) {
    await noteActivations(session, sorted(round.activations));
    await noteRejections(session, sorted(round.rejections));
    await noteConditions(session, sorted(round.conditions));
  }
}

/** Reports that may be written by their kind, whatever their order among each other. */
interface Round {
  readonly activations: Map<string, ActivationReport>;
  readonly rejections: Map<string, RejectionReport>;
  readonly conditions: Map<string, ConditionReport>;
}

/** Figures count for the manifest that was active when they came, so an activation after figures of its client begins anew. */
function roundsOf(reports: readonly ClientReport[]): readonly Round[] {
  const rounds: Round[] = [];
  let round = emptyRound();
  for (const report of reports) {
    const { institution, client } = report;
    const who = JSON.stringify([institution, client]);
    if (report.kind === 'activation') {
      if (round.conditions.has(who)) {
        rounds.push(round);
        round = emptyRound();
      }
      round.activations.set(JSON.stringify([institution, client, report.layer, report.mode]), report);
    } else if (report.kind === 'rejection') {
      round.rejections.set(JSON.stringify([report.digest, institution, client]), report);
    } else round.conditions.set(who, addFigures(round.conditions.get(who), report));
  }
  return [...rounds, round];
}

const emptyRound = (): Round => ({ activations: new Map(), rejections: new Map(), conditions: new Map() });

function addFigures(before: ConditionReport | undefined, report: ConditionReport): ConditionReport {
  if (before === undefined) return report;
  const { condition } = report;
  const alerts = condition.alerts + before.condition.alerts;
  const overrides = condition.overrides + before.condition.overrides;
  return { ...report, condition: { ...condition, alerts, overrides } };
}

/** In one order for all nodes, so that two of them wait for each other and do not block each other. */
function sorted<Report>(reports: ReadonlyMap<string, Report>): readonly Report[] {
  return [...reports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, report]) => report);
}

async function noteActivations(session: SqlSession, reports: readonly ActivationReport[]): Promise<void> {
  const rows = reports.map(({ institution, client, layer, mode, digest, sequence, tookMs }) => [
    institution,
    client,
    layer,
    mode,
    digest,
    sequence,
    Math.round(tookMs),
    0,
    0,
  ]);
  const types = ['TEXT', 'TEXT', 'TEXT', 'TEXT', 'TEXT', 'BIGINT', 'BIGINT', 'BIGINT', 'BIGINT'];
  // Figures of the manifest before do not count for this one.
  await insert(
    session,
    rows,
    types,
    (values) =>
      `INSERT INTO activations (institution, client, layer, mode, digest, sequence, took_ms, alerts, overrides) ${values}
      ON CONFLICT (institution, client, layer, mode) DO UPDATE SET
        alerts = CASE WHEN activations.digest = excluded.digest THEN activations.alerts ELSE 0 END,
        overrides = CASE WHEN activations.digest = excluded.digest THEN activations.overrides ELSE 0 END,
        digest = excluded.digest, sequence = excluded.sequence, took_ms = excluded.took_ms`,
  );
  const told = new Map(reports.map(({ layer, sequence }) => [JSON.stringify([layer, sequence]), [layer, sequence]]));
  await insert(
    session,
    sorted(told),
    ['TEXT', 'BIGINT'],
    (values) =>
      `WITH told (layer, sequence) AS (${values})
      INSERT INTO reported (layer, sequence) SELECT t.layer, MAX(t.sequence) FROM told t
      WHERE EXISTS (SELECT 1 FROM layers l WHERE l.layer = t.layer) AND t.sequence <=
        ${REPORTED_AHEAD_MAX} + COALESCE((SELECT MAX(m.sequence) FROM manifests m WHERE m.layer = t.layer), 0)
      GROUP BY t.layer
      ON CONFLICT (layer) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > reported.sequence`,
  );
}

function noteRejections(session: SqlSession, reports: readonly RejectionReport[]): Promise<void> {
  const rows = reports.map(({ digest, institution, client, layer, sequence, code, atMs }) => [
    digest,
    institution,
    client,
    layer,
    sequence,
    code,
    atMs,
  ]);
  return insert(
    session,
    rows,
    ['TEXT', 'TEXT', 'TEXT', 'TEXT', 'BIGINT', 'TEXT', 'BIGINT'],
    (values) =>
      `INSERT INTO rejections (digest, institution, client, layer, sequence, code, at_ms) ${values}
      ON CONFLICT (digest, institution, client) DO UPDATE SET code = excluded.code, at_ms = excluded.at_ms`,
  );
}

async function noteConditions(session: SqlSession, reports: readonly ConditionReport[]): Promise<void> {
  const rows = reports.map(({ institution, client, atMs, condition }) => [
    institution,
    client,
    atMs,
    Number(condition.isStale),
    JSON.stringify(condition),
  ]);
  await insert(
    session,
    rows,
    ['TEXT', 'TEXT', 'BIGINT', 'BIGINT', 'TEXT'],
    (values) =>
      `INSERT INTO clients (institution, client, reported_ms, stale, condition) ${values}
      ON CONFLICT (institution, client) DO UPDATE SET
        reported_ms = excluded.reported_ms, stale = excluded.stale, condition = excluded.condition`,
  );
  const figures = reports
    .filter(({ condition: { alerts, overrides } }) => alerts + overrides > 0)
    .map(({ institution, client, condition: { alerts, overrides } }) => [institution, client, alerts, overrides]);
  await insert(
    session,
    figures,
    ['TEXT', 'TEXT', 'BIGINT', 'BIGINT'],
    (values) =>
      `WITH counted (institution, client, alerts, overrides) AS (${values})
      UPDATE activations SET alerts = activations.alerts + counted.alerts, overrides = activations.overrides + counted.overrides
      FROM counted WHERE activations.institution = counted.institution AND activations.client = counted.client
      AND activations.mode = 'active'`,
  );
}

async function insert(
  session: SqlSession,
  rows: readonly (readonly SqlValue[])[],
  types: readonly string[],
  statement: (values: string) => string,
): Promise<void> {
  for (const chunk of chunksOf(rows, types.length)) {
    await session.query(statement(valuesOf(chunk, types)), chunk.flat());
  }
}
