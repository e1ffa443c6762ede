import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configJsonSchema } from './config/config-schema.ts';
import { DEFAULT_LIMITS } from './config/limits.ts';
import { parseConfig } from './config/read-config.ts';
import { type SamplePlugin, startSamplePlugin } from './server/sample-plugin.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): string => readFileSync(ROOT + path, 'utf8');

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security?: unknown }>>>>;
}
const openApi = JSON.parse(read('docs/openapi.json')) as OpenApi;
const operations = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { security }]) => ({ path, method: method.toUpperCase(), security })),
);

describe('docs/openapi.json', () => {
  let sample: SamplePlugin;
  beforeAll(async () => {
    sample = await startSamplePlugin({ limits: { refusalsPerSecond: 10_000 } });
  });
  afterAll(() => sample.close());

  test('has every route that is written, and no other', () => {
    const written = globSync('packages/plugin/src/{routes,events}/*.ts', { cwd: ROOT })
      .filter((path) => !path.includes('.test.'))
      .flatMap((path) => [...read(path).matchAll(/'(\/[a-z][\w./:-]*)'/g)].map(([, route = '']) => route));
    const documented = new Set(operations.map(({ path }) => path.replace(/\{(\w+)\}/g, ':$1')));
    expect([...new Set(written)].sort()).toEqual([...documented].sort());
    expect(documented.size).toBeGreaterThan(15);
  });

  test.each(operations)(
    '$method $path is there, and asks for a token where the page says so',
    async ({ path, method, security }) => {
      if (path === '/v1/events') return;
      const response = await fetch(sample.plugin.url + path.replace(/\{\w+\}/g, '3101'), {
        method,
        ...(method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
      });
      expect(response.headers.get('forecheck-api')).toBe('1');
      expect(await response.text()).not.toContain('route-unknown');
      expect(response.status !== 405).toBe(true);
      expect(response.status === 401).toBe(security !== undefined);
    },
  );
});

test('docs/plugin.schema.json is the schema of the configuration', () => {
  expect(JSON.parse(read('docs/plugin.schema.json'))).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
});

describe('docs/plugin.md', () => {
  const page = read('docs/plugin.md');

  test('has a row for every field of the configuration, and for every limit with its value', () => {
    const { properties } = configJsonSchema() as { readonly properties: object };
    for (const name of Object.keys(properties)) if (name !== '$schema') expect(page).toContain(`| \`${name}\``);
    for (const [name, value] of Object.entries(DEFAULT_LIMITS))
      expect(page).toMatch(new RegExp(`\\| \`${name}\` \\| ${value} \\|`));
  });

  test.each([
    ['docs/plugin.md', page],
    ['docs/integrating/his.md', read('docs/integrating/his.md')],
  ])('the configurations of %s are good', (_, text) => {
    const blocks = [...text.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(
      ([, block = '']) => JSON.parse(block) as object,
    );
    const configs = blocks.filter((block) => 'institution' in block);
    expect(configs.length).toBeGreaterThan(0);
    for (const config of configs) expect(() => parseConfig(config, '/')).not.toThrow();
  });
});
