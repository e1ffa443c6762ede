import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Guard } from '@forecheck/sync';
import { afterEach, describe, expect, test } from 'vitest';
import { createSampleGuard, SAMPLE_ENCOUNTER, type SampleGuard } from '../sample-guard.ts';
import { type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';
import { openPluginClient, type PluginClient, type PluginClientOptions } from './plugin-client.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const LIMIT_MS = 250;
/** A machine that does something else at the time. */
const SLACK_MS = 400;

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function open(change: Partial<PluginClientOptions>): PluginClient {
  const client = openPluginClient({
    url: '',
    token: 'fcp_x',
    timeLimitMs: LIMIT_MS,
    whenSilent: 'open',
    follows: false,
    ...change,
  });
  closing.push(() => client.close());
  return client;
}

async function startPlugin(): Promise<SamplePlugin> {
  const sample = await startSamplePlugin();
  closing.push(() => sample.close());
  return sample;
}

const json =
  (body: unknown, status = 200, version = '1'): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'forecheck-api': version });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const good = (change: object = {}) => ({
  ...createSampleGuard().evaluate(SAMPLE_ENCOUNTER),
  decidedBy: 'plugin',
  tookMs: 1,
  ...change,
});

/** Every way in which a plugin can fail to be one. */
const FAILURES: readonly (readonly [string, () => Promise<string>, string])[] = [
  ['is not there', async () => 'http://127.0.0.1:1', 'plugin-unreachable'],
  ['hangs up', () => serve((request) => request.socket.destroy()), 'plugin-unreachable'],
  ['does not answer', () => serve(() => {}), 'plugin-silent'],
  [
    'stops in the middle of its answer',
    () =>
      serve((_, response) => {
        response.writeHead(200, { 'forecheck-api': '1' });
        response.write('{"evaluation":');
      }),
    'plugin-silent',
  ],
  ['answers with a page', () => serve(json('<html>502 Bad Gateway</html>')), 'answer-malformed'],
  ['answers with a list', () => serve(json([])), 'answer-malformed'],
  ['answers with nothing', () => serve(json({})), 'answer-malformed'],
  [
    'answers about something else',
    () => serve(json(good({ evaluation: { ...good().evaluation, encounterId: 'E2' } }))),
    'answer-malformed',
  ],
  ['has a decision that there is not', () => serve(json(good({ decision: 'maybe' }))), 'answer-malformed'],
  ['says that the page judged', () => serve(json(good({ decidedBy: 'page' }))), 'answer-malformed'],
  [
    'is something that says 200 to everything',
    () => serve((_, response) => void response.end('{"evaluation":{}}')),
    'answer-malformed',
  ],
  ['is of another version', () => serve(json(good(), 200, '2')), 'version-unsupported'],
  ['is overloaded', () => serve(json({ error: { code: 'capacity-reached' } }, 503)), 'capacity-reached'],
  ['is behind something that says 503', () => serve(json('Service Unavailable', 503)), 'plugin-refused'],
  ['has a code that is none', () => serve(json({ error: { code: '<script>' } }, 503)), 'plugin-refused'],
  [
    'sends elsewhere',
    () => serve((_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()),
    'plugin-unreachable',
  ],
];

describe.each(FAILURES)('a plugin that %s', (_, start, why) => {
  test.each([
    ['open', 'remind'],
    ['closed', 'block'],
  ] as const)('lets %s policy decide, in time and in the same shape', async (whenSilent, decision) => {
    const client = open({ url: await start(), whenSilent });
    const startedMs = performance.now();
    const result = await client.check(SAMPLE_ENCOUNTER);
    expect(performance.now() - startedMs).toBeLessThan(LIMIT_MS + SLACK_MS);
    expect(result).toMatchObject({ decidedBy: 'nobody', decision, why, isStale: true, tookMs: expect.any(Number) });
    expect(Object.keys(result.evaluation).sort()).toEqual(Object.keys(good().evaluation).sort());
    expect(result.evaluation).toMatchObject({ encounterId: 'E1', status: 'refused', alerts: [] });
  });

  test('lets the page judge, in time', async () => {
    const guard = createSampleGuard();
    const client = open({ url: await start(), whenSilent: 'page', guard: async () => guard });
    const startedMs = performance.now();
    const result = await client.check(SAMPLE_ENCOUNTER);
    expect(performance.now() - startedMs).toBeLessThan(LIMIT_MS + SLACK_MS);
    expect(result).toMatchObject({ decidedBy: 'page', decision: 'require-reason', why });
    expect(result.evaluation.alerts.map(({ rule }) => rule)).toEqual(['female-only']);
  });
});

describe('a plugin that answers', () => {
  test('has judged, and the page has not been asked', async () => {
    const { plugin, token } = await startPlugin();
    let opened = 0;
    const guard = async (): Promise<Guard> => {
      opened += 1;
      return createSampleGuard();
    };
    const client = open({ url: plugin.url, token, whenSilent: 'page', guard, timeLimitMs: 5_000 });
    const result = await client.check(SAMPLE_ENCOUNTER);
    expect(result).toMatchObject({ decidedBy: 'plugin', decision: 'require-reason' });
    expect(result).not.toHaveProperty('why');
    expect(opened).toBe(0);
  });

  test('but has no pack lets the page judge, and else its own policy counts', async () => {
    const sample = await startPlugin();
    sample.guard.fault = 'pack-absent';
    const options = { url: sample.plugin.url, token: sample.token, timeLimitMs: 5_000 };
    const withPage = open({ ...options, whenSilent: 'page', guard: async () => createSampleGuard() });
    expect(await withPage.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'page', why: 'pack-absent' });
    // The institution said open, and knows better than a page.
    const closed = open({ ...options, whenSilent: 'closed' });
    expect(await closed.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'nobody', decision: 'remind' });
  });

  test('refuses a token, and says so', async () => {
    const { plugin } = await startPlugin();
    const client = open({ url: plugin.url, timeLimitMs: 5_000 });
    expect(await client.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'nobody', why: 'token-refused' });
  });

  test('and is killed between two questions is done without', async () => {
    const sample = await startPlugin();
    const client = open({ url: sample.plugin.url, token: sample.token, timeLimitMs: 5_000 });
    expect(await client.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'plugin' });
    await sample.plugin.close();
    expect(await client.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'nobody', why: 'plugin-unreachable' });
  });
});

describe('a page’s guard', () => {
  test('that takes longer than there is time is not waited for, and is there the next time', async () => {
    let finish = (_: Guard): void => {};
    const guard = () =>
      new Promise<Guard>((resolve) => {
        finish = resolve;
      });
    const client = open({ url: 'http://127.0.0.1:1', whenSilent: 'page', guard });
    expect(await client.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'nobody', decision: 'remind' });
    finish(createSampleGuard());
    expect(await client.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'page' });
  });

  test.each<[string, () => Promise<Guard>]>([
    ['that cannot be opened', () => Promise.reject(new Error('another page has it'))],
    ['that has no pack', async () => Object.assign(createSampleGuard(), { fault: 'pack-absent' })],
  ])('%s judges nothing', async (_, guard) => {
    const client = open({ url: 'http://127.0.0.1:1', whenSilent: 'page', guard });
    expect(await client.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'nobody', decision: 'remind' });
  });

  test('answers at once while the plugin has just been silent', async () => {
    const url = await serve(() => {});
    const client = open({ url, whenSilent: 'page', guard: async () => createSampleGuard() });
    await client.check(SAMPLE_ENCOUNTER);
    const startedMs = performance.now();
    expect(await client.check(SAMPLE_ENCOUNTER)).toMatchObject({ decidedBy: 'page', why: 'plugin-silent' });
    expect(performance.now() - startedMs).toBeLessThan(LIMIT_MS);
  });
});

describe('a disposition', () => {
  const disposition = { id: 'D1', alert: 'A1', kind: 'return-and-change' as const };

  test('is held by the plugin', async () => {
    const sample = await startPlugin();
    await open({ url: sample.plugin.url, token: sample.token }).record(disposition, 'E1');
    expect(sample.guard.recorded).toEqual([{ disposition, encounter: 'E1' }]);
  });

  test('is held by the page when the plugin does not say that it holds it', async () => {
    const guard: SampleGuard = createSampleGuard();
    for (const start of [async () => 'http://127.0.0.1:1', () => serve(json({ recorded: ['D2'] }))]) {
      await open({ url: await start(), whenSilent: 'page', guard: async () => guard }).record(disposition, 'E1');
    }
    expect(guard.recorded).toHaveLength(2);
  });

  test('that nobody holds is told', async () => {
    const client = open({ url: 'http://127.0.0.1:1' });
    await expect(client.record(disposition)).rejects.toMatchObject({
      code: 'record-failed',
      retry: 'safe',
      detail: { why: 'plugin-unreachable' },
    });
  });
});

describe('what a client tells of the plugin', () => {
  test('is what the plugin says as it changes, and that it is silent when it is', async () => {
    const sample = await startPlugin();
    const client = open({ url: sample.plugin.url, token: sample.token, follows: true });
    expect(client.status()).toEqual({ connection: 'plugin-silent' });
    let changes = 0;
    const stop = client.onChange(() => {
      changes += 1;
    });
    await expect.poll(() => client.status().connection).toBe('online');
    sample.guard.change({ isStale: true, staleSinceMs: 5 });
    await expect.poll(() => client.status().isStale).toBe(true);
    expect(client.status()).toMatchObject({ staleSinceMs: 5, outbox: { entries: 0 } });
    const seen = changes;
    expect(seen).toBeGreaterThanOrEqual(2);
    stop();
    await sample.plugin.close();
    await expect.poll(() => client.status().connection).toBe('plugin-silent');
    expect(changes).toBe(seen);
  });
});
