import { expect, test } from 'vitest';
import { digestOf, HELLO } from '../relay/relay-world.ts';
import type { StoredToken, TokenStore } from '../store/token-store.ts';
import { admitByTokens, createTokenOffice, type TokenRequest } from './tokens.ts';

const NOW_MS = 1_000;

/** A relay that knows these tokens; gives whether each is let in with this hello. */
async function relayWith(request: TokenRequest, more: Partial<StoredToken> = {}) {
  const stored: StoredToken[] = [];
  const store = {
    putToken: async (one: StoredToken) => void stored.push({ ...one, ...more }),
  } as unknown as TokenStore;
  const { token } = await createTokenOffice(store, () => NOW_MS).issue(request);
  const admit = admitByTokens(
    async () => stored,
    () => NOW_MS,
  );
  return (hello: Partial<typeof HELLO> = {}) => admit({ ...HELLO, token, ...hello });
}

test('an institution comes in with its own token, as itself, where the token says', async () => {
  const admit = await relayWith({ subject: 'h1', role: 'institution', scope: 'cn/330000' });
  expect(await admit({ scope: 'cn/330000/330100/h1' })).toBe(true);
  expect(await admit({ scope: 'cn/340000' })).toBe(false);
  expect(await admit({ institution: 'h2' })).toBe(false);
  expect(await admit({ role: 'relay' })).toBe(false);
  expect(await admit({ token: `fcb_${'x'.repeat(43)}` })).toBe(false);
  expect(await admit({ token: '' })).toBe(false);
});

test('a relay comes in for many, and only as a relay', async () => {
  const admit = await relayWith({ subject: 'relay-2', role: 'relay' });
  expect(await admit({ role: 'relay', institution: 'anything' })).toBe(true);
  expect(await admit({ role: 'client', institution: 'relay-2' })).toBe(false);
});

test.each([
  ['a maker’s', { role: 'maker' }],
  ['a revoked', { revokedMs: 5 }],
  ['an old', { expiresMs: NOW_MS }],
  ['another', { hash: digestOf('other') }],
] as const)('%s token lets nobody in', async (_, more) => {
  const admit = await relayWith({ subject: 'h1', role: 'institution' }, more);
  expect(await admit()).toBe(false);
});
