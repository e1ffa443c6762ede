import { BureauError } from '../../error.ts';
import type { Sql, SqlDialect, SqlSession } from './sql.ts';

/** Version of the tables. A newer one is refused; an older one is brought up, one step after another. */
const SCHEMA_VERSION = 1;

/**
 * Makes the tables, or finds that they are there.
 *
 * @throws {@link BureauError} `schema-unsupported`
 */
export async function prepareSchema(sql: Sql): Promise<void> {
  await sql.transact(async (session) => {
    // Two nodes may start over an empty database at the same instant.
    if (sql.dialect.name === 'postgres') await session.query('SELECT pg_advisory_xact_lock(7041982)');
    await session.query('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
    const [row] = await session.query('SELECT version FROM schema_version');
    const found = Number(row?.['version'] ?? 0);
    if (found > SCHEMA_VERSION) {
      throw new BureauError('schema-unsupported', `tables of version \`${found}\` are newer than this release`, {
        found,
        supported: SCHEMA_VERSION,
      });
    }
    if (found === 0) await createTables(session, sql.dialect);
  });
}

async function createTables(session: SqlSession, dialect: SqlDialect): Promise<void> {
  for (const statement of statementsOf(dialect)) await session.query(statement);
  await session.query('INSERT INTO publishing (id, revision) VALUES (1, 0)');
  await session.query('INSERT INTO schema_version (version) VALUES ($1)', [SCHEMA_VERSION]);
}

function statementsOf(dialect: SqlDialect): readonly string[] {
  return [...publishingTables(dialect), ...intakeTables(dialect), ...clientTables(dialect)];
}

function publishingTables({ integer, bytes }: SqlDialect): readonly string[] {
  return [
    `CREATE TABLE publishing (id ${integer} PRIMARY KEY, revision ${integer} NOT NULL)`,
    `CREATE TABLE roots (version ${integer} PRIMARY KEY, digest TEXT NOT NULL, sealed ${bytes} NOT NULL)`,
    `CREATE TABLE manifests (
      digest TEXT PRIMARY KEY, layer TEXT NOT NULL, epoch ${integer} NOT NULL, sequence ${integer} NOT NULL,
      class TEXT NOT NULL, sealed ${bytes} NOT NULL, published_ms ${integer} NOT NULL, UNIQUE (layer, epoch, sequence))`,
    'CREATE TABLE layers (layer TEXT PRIMARY KEY, state TEXT NOT NULL)',
    'CREATE TABLE scopes (scope TEXT PRIMARY KEY)',
    `CREATE TABLE heads (
      scope TEXT PRIMARY KEY, epoch ${integer} NOT NULL, version ${integer} NOT NULL, digest TEXT NOT NULL,
      sealed ${bytes} NOT NULL, issued_ms ${integer} NOT NULL, expires_ms ${integer} NOT NULL, revision ${integer} NOT NULL)`,
    'CREATE INDEX heads_by_revision ON heads (revision, scope)',
    `CREATE TABLE kills (
      layer TEXT NOT NULL, rule TEXT NOT NULL, until_ms ${integer} NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (layer, rule))`,
    `CREATE TABLE drafts (
      id TEXT PRIMARY KEY, layer TEXT NOT NULL, state TEXT NOT NULL, created_ms ${integer} NOT NULL,
      body TEXT NOT NULL, sealed ${bytes} NOT NULL)`,
    'CREATE INDEX drafts_by_age ON drafts (created_ms)',
    `CREATE TABLE blobs (digest TEXT NOT NULL, encoding TEXT NOT NULL, bytes ${integer} NOT NULL, PRIMARY KEY (digest, encoding))`,
    `CREATE TABLE blob_parts (
      digest TEXT NOT NULL, encoding TEXT NOT NULL, part ${integer} NOT NULL, bytes ${bytes} NOT NULL,
      PRIMARY KEY (digest, encoding, part))`,
  ];
}

function intakeTables({ integer, bytes, partition, partitions, serial }: SqlDialect): readonly string[] {
  return [
    `CREATE TABLE streams (
      institution TEXT NOT NULL, stream TEXT NOT NULL, acknowledged ${integer} NOT NULL, quarantined ${integer} NOT NULL,
      PRIMARY KEY (institution, stream))`,
    `CREATE TABLE entries (
      institution TEXT NOT NULL, stream TEXT NOT NULL, sequence ${integer} NOT NULL, digest TEXT NOT NULL,
      bytes ${bytes} NOT NULL, received_ms ${integer} NOT NULL, PRIMARY KEY (institution, stream, sequence))${partition}`,
    ...partitions('entries'),
    `CREATE TABLE dispositions (
      position ${serial}, institution TEXT NOT NULL, id TEXT NOT NULL, alert TEXT NOT NULL, rule TEXT NOT NULL,
      kind TEXT NOT NULL, recorded_ms ${integer} NOT NULL, UNIQUE (institution, id))`,
    'CREATE INDEX dispositions_by_time ON dispositions (recorded_ms)',
    `CREATE TABLE figures (
      day ${integer} NOT NULL, institution TEXT NOT NULL, name TEXT NOT NULL, rule TEXT NOT NULL, count ${integer} NOT NULL,
      PRIMARY KEY (day, institution, name, rule))`,
    `CREATE TABLE quarantine (
      institution TEXT NOT NULL, stream TEXT NOT NULL, sequence ${integer} NOT NULL, digest TEXT NOT NULL,
      bytes ${bytes} NOT NULL, received_ms ${integer} NOT NULL, PRIMARY KEY (institution, stream, sequence, digest))`,
  ];
}

function clientTables({ integer }: SqlDialect): readonly string[] {
  return [
    `CREATE TABLE questions (
      id TEXT PRIMARY KEY, institution TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL, asked_ms ${integer} NOT NULL,
      answer TEXT, answered_ms ${integer})`,
    'CREATE INDEX questions_by_institution ON questions (institution, asked_ms)',
    `CREATE TABLE tokens (
      hash TEXT PRIMARY KEY, subject TEXT NOT NULL, role TEXT NOT NULL, scope TEXT, key TEXT, created_ms ${integer} NOT NULL,
      expires_ms ${integer}, revoked_ms ${integer})`,
    `CREATE TABLE clients (
      institution TEXT NOT NULL, client TEXT NOT NULL, reported_ms ${integer} NOT NULL, stale ${integer} NOT NULL,
      condition TEXT NOT NULL, PRIMARY KEY (institution, client))`,
    'CREATE INDEX clients_by_time ON clients (reported_ms)',
    `CREATE TABLE activations (
      institution TEXT NOT NULL, client TEXT NOT NULL, layer TEXT NOT NULL, mode TEXT NOT NULL, digest TEXT NOT NULL,
      sequence ${integer} NOT NULL, took_ms ${integer} NOT NULL, alerts ${integer} NOT NULL, overrides ${integer} NOT NULL,
      PRIMARY KEY (institution, client, layer, mode))`,
    'CREATE INDEX activations_by_digest ON activations (digest)',
    `CREATE TABLE reported (layer TEXT PRIMARY KEY, sequence ${integer} NOT NULL)`,
    `CREATE TABLE rejections (
      digest TEXT NOT NULL, institution TEXT NOT NULL, client TEXT NOT NULL, layer TEXT NOT NULL, sequence ${integer} NOT NULL,
      code TEXT NOT NULL, at_ms ${integer} NOT NULL, PRIMARY KEY (digest, institution, client))`,
  ];
}
