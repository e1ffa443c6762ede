import type { StoredToken, TokenRole, TokenStore } from '../token-store.ts';
import { numberOf, type Sql, type SqlRow, textOf } from './sql.ts';

/** Tokens, in a table. */
export function tokenTables(sql: Sql): TokenStore {
  return {
    async putToken({ hash, subject, role, scope, key, createdMs, expiresMs }) {
      await sql.query(
        `INSERT INTO tokens (hash, subject, role, scope, key, created_ms, expires_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (hash) DO NOTHING`,
        [hash, subject, role, scope, key, createdMs, expiresMs],
      );
    },
    async readToken(hash) {
      const [row] = await sql.query('SELECT * FROM tokens WHERE hash = $1', [hash]);
      return row && tokenOf(row);
    },
    async revokeToken(hash, atMs) {
      await sql.query('UPDATE tokens SET revoked_ms = $1 WHERE hash = $2 AND revoked_ms IS NULL', [atMs, hash]);
    },
    async readTokens() {
      return (await sql.query('SELECT * FROM tokens ORDER BY created_ms, hash')).map(tokenOf);
    },
  };
}

function tokenOf(row: SqlRow): StoredToken {
  return {
    hash: textOf(row, 'hash'),
    subject: textOf(row, 'subject'),
    role: textOf(row, 'role') as TokenRole,
    createdMs: numberOf(row, 'created_ms'),
    ...(row['scope'] === undefined ? {} : { scope: textOf(row, 'scope') }),
    ...(row['key'] === undefined ? {} : { key: textOf(row, 'key') }),
    ...(row['expires_ms'] === undefined ? {} : { expiresMs: numberOf(row, 'expires_ms') }),
    ...(row['revoked_ms'] === undefined ? {} : { revokedMs: numberOf(row, 'revoked_ms') }),
  };
}
