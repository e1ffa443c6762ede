import { beforeAll, describe, expect, test } from 'vitest';
import { brotliBytes, bundlePage, type PageBundle } from './bundle-page.ts';
import { findForbidden } from './find-forbidden.ts';

/**
 * What a page loads before it can judge and keep itself current: 58.7 kB. The engine is 37.5 of them, opening what is signed 4.6,
 * and the client with its stores 17: IndexedDB and the outbox 3.3, the state machine 1.4, codec and shapes of messages 1.4,
 * downloads 0.9. Nothing of the compiler, of sealing or of the server is in it, so there is no one thing to leave out.
 * Raise it only with a reason in the commit.
 */
const PAGE_BYTES_MAX = 59_500;

/** SM2 with SM3: a library of several ciphers, of which verification cannot be had alone. */
const SM2_BYTES_MAX = 19_500;

/** What a page imports to hold a guard. */
const PAGE = `
  import { evaluate } from '@forecheck/core';
  import { openGuard } from '@forecheck/sync/browser';
  globalThis.page = { evaluate, openGuard };
`;

const ENGINE = `
  import { activate, evaluate, openSegment } from '@forecheck/core';
  globalThis.page = { activate, evaluate, openSegment };
`;

describe('a page that holds a guard', () => {
  let page: PageBundle;
  beforeAll(async () => {
    page = await bundlePage(PAGE);
    const engine = brotliBytes((await bundlePage(ENGINE)).first);
    const withPack = brotliBytes((await bundlePage(PAGE, ['@forecheck/core'])).first);
    const sync = brotliBytes(
      (await bundlePage(PAGE, ['@forecheck/core', '@forecheck/pack', '@forecheck/pack/web'])).first,
    );
    console.log(
      [
        `guard in a page: ${page.first.length} bytes minified, ${brotliBytes(page.first)} brotli`,
        `  engine ${engine}, pack ${withPack - sync}, sync ${sync}; apart from each other, so that the sum is more`,
        `  later, when SM2 is first met: ${page.later.map((code) => brotliBytes(code)).join(' + ')}`,
        ...[...page.bytesByPackage].map(([name, bytes]) => `  ${name}: ${bytes} bytes minified`),
      ].join('\n'),
    );
  });

  test('really holds engine and client, and from the build', () => {
    for (const name of ['core', 'pack', 'sync'])
      expect(page.bytesByPackage.get(`packages/${name}/dist`)).toBeGreaterThan(5_000);
    expect([...page.bytesByPackage.keys()].filter((name) => name.endsWith('/src'))).toEqual([]);
  });

  test(`weighs at most ${PAGE_BYTES_MAX} bytes`, () => {
    expect(brotliBytes(page.first)).toBeLessThanOrEqual(PAGE_BYTES_MAX);
  });

  test('holds no zod, no msgpackr, nothing that makes code from strings, no Node module', () => {
    expect(findForbidden([page.first, ...page.later].join('\n'), page.inputs)).toEqual([]);
  });

  test('fetches SM2 only when it is met', () => {
    expect(page.laterInputs.some((path) => path.includes('/sm-crypto-v2/'))).toBe(true);
    expect(page.firstInputs.filter((path) => /sm-crypto|@noble/.test(path))).toEqual([]);
    const laterBytes = page.later.reduce((sum, code) => sum + brotliBytes(code), 0);
    expect(laterBytes).toBeLessThanOrEqual(SM2_BYTES_MAX);
  });
});

test('the check finds msgpackr', async () => {
  const { first, inputs } = await bundlePage("import { pack } from 'msgpackr'; globalThis.f = pack;");
  expect(findForbidden(first, inputs)).toContain('msgpackr');
});
