import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { addSignature, readSealed, type Signer, sealRoot } from '@forecheck/pack';
import {
  type ClientMessage,
  decodeServerMessage,
  encodeEvent,
  encodeMessage,
  type ServerMessage,
  SUBPROTOCOL,
} from '@forecheck/sync/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { makeSigners, type PublishWorld, rootOf, ruleSource } from '../publish/publish-world.ts';
import { type Bureau, openBureau } from './open-bureau.ts';
import { SYNC_PATH } from './sync-path.ts';

let folder: string;
let bureau: Bureau;
let signers: readonly Signer[];
let administrator: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bureau-main-'));
  signers = makeSigners();
  await open();
  administrator = bureau.firstToken!;
});

afterEach(async () => {
  await bureau.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  const [, head] = signers as [Signer, Signer];
  bureau = await openBureau({ folder, headSigners: [head], signers, pullSpreadMs: 0, closeTimeoutMs: 500 });
}

/** The root of the keys, from now on for ten years. */
async function sealedRoot(): Promise<Uint8Array> {
  const [root, headSigner, urgentSigner, ...people] = signers as [Signer, Signer, Signer, ...Signer[]];
  const [maker, checker, other] = people.map((signer) => ({ subject: '', signer }));
  return sealRoot(rootOf({ root, headSigner, urgentSigner, maker, checker, other } as unknown as PublishWorld, 1), [
    root,
  ]);
}

async function call(method: string, path: string, token?: string, body?: unknown) {
  const response = await fetch(`${bureau.url}${path}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const told = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
  return { status: response.status, bytes, told, headers: response.headers };
}

async function tokenFor(role: string, more: object = {}): Promise<string> {
  const { told, status } = await call('POST', '/v1/tokens', administrator, { subject: `the ${role}`, role, ...more });
  expect(status).toBe(201);
  return told.token;
}

async function publishOne(): Promise<{ readonly maker: string; readonly checker: string; readonly digest: string }> {
  expect((await call('POST', '/v1/roots', administrator, await sealedRoot())).told).toEqual({ version: 1 });
  const maker = await tokenFor('maker', { key: signers[3]!.keyId });
  const checker = await tokenFor('checker', { key: signers[4]!.keyId });
  const proposed = await call('POST', '/v1/drafts', maker, { layer: 'cn', sources: [ruleSource('A')] });
  expect(proposed).toMatchObject({ status: 201, told: { state: 'open', sequence: 1 } });
  const approved = await call('POST', `/v1/drafts/${proposed.told.id}/approval`, checker, {});
  expect(approved).toMatchObject({ status: 200, told: { state: 'published' } });
  return { maker, checker, digest: proposed.told.digest };
}

describe('over HTTP', () => {
  test('a maker proposes, a checker approves, and what they published can be fetched', async () => {
    const { maker, digest } = await publishOne();
    const head = await call('GET', '/v1/head?scope=cn', maker);
    const [entry] = readSealed(head.bytes, 'head').signed.layers;
    expect(entry?.current.digest).toBe(digest);
    const manifest = readSealed((await call('GET', `/v1/blobs/${digest}`, maker)).bytes, 'manifest').signed;
    const [segment] = manifest.segments;
    const fetched = await call('GET', `/v1/blobs/${segment!.digest}`, maker);
    expect(fetched.bytes.length).toBe(segment!.bytes);
    expect(fetched.headers.get('cache-control')).toContain('immutable');
    const zipped = (await bureau.store.readBlob(segment!.digest, 'gzip'))!;
    expect(new Uint8Array(gunzipSync(zipped))).toEqual(fetched.bytes);
  });

  test('a checker who signs elsewhere hands in the signature', async () => {
    await call('POST', '/v1/roots', administrator, await sealedRoot());
    const maker = await tokenFor('maker', { key: signers[3]!.keyId });
    const checker = await tokenFor('checker');
    const { told } = await call('POST', '/v1/drafts', maker, { layer: 'cn', sources: [ruleSource('A')] });
    const approval = `/v1/drafts/${told.id}/approval`;
    expect((await call('POST', approval, checker, {})).told.error.code).toBe('signer-absent');
    const signed = await addSignature(new Uint8Array(Buffer.from(told.sealed, 'base64')), signers[5]!);
    const signature = readSealed(signed).signatures.find(({ key }) => key === signers[5]!.keyId);
    expect(await call('POST', approval, checker, { signature })).toMatchObject({
      status: 200,
      told: { state: 'published' },
    });
  });

  test.each([
    ['no token', 'GET', '/v1/layers', undefined, undefined, 401, 'token-missing'],
    ['an unknown token', 'GET', '/v1/layers', 'fcb_x', undefined, 401, 'token-refused'],
    ['a reader who publishes', 'POST', '/v1/kills', 'reader', {}, 403, 'role-insufficient'],
    ['a maker who approves', 'POST', '/v1/drafts/x/approval', 'maker', {}, 403, 'role-insufficient'],
    [
      'an unknown draft',
      'POST',
      '/v1/drafts/x/approval',
      'checker',
      { signature: { key: 'a'.repeat(64), value: '00' } },
      422,
      'root-absent',
    ],
    ['an unknown route', 'GET', '/v2', undefined, undefined, 404, 'route-unknown'],
    ['a route that is no path', 'GET', '//', undefined, undefined, 404, 'route-unknown'],
    ['a body with an unknown field', 'POST', '/v1/rollouts', 'maker', { layer: 'cn', more: 1 }, 400, 'body-malformed'],
    [
      'a source with an unknown field',
      'POST',
      '/v1/drafts',
      'maker',
      { layer: 'cn', sources: [{ x: 1 }] },
      400,
      'body-malformed',
    ],
    [
      'a text that no database keeps',
      'POST',
      '/v1/questions',
      'maker',
      { institution: 'h1', questions: [{ id: 'q', about: 'R', text: 'why\0' }] },
      400,
      'body-malformed',
    ],
    [
      'half a character',
      'POST',
      '/v1/questions',
      'maker',
      { institution: 'h1\ud800', questions: [] },
      400,
      'body-malformed',
    ],
    ['a scope that no database knows', 'GET', '/v1/head?scope=cn%00', 'reader', undefined, 400, 'option-malformed'],
    ['a number that is none', 'GET', '/v1/clients?limit=many', 'reader', undefined, 400, 'option-malformed'],
    ['a blob that is not there', 'GET', '/v1/blobs/x', 'reader', undefined, 404, 'resource-unknown'],
    ['a root that is none', 'POST', '/v1/roots', 'administrator', new Uint8Array([1]), 422, 'object-malformed'],
  ])('%s is refused by its code', async (_, method, path, role, body, status, code) => {
    const token =
      role === undefined || role.startsWith('fcb')
        ? role
        : role === 'administrator'
          ? administrator
          : await tokenFor(role);
    const { status: found, told } = await call(method, path, token, body);
    expect([found, told.error.code]).toEqual([status, code]);
  });

  test('a rule is switched off only in a layer that something was published for', async () => {
    const { checker } = await publishOne();
    const entry = { rule: 'R-A', untilMs: 4e12, reason: '误报' };
    const { status, told } = await call('POST', '/v1/kills', checker, { ...entry, layer: 'cn/34' });
    expect([status, told.error?.code]).toEqual([404, 'layer-unknown']);
    expect((await call('GET', '/v1/layers', checker)).told.kills).toEqual([]);
    expect((await call('POST', '/v1/kills', checker, { ...entry, layer: 'cn' })).status).toBe(201);
  });

  test('a revoked token, and one whose time is over, open nothing', async () => {
    const { told } = await call('POST', '/v1/tokens', administrator, { subject: 'r', role: 'reader' });
    expect((await call('GET', '/v1/layers', told.token)).status).toBe(200);
    await call('DELETE', `/v1/tokens/${told.hash}`, administrator);
    expect((await call('GET', '/v1/layers', told.token)).told.error.code).toBe('token-refused');
    const late = await tokenFor('reader', { expiresMs: 1 });
    expect((await call('GET', '/v1/layers', late)).status).toBe(401);
    const listed = JSON.stringify((await call('GET', '/v1/tokens', administrator)).told);
    expect(listed).not.toContain(told.token);
  });

  test('health and numbers are told to anybody', async () => {
    await publishOne();
    expect(await call('GET', '/health')).toMatchObject({ status: 200, told: { status: 'ok' } });
    const { bytes, headers } = await call('GET', '/metrics');
    const text = new TextDecoder().decode(bytes);
    expect(headers.get('content-type')).toContain('application/openmetrics-text');
    expect(text).toContain('forecheck_bureau_sequence{layer="cn"} 1\n');
    expect(text.endsWith('# EOF\n')).toBe(true);
  });
});

describe('over a connection', () => {
  test('a client is told the head, fetches, reports, sends dispositions, and hears of the next head', async () => {
    const { maker, checker } = await publishOne();
    const token = await tokenFor('institution', { subject: 'h1', scope: 'cn' });
    const client = await connect(token, 'h1');
    const welcome = await client.next('welcome');
    expect(readSealed(welcome.head!, 'head').signed.scope).toBe('cn/33/h1');
    expect(welcome).toMatchObject({ acknowledged: 0 });
    const event = {
      type: 'disposition',
      id: 'd1',
      alert: 'a1',
      rule: 'R-A',
      kind: 'supply-evidence',
      recordedMs: 5,
    } as const;
    client.send({ kind: 'events', stream: 's1', first: 1, entries: [encodeEvent(event)] });
    expect(await client.next('eventsAck')).toMatchObject({ stream: 's1', sequence: 1 });
    expect((await call('GET', '/v1/dispositions', maker)).told.counts).toEqual([
      { rule: 'R-A', kind: 'supply-evidence', count: 1 },
    ]);
    await call('POST', '/v1/kills', checker, { layer: 'cn', rule: 'R-A', untilMs: 4e12, reason: '误报' });
    const { head } = await client.next('head');
    expect(readSealed(head, 'head').signed.kills).toMatchObject([{ rule: 'R-A' }]);
    client.close();
  });

  test('an answer that no database keeps costs itself and not those that came with it', async () => {
    const { maker } = await publishOne();
    const questions = ['q1', 'q2'].map((id) => ({ id, about: 'R-A', text: 'why?' }));
    await call('POST', '/v1/questions', maker, { institution: 'h1', questions });
    const client = await connect(await tokenFor('institution', { subject: 'h1', scope: 'cn' }), 'h1');
    await client.next('welcome');
    const answers = ['q1', 'q\0', 'q2'].map((question) => ({ question, text: `\0${question}`, answeredMs: 1 }));
    client.send({ kind: 'answers', answers });
    await expect
      .poll(async () =>
        (await call('GET', '/v1/questions', maker)).told.questions.map((it: { answer?: string }) => it.answer),
      )
      .toEqual(['\uFFFDq1', '\uFFFDq2']);
    client.close();
  });

  test('whoever has no token, or another institution’s, is sent away', async () => {
    await publishOne();
    const token = await tokenFor('institution', { subject: 'h2', scope: 'cn/33' });
    for (const wrong of [undefined, token]) {
      const client = await connect(wrong, 'h1');
      expect(await client.next('goodbye')).toMatchObject({ code: 'token-refused' });
    }
  });

  test('closing says goodbye, and what was acknowledged is there when the bureau opens again', async () => {
    await publishOne();
    const token = await tokenFor('institution', { subject: 'h1' });
    const client = await connect(token, 'h1');
    await client.next('welcome');
    client.send({ kind: 'events', stream: 's1', first: 1, entries: [new Uint8Array([1])] });
    await client.next('eventsAck');
    const goodbye = client.next('goodbye');
    await bureau.close();
    expect(await goodbye).toMatchObject({ code: 'closing' });
    await open();
    expect(bureau.firstToken).toBeUndefined();
    const again = await connect(token, 'h1', 2);
    expect(await again.next('welcome')).toMatchObject({ acknowledged: 1 });
    again.close();
  });
});

async function connect(token: string | undefined, institution: string, next = 1) {
  const socket = new WebSocket(`${bureau.url.replace('http', 'ws')}${SYNC_PATH}`, SUBPROTOCOL);
  const received: ServerMessage[] = [];
  let notice = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    const message = decodeServerMessage(data);
    if (message.kind !== 'unknown') received.push(message as ServerMessage);
    notice();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (message: ClientMessage): void => socket.send(encodeMessage(message));
  send({
    kind: 'hello',
    protocol: 1,
    role: 'client',
    institution,
    scope: 'cn/33/h1',
    coreVersion: '0.0.0',
    encodings: ['gzip', 'none'],
    rootVersion: 1,
    headEpoch: 1,
    headVersion: 0,
    held: [],
    outbox: { stream: 's1', next },
    clockMs: 0,
    ...(token === undefined ? {} : { token }),
  });
  return {
    send,
    close: () => socket.close(),
    async next<Kind extends ServerMessage['kind']>(kind: Kind): Promise<Extract<ServerMessage, { kind: Kind }>> {
      for (;;) {
        const at = received.findIndex((message) => message.kind === kind);
        if (at >= 0) return received.splice(at, 1)[0] as Extract<ServerMessage, { kind: Kind }>;
        await new Promise<void>((resolve) => {
          notice = resolve;
        });
      }
    },
  };
}
