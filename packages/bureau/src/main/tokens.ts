import { createHash, randomBytes } from 'node:crypto';
import { type KeyId, type LayerId, NAME_LENGTH_MAX } from '@forecheck/pack';
import { BureauError } from '../error.ts';
import { isName } from '../intake/intake.ts';
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
      const isGood =
        stored !== undefined &&
        stored.revokedMs === undefined &&
        (stored.expiresMs ?? Number.POSITIVE_INFINITY) > nowMs();
      if (!isGood) throw new BureauError('token-refused', 'the token is unknown, revoked or out of time');
      return stored;
    },
  };
}

// Tokens are random and long, so that a plain digest cannot be guessed back; nothing is compared byte by byte.
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const PREFIX = 'fcb_';
const TOKEN_BYTES = 32;
