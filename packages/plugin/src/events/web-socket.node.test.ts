import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { SAMPLE_ENCOUNTER } from '../sample-guard.ts';
import { SAMPLE_ORIGIN, type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';

type Message = Readonly<Record<string, unknown>>;

let sample: SamplePlugin;
let socket: WebSocket;
let heard: Message[];
beforeEach(async () => {
  sample = await startSamplePlugin({ limits: { requestsPerSecond: 1, burstMax: 10 } });
  const protocols = ['forecheck.v1', `forecheck.token.${sample.token}`];
  heard = [];
  socket = new WebSocket(`${sample.plugin.url.replace('http', 'ws')}/v1/events`, protocols, { origin: SAMPLE_ORIGIN });
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as Message));
  await new Promise((resolve) => socket.once('open', resolve));
});
afterEach(async () => {
  socket.terminate();
  await sample.close();
});

const hear = async (kind: string, count = 1) => {
  await expect.poll(() => heard.filter((message) => message['kind'] === kind).length).toBeGreaterThanOrEqual(count);
  return heard.filter((message) => message['kind'] === kind)[count - 1]!;
};
const send = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));

test('tells at once how the plugin is, and again when that changes', async () => {
  expect(await hear('status')).toMatchObject({ status: { connection: 'online', pages: 1 } });
  sample.guard.change({ connection: 'waiting' });
  expect(await hear('status', 2)).toMatchObject({ status: { connection: 'waiting' } });
});

test('brings questions of the bureau', async () => {
  sample.guard.ask('为什么？');
  expect(await hear('questions')).toMatchObject({ questions: [{ id: 'Q1', text: '为什么？' }] });
});

test('answers a check as a request is answered, by the id of the question', async () => {
  send({ kind: 'check', id: '7', encounter: SAMPLE_ENCOUNTER });
  expect(await hear('checked')).toMatchObject({ id: '7', result: { decision: 'require-reason', decidedBy: 'plugin' } });
});

test('answers dispositions when they are held', async () => {
  const disposition = { id: 'D1', alert: 'A1', kind: 'return-and-change' };
  send({ kind: 'answer', id: '8', encounter: 'E1', dispositions: [disposition] });
  expect(await hear('answered')).toEqual({ kind: 'answered', id: '8', recorded: ['D1'] });
  expect(sample.guard.recorded).toEqual([{ disposition, encounter: 'E1' }]);
});

test.each([
  ['no JSON', '{', 'body-malformed'],
  ['no object', '[1]', 'body-malformed'],
  ['another kind', '{"kind":"evaluate"}', 'body-malformed'],
  ['no encounter', '{"kind":"check"}', 'body-malformed'],
  ['too deep a nesting', '['.repeat(50), 'depth-excessive'],
])('%s is refused, and the connection goes on', async (_, message, code) => {
  send(message);
  expect(await hear('refused')).toMatchObject({ error: { code } });
  send({ kind: 'check', id: '9', encounter: SAMPLE_ENCOUNTER });
  expect(await hear('checked')).toMatchObject({ id: '9' });
});

test('a flood over one connection is slowed down as over many', async () => {
  for (let index = 0; index < 12; index += 1) send({ kind: 'check', id: `${index}`, encounter: SAMPLE_ENCOUNTER });
  expect(await hear('refused')).toMatchObject({ error: { code: 'rate-exceeded' } });
  expect(heard.filter(({ kind }) => kind === 'checked')).toHaveLength(10);
});

test('bytes end the connection, and a message beyond the limit does', async () => {
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.send(Buffer.from([1, 2]), { binary: true });
  expect(await closed).toBe(1003);
});

test('everybody is told when the plugin closes', async () => {
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await sample.plugin.close();
  expect(await closed).toBe(1001);
});
