import { createHash, randomBytes } from 'node:crypto';
import { isUnderLayer, type KeyId, type LayerId, NAME_LENGTH_MAX } from '@forecheck/pack';
import type { Hello } from '@forecheck/sync/protocol';
import { BureauError } from '../error.ts';
import { isName } from '../intake/intake.ts';
import type { Admission } from '../relay/port.ts';
import type { StoredToken, TokenRole, TokenStore } from '../store/token-store.ts';

/** Whom a token is for. */
export interface TokenRequest {
  /** An office, a number, an institution; never a person's name. */
  readonly subject: string;
  readonly role: TokenRole;
  /** Where an institution or a relay may connect: this layer and what lies under it. */
  readonly scope?: LayerId;
  /** The key that a maker or a checker signs with. */
  readonly key?: KeyId;
  readonly expiresMs?: number;
}

/** Gives tokens and knows them again. */
export interface TokenOffice {
  /** The token itself is told once, here; the store keeps its digest. */
  issue(request: TokenRequest): Promise<{ readonly token: string; readonly hash: string }>;
  /** @throws {@link BureauError} `token-missing`, `token-refused` */
  read(token: string | undefined): Promise<StoredToken>;
}

/** An office over a store. */
export function createTokenOffice(store: TokenStore, nowMs: () => number): TokenOffice {
  return {
    async issue({ subject, role, scope, key, expiresMs }) {
      if (!isName(subject, NAME_LENGTH_MAX)) throw new BureauError('option-malformed', 'a token is for somebody');
      const token = `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
      const hash = hashOf(token);
      await store.putToken({
        hash,
        subject,
        role,
        createdMs: nowMs(),
        ...(scope === undefined ? {} : { scope }),
        ...(key === undefined ? {} : { key }),
        ...(expiresMs === undefined ? {} : { expiresMs }),
      });
      return { token, hash };
    },
    async read(token) {
      if (token === undefined || token === '') throw new BureauError('token-missing', 'a token is asked for');
      const stored = await store.readToken(hashOf(token));
      if (stored === undefined || !isInTime(stored, nowMs()))
        throw new BureauError('token-refused', 'the token is unknown, revoked or out of time');
      return stored;
    },
  };
}

/**
 * Lets connections in by tokens that a bureau gave, without asking it: a relay goes on when its upstream is away.
 *
 * @param tokens - As `GET /v1/tokens` lists them: digests, and never the tokens. Asked for at every connection.
 */
export function admitByTokens(
  tokens: () => Promise<readonly StoredToken[]>,
  nowMs: () => number,
): (hello: Hello) => Promise<boolean> {
  return async ({ token, institution, scope, role }) => {
    if (token === undefined || token === '') return false;
    const hash = hashOf(token);
    const stored = (await tokens()).find((it) => it.hash === hash);
    if (stored === undefined || !isInTime(stored, nowMs())) return false;
    return mayConnect(stored, { institution, scope, isRelay: role === 'relay' });
  };
}

/** Whether the bearer of a token may connect as this: an institution as itself, a relay for many, each in its own scope. */
export function mayConnect(stored: StoredToken, wanted: Admission): boolean {
  if (stored.scope !== undefined && !isUnderLayer(wanted.scope, stored.scope)) return false;
  if (stored.role === 'relay') return wanted.isRelay;
  return stored.role === 'institution' && !wanted.isRelay && stored.subject === wanted.institution;
}

function isInTime({ revokedMs, expiresMs = Number.POSITIVE_INFINITY }: StoredToken, nowMs: number): boolean {
  return revokedMs === undefined && expiresMs > nowMs;
}

// Tokens are random and long, so that a plain digest cannot be guessed back; nothing is compared byte by byte.
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const PREFIX = 'fcb_';
const TOKEN_BYTES = 32;
