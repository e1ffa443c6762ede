import { beforeAll, describe, expect, test } from 'vitest';
import { brotliBytes, bundlePage, type PageBundle } from './bundle-page.ts';
import { findForbidden } from './find-forbidden.ts';

/**
 * What asks a plugin and answers for it when it is silent: requests within a time, a WebSocket that comes back, checks of what
 * comes. No engine is in it: a page that judges by itself brings `@forecheck/sync/browser`.
 */
const CLIENT_BYTES_MAX = 2_600;

describe('a page that asks a plugin', () => {
  let page: PageBundle;
  beforeAll(async () => {
    page = await bundlePage(`
      import { openPluginClient } from '@forecheck/plugin/browser';
      globalThis.openPluginClient = openPluginClient;
    `);
    console.log(`plugin client: ${page.first.length} bytes minified, ${brotliBytes(page.first)} brotli`);
  });

  test('really holds the client, and from the build', () => {
    expect(page.inputs.some((path) => path.startsWith('packages/plugin/dist/browser'))).toBe(true);
    expect(page.first).toContain('/v1/check');
  });

  test(`weighs at most ${CLIENT_BYTES_MAX} bytes`, () => {
    expect(brotliBytes(page.first)).toBeLessThanOrEqual(CLIENT_BYTES_MAX);
  });

  test('holds no engine, no zod, nothing that makes code from strings, no Node module', () => {
    expect(findForbidden(page.first, page.inputs)).toEqual([]);
    expect(page.inputs.filter((path) => !path.startsWith('packages/plugin/') && path !== 'page.ts')).toEqual([]);
  });
});
