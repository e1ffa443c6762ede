import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';
import { placePage } from './page-address.ts';
import { SELF_TEST_SCRIPT } from './self-test-page.ts';
import type { SelfTestReport } from './self-test-report.ts';
import { SELF_TEST_WORDS } from './self-test-words.ts';

let sample: SamplePlugin;
beforeEach(async () => {
  sample = await startSamplePlugin({ urls: ['wss://bureau.example/sync'] });
});
afterEach(() => sample.close());

const report = async () => (await (await sample.get('/v1/self-test', {})).json()) as SelfTestReport;
const stateOf = async (name: string) => (await report()).parts.find((part) => part.name === name)?.state;

describe('a self-test', () => {
  test('of a plugin that is well says so, part by part', async () => {
    const { parts, origins } = await report();
    expect(new Set(parts.map(({ state }) => state))).toEqual(new Set(['ok']));
    expect(parts).toHaveLength(7);
    expect(origins).toEqual(['https://his.example']);
  });

  test.each<[string, string, Parameters<SamplePlugin['guard']['change']>[0]]>([
    ['pack', 'attention', { isStale: true, staleSinceMs: 5 }],
    ['bureau', 'attention', { connection: 'waiting', lastError: 'closed' }],
    ['clock', 'attention', { clockOffsetMs: -120_000 }],
    ['store', 'attention', { isDegraded: true }],
    [
      'outbox',
      'broken',
      { outbox: { entries: 1, bytes: 1, next: 2, droppedTelemetry: 0, droppedAlerts: 0, damaged: 1 } },
    ],
    [
      'outbox',
      'attention',
      { outbox: { entries: 20_000, bytes: 1, next: 2, droppedTelemetry: 0, droppedAlerts: 0, damaged: 0 } },
    ],
  ])('finds what is wrong with the %s: %s', async (name, state, change) => {
    sample.guard.change(change);
    expect(await stateOf(name)).toBe(state);
  });

  test('is for this machine: not for a page, not even one on the list, unless with a token', async () => {
    const ask = async (headers: Record<string, string>) => (await sample.get('/v1/self-test', headers)).status;
    expect(await ask({ origin: 'https://his.example' })).toBe(401);
    expect(await ask({ origin: 'https://his.example', authorization: `Bearer ${sample.token}` })).toBe(200);
    expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  test('has words for every part, in both languages', async () => {
    const names = [...(await report()).parts.map(({ name }) => name), 'reach', 'workstation'].sort();
    for (const words of Object.values(SELF_TEST_WORDS)) expect(Object.keys(words.parts).sort()).toEqual(names);
  });
});

describe('the page', () => {
  test('is served under a policy that lets nothing else in', async () => {
    const response = await sample.get('/self-test', {});
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    const html = await response.text();
    expect(html).not.toMatch(/<script>|style=|\son\w+=/);
    expect(await (await sample.get('/self-test.js', {})).text()).toBe(SELF_TEST_SCRIPT);
    expect((await sample.get('/self-test.css', {})).headers.get('content-type')).toContain('text/css');
  });

  test('says what becomes of calls from a page', async () => {
    const ask = (page: string) => sample.post('/v1/self-test/page', { page }, {});
    expect(await (await ask('https://10.0.0.1/his')).json()).toEqual({
      origin: 'https://10.0.0.1',
      scheme: 'https',
      space: 'local',
      outcome: 'works',
      isListed: false,
    });
    expect((await ask('javascript:alert(1)')).status).toBe(400);
  });
});

const lookup = async (name: string) => {
  const found = { 'his.inside': ['192.168.1.2'], 'his.outside': ['1.2.3.4'], 'his.both': ['10.0.0.1', '1.2.3.4'] }[
    name
  ];
  if (found === undefined) throw new Error('no such name');
  return found;
};

test.each([
  ['http://127.0.0.1:8080/x', 'loopback', 'works'],
  ['http://his.inside', 'local', 'works'],
  ['https://his.inside', 'local', 'works'],
  ['http://172.16.0.1', 'local', 'works'],
  ['http://172.32.0.1', 'public', 'refused'],
  ['https://his.outside', 'public', 'asks'],
  ['http://his.outside', 'public', 'refused'],
  // Public addresses stand inside of hospitals too, and a browser treats them as such.
  ['http://32.33.1.194:9099', 'public', 'refused'],
  ['https://his.both', 'public', 'asks'],
  ['http://[fd00::1]/', 'local', 'works'],
  ['http://[2001:db8::1]/', 'public', 'refused'],
  ['http://nowhere', 'unknown', 'unknown'],
])('a page at %s is %s: %s', async (address, space, outcome) => {
  expect(await placePage(address, lookup)).toMatchObject({ space, outcome });
});

test.each(['', 'his.example', 'file:///etc/passwd', `http://${'x'.repeat(3_000)}`])(
  '%j is no page',
  async (address) => {
    expect(await placePage(address, lookup)).toBeUndefined();
  },
);
