import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { SAMPLE_ENCOUNTER } from '../sample-guard.ts';
import { type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';
import { createRateLimit } from './rate-limit.ts';
import { requireDepth } from './read-json.ts';

let sample: SamplePlugin | undefined;
afterEach(async () => {
  await sample?.close();
  sample = undefined;
});

const start = async (limits: NonNullable<Parameters<typeof startSamplePlugin>[0]>['limits'] & object) => {
  sample = await startSamplePlugin({ limits });
  return sample;
};
const headOf = ({ port, token }: SamplePlugin, ...more: string[]) =>
  `${['POST /v1/check HTTP/1.1', `Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`, 'Content-Type: application/json', ...more].join('\r\n')}\r\n\r\n`;

/** Everything that comes back until the line is closed. */
function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    socket.on('error', () => {}).on('close', () => resolve(text));
  });
}

test('a body that says how long it is is refused before it is read, one that does not while it is', async () => {
  const it = await start({ bodyBytesMax: 1_000 });
  expect((await it.raw(headOf(it, 'Content-Length: 1001'))).status).toBe(413);
  const chunk = 'x'.repeat(600);
  const piece = `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
  expect((await it.raw(`${headOf(it, 'Transfer-Encoding: chunked')}${piece}${piece}`)).status).toBe(413);
});

test('a body of another length than it says, or of two lengths, is no request', async () => {
  const it = await start({});
  expect((await it.raw(headOf(it, 'Content-Length: 1', 'Content-Length: 2'))).status).toBe(400);
  expect((await it.raw(headOf(it, 'Content-Length: 3', 'Transfer-Encoding: chunked'))).status).toBe(400);
  expect((await it.raw('GARBAGE\r\n\r\n')).status).toBe(400);
});

test('a head without end is cut off', async () => {
  const it = await start({});
  expect((await it.raw(headOf(it, `X-Long: ${'x'.repeat(20_000)}`))).status).toBe(431);
});

test('a head that comes drop by drop is ended', async () => {
  const it = await start({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
  const socket = connect(it.port, '127.0.0.1', () => socket.write('POST /v1/check HTTP/1.1\r\n'));
  const drops = setInterval(() => socket.write('X-Drop: 1\r\n'), 50);
  const text = await untilClosed(socket);
  clearInterval(drops);
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
});

test('a body that comes drop by drop is ended', async () => {
  const it = await start({ headersTimeoutMs: 200, requestTimeoutMs: 400 });
  const socket = connect(it.port, '127.0.0.1', () => socket.write(headOf(it, 'Content-Length: 1000')));
  const drops = setInterval(() => socket.write(' '), 50);
  await untilClosed(socket);
  clearInterval(drops);
  expect((await it.post('/v1/check', { encounter: SAMPLE_ENCOUNTER })).status).toBe(200);
});

test('whoever connects and says nothing is let go', async () => {
  const it = await start({ idleTimeoutMs: 300 });
  await untilClosed(connect(it.port, '127.0.0.1'));
});

test('more connections than the limit are not taken', async () => {
  const it = await start({ connectionsMax: 2 });
  const held = [connect(it.port, '127.0.0.1'), connect(it.port, '127.0.0.1')];
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  await setTimeout(20);
  expect(await untilClosed(connect(it.port, '127.0.0.1'))).toBe('');
  for (const socket of held) socket.destroy();
});

test('a caller that floods is slowed down, and another is not', async () => {
  const it = await start({ requestsPerSecond: 1, burstMax: 3 });
  const ask = (token: string) => it.get('/v1/status', { authorization: `Bearer ${token}` });
  for (let index = 0; index < 3; index += 1) expect((await ask(it.token)).status).toBe(200);
  const excess = await ask(it.token);
  expect(excess.status).toBe(429);
  expect(Number(excess.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask(it.tokens.issue('his-2'))).status).toBe(200);
});

test('whoever guesses tokens is soon not even told that they are wrong; who has one is answered', async () => {
  const it = await start({ refusalsPerSecond: 5 });
  const statuses: number[] = [];
  for (let index = 0; index < 10; index += 1) {
    statuses.push((await it.get('/v1/status', { authorization: `Bearer fcp_${index}` })).status);
  }
  expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
  expect(statuses.at(-1)).toBe(429);
  expect((await it.get('/v1/status')).status).toBe(200);
});

test('a body nested deeper than the limit, or with too many items, is refused', async () => {
  const it = await start({ depthMax: 8, itemsMax: 2 });
  const deep = await it.post('/v1/check', `{"encounter":${'['.repeat(20)}${']'.repeat(20)}}`);
  expect(await deep.json()).toMatchObject({ error: { code: 'depth-excessive' } });
  const items = [1, 2, 3].map((id) => ({ id: `I${id}` }));
  const many = await it.post('/v1/check', { encounter: { ...SAMPLE_ENCOUNTER, items } });
  expect({ status: many.status, body: await many.json() }).toMatchObject({
    status: 413,
    body: { error: { code: 'items-excessive', detail: { itemsMax: 2 } } },
  });
});

test('names that every object has are ordinary words in a body', async () => {
  const it = await start({});
  const response = await it.post('/v1/check', '{"encounter":{"__proto__":{"items":[]},"constructor":1}}');
  expect(response.status).toBe(400);
  expect(({} as { items?: unknown }).items).toBeUndefined();
});

test.each([
  ['{"a":"[[[[[["}', 1],
  ['{"a":"\\"[[[["}', 1],
  ['{"a":"\\\\","b":[1]}', 2],
  ['[{"a":[]},[]]', 3],
  ['"unfinished [[[', 0],
])('the depth of %s is %i', (text, depth) => {
  expect(() => requireDepth(text, depth)).not.toThrow();
  if (depth > 0) expect(() => requireDepth(text, depth - 1)).toThrow();
});

test('a bucket fills again with time, and no more than it holds', () => {
  let nowMs = 0;
  const rate = createRateLimit({ perSecond: 2, burstMax: 3, monotonicMs: () => nowMs });
  const spend = (count: number) => {
    let spent = 0;
    for (let index = 0; index < count; index += 1) {
      try {
        rate.spend('a');
        spent += 1;
      } catch {
        // Counted by what was spent.
      }
    }
    return spent;
  };
  expect(spend(5)).toBe(3);
  nowMs = 1_000;
  expect(spend(5)).toBe(2);
  nowMs = 60_000;
  expect(spend(5)).toBe(3);
});
