import { type BureauCalls, textOf } from './bureau-calls.ts';

/** Whom a token is for. */
export interface TokenWish {
  /** An office or an institution; never a person's name. */
  readonly subject: string;
  readonly role: string;
  readonly scope?: string;
  readonly expiresMs?: number;
}

/** A token, made by an administrator. */
export async function issueToken(
  administrator: BureauCalls,
  wish: TokenWish,
): Promise<{ readonly token: string; readonly hash: string }> {
  const answer = await administrator.ask('POST', '/v1/tokens', wish);
  return { token: textOf(answer, 'token'), hash: textOf(answer, 'hash') };
}

/** Does something under a token that an administrator makes for it, and takes back afterwards. */
export async function withTokenOf<Result>(
  administrator: BureauCalls,
  { subject, role }: Pick<TokenWish, 'subject' | 'role'>,
  work: (bureau: BureauCalls) => Promise<Result>,
): Promise<Result> {
  const { token, hash } = await issueToken(administrator, { subject, role, expiresMs: Date.now() + LIFE_MS });
  try {
    return await work(administrator.as(token));
  } finally {
    // Best effort: it is over soon by itself.
    await administrator.ask('DELETE', `/v1/tokens/${hash}`).catch(() => undefined);
  }
}

/** Longer than the largest upload takes. */
const LIFE_MS = 30 * 60_000;
