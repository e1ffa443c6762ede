import type { KeyId, LayerId } from '@forecheck/pack';

/** Who may call. Only digests of tokens are kept. */
export interface TokenStore {
  /** One whose hash is there already changes nothing. */
  putToken(token: StoredToken): Promise<void>;
  readToken(hash: string): Promise<StoredToken | undefined>;
  /** Takes it back for good. */
  revokeToken(hash: string, atMs: number): Promise<void>;
  /** In the order of their making. */
  readTokens(): Promise<readonly StoredToken[]>;
}

/** What the bearer of a token may do. */
export interface StoredToken {
  /** SHA-256 of the token, lower-case hex digits. */
  readonly hash: string;
  /** Whom it was given to: an office, a number, an institution; never a person's name. */
  readonly subject: string;
  readonly role: TokenRole;
  /** With role `institution`: where it may connect. */
  readonly scope?: LayerId;
  /** With roles `maker` and `checker`: the key that they sign with. */
  readonly key?: KeyId;
  readonly createdMs: number;
  readonly expiresMs?: number;
  readonly revokedMs?: number;
}

/**
 * `institution`: connects and sends. `relay`: connects for many. `reader`: looks. `maker`: makes drafts. `checker`: publishes
 * what others made. `administrator`: gives tokens, and adds roots that were signed elsewhere.
 */
export type TokenRole = 'institution' | 'relay' | 'reader' | 'maker' | 'checker' | 'administrator';
