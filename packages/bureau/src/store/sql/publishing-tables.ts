import { BureauError } from '../../error.ts';
import type {
  HeadVersion,
  LayerState,
  PublishingChange,
  PublishingStore,
  StoredDraft,
  StoredHead,
  StoredManifest,
} from '../publishing-store.ts';
import { bytesOf, chunksOf, numberOf, type Sql, type SqlRow, type SqlSession, textOf } from './sql.ts';

/** What is published, in tables. */
export function publishingTables(sql: Sql): PublishingStore {
  const readRevision = async (): Promise<number> => {
    const [row] = await sql.query('SELECT revision FROM publishing');
    return numberOf(row ?? {}, 'revision');
  };
  return {
    readRevision,
    async readState() {
      // The revision first: whatever is committed while the rest is read makes this state too old to commit from.
      const revision = await readRevision();
      const layers = await sql.query('SELECT state FROM layers ORDER BY layer');
      const scopes = await sql.query('SELECT scope FROM scopes ORDER BY scope');
      const kills = await sql.query('SELECT layer, rule, until_ms, reason FROM kills ORDER BY layer, rule');
      return {
        revision,
        layers: layers.map((row) => JSON.parse(textOf(row, 'state')) as LayerState),
        scopes: scopes.map((row) => textOf(row, 'scope')),
        kills: kills.map((row) => ({
          layer: textOf(row, 'layer'),
          rule: textOf(row, 'rule'),
          untilMs: numberOf(row, 'until_ms'),
          reason: textOf(row, 'reason'),
        })),
      };
    },
    commit: (change) =>
      sql.transact(async (session) => {
        const [row] = await session.query(
          'UPDATE publishing SET revision = revision + 1 WHERE revision = $1 RETURNING revision',
          [change.expectedRevision],
        );
        if (row === undefined) return undefined;
        const revision = numberOf(row, 'revision');
        await writeChange(session, change, revision);
        return revision;
      }),
    ...readers(sql),
  };
}

function readers(sql: Sql): Omit<PublishingStore, 'readRevision' | 'readState' | 'commit'> {
  return {
    async readRoots(afterVersion) {
      const rows = await sql.query('SELECT * FROM roots WHERE version > $1 ORDER BY version', [afterVersion]);
      return rows.map((row) => ({
        version: numberOf(row, 'version'),
        digest: textOf(row, 'digest'),
        sealed: bytesOf(row, 'sealed'),
      }));
    },
    async readHead(scope) {
      const [row] = await sql.query('SELECT * FROM heads WHERE scope = $1', [scope]);
      return row && headOf(row);
    },
    async readHeads(afterRevision, limit) {
      const rows = await sql.query('SELECT * FROM heads WHERE revision > $1 ORDER BY revision, scope LIMIT $2', [
        afterRevision,
        limit,
      ]);
      return rows.map(headOf);
    },
    async readHeadVersions() {
      const rows = await sql.query('SELECT scope, epoch, version, issued_ms, expires_ms FROM heads ORDER BY scope');
      return rows.map(versionOf);
    },
    async readManifest(digest) {
      const [row] = await sql.query('SELECT * FROM manifests WHERE digest = $1', [digest]);
      return row && manifestOf(row);
    },
    async readManifests(layer, limit) {
      const rows = await sql.query(
        'SELECT * FROM manifests WHERE layer = $1 ORDER BY epoch DESC, sequence DESC LIMIT $2',
        [layer, limit],
      );
      return rows.map(manifestOf);
    },
    async readDraft(id) {
      const [row] = await sql.query('SELECT * FROM drafts WHERE id = $1', [id]);
      return row && draftOf(row);
    },
    async readDrafts({ layer, state, limit }) {
      const rows = await sql.query(
        `SELECT * FROM drafts WHERE ($1 = '' OR layer = $1) AND ($2 = '' OR state = $2)
        ORDER BY created_ms DESC, id DESC LIMIT $3`,
        [layer ?? '', state ?? '', limit],
      );
      return rows.map(draftOf);
    },
  };
}

async function writeChange(session: SqlSession, change: PublishingChange, revision: number): Promise<void> {
  for (const { version, digest, sealed } of change.roots ?? []) {
    await session.query('INSERT INTO roots (version, digest, sealed) VALUES ($1, $2, $3)', [version, digest, sealed]);
  }
  for (const manifest of change.manifests ?? []) await writeManifest(session, manifest);
  for (const state of change.layers ?? []) {
    await session.query(
      'INSERT INTO layers (layer, state) VALUES ($1, $2) ON CONFLICT (layer) DO UPDATE SET state = excluded.state',
      [state.layer, JSON.stringify(state)],
    );
  }
  for (const scope of change.scopes ?? []) {
    await session.query('INSERT INTO scopes (scope) VALUES ($1) ON CONFLICT DO NOTHING', [scope]);
  }
  await writeHeads(session, change.heads ?? [], revision);
  if (change.kills !== undefined) {
    await session.query('DELETE FROM kills');
    for (const { layer, rule, untilMs, reason } of change.kills) {
      await session.query('INSERT INTO kills (layer, rule, until_ms, reason) VALUES ($1, $2, $3, $4)', [
        layer,
        rule,
        untilMs,
        reason,
      ]);
    }
  }
  for (const draft of change.drafts ?? []) await writeDraft(session, draft);
}

async function writeManifest(session: SqlSession, manifest: StoredManifest): Promise<void> {
  const { digest, layer, epoch, sequence, sealed, publishedMs } = manifest;
  const added = await session.query(
    `INSERT INTO manifests (digest, layer, epoch, sequence, class, sealed, published_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING sequence`,
    [digest, layer, epoch, sequence, manifest.class, sealed, publishedMs],
  );
  if (added.length > 0) return;
  const same = await session.query('SELECT digest FROM manifests WHERE digest = $1', [digest]);
  if (same.length > 0) return;
  throw new BureauError('sequence-taken', `layer \`${layer}\` has another manifest \`${sequence}\``, {
    layer,
    epoch,
    sequence,
  });
}

// One statement for hundreds of heads: a national update re-signs the head of every city.
async function writeHeads(
  session: SqlSession,
  heads: readonly Omit<StoredHead, 'revision'>[],
  revision: number,
): Promise<void> {
  for (const chunk of chunksOf(heads, 8)) {
    const rows = chunk.map((head) => [
      head.scope,
      head.epoch,
      head.version,
      head.digest,
      head.sealed,
      head.issuedMs,
      head.expiresMs,
      revision,
    ]);
    const placeholders = rows.map((row, at) => `(${row.map((_, i) => `$${at * row.length + i + 1}`).join(', ')})`);
    await session.query(
      `INSERT INTO heads (scope, epoch, version, digest, sealed, issued_ms, expires_ms, revision)
      VALUES ${placeholders.join(', ')}
      ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, version = excluded.version, digest = excluded.digest,
        sealed = excluded.sealed, issued_ms = excluded.issued_ms, expires_ms = excluded.expires_ms,
        revision = excluded.revision`,
      rows.flat(),
    );
  }
}

async function writeDraft(session: SqlSession, draft: StoredDraft): Promise<void> {
  const { sealed, ...body } = draft;
  await session.query(
    `INSERT INTO drafts (id, layer, state, created_ms, body, sealed) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body, sealed = excluded.sealed`,
    [draft.id, draft.layer, draft.state, draft.createdMs, JSON.stringify(body), sealed],
  );
}

function headOf(row: SqlRow): StoredHead {
  return {
    ...versionOf(row),
    digest: textOf(row, 'digest'),
    sealed: bytesOf(row, 'sealed'),
    revision: numberOf(row, 'revision'),
  };
}

function versionOf(row: SqlRow): HeadVersion {
  return {
    scope: textOf(row, 'scope'),
    epoch: numberOf(row, 'epoch'),
    version: numberOf(row, 'version'),
    issuedMs: numberOf(row, 'issued_ms'),
    expiresMs: numberOf(row, 'expires_ms'),
  };
}

function manifestOf(row: SqlRow): StoredManifest {
  return {
    digest: textOf(row, 'digest'),
    layer: textOf(row, 'layer'),
    epoch: numberOf(row, 'epoch'),
    sequence: numberOf(row, 'sequence'),
    class: textOf(row, 'class') === 'urgent' ? 'urgent' : 'regular',
    sealed: bytesOf(row, 'sealed'),
    publishedMs: numberOf(row, 'published_ms'),
  };
}

function draftOf(row: SqlRow): StoredDraft {
  const body = JSON.parse(textOf(row, 'body')) as Omit<StoredDraft, 'sealed'>;
  return { ...body, sealed: bytesOf(row, 'sealed') };
}
