import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Guard } from '../guard.ts';
import { decodeEvent } from '../protocol/decode-event.ts';
import { SUBPROTOCOL } from '../protocol/limits.ts';
import { HOUR_MS, SAMPLE_SCOPE, type SampleBureau, sampleLayer, sampleSource } from '../sample/sample-bureau.ts';
import { openGuard } from './open-guard.ts';
import { createSampleBureau } from './sample-bureau.ts';
import { createSampleServer } from './sample-server.ts';
import { firingOf } from './sample-world.ts';

let folder: string;
let bureau: SampleBureau;
const closers: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-guard-'));
  bureau = await createSampleBureau();
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await rm(folder, { recursive: true });
});

/** The sample server behind a real socket. */
async function listen() {
  const server = createSampleServer(bureau.blobs);
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: (offered) => [...offered][0]! });
  sockets.on('connection', (socket) => {
    const listener = server.accept({
      send: (frame) => socket.send(frame),
      ping: () => socket.ping(),
      abort: () => socket.terminate(),
    });
    socket.on('message', (data) => listener.received(new Uint8Array(data as Buffer)));
    socket.on('close', () => listener.closed());
  });
  await once(sockets, 'listening');
  closers.push(async () => {
    server.drop();
    await new Promise((resolve) => sockets.close(resolve));
  });
  return { server, sockets, url: `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}` };
}

const nowHead = async (rules: readonly string[], sequence: number, expiresInMs = HOUR_MS) =>
  bureau.head([sampleLayer(await bureau.manifest([sampleSource(rules)], { sequence }))], {
    issuedMs: Date.now() - HOUR_MS,
    expiresMs: Date.now() + expiresInMs,
  });

async function open(options: Partial<Parameters<typeof openGuard>[0]>): Promise<Guard> {
  const guard = await openGuard({
    folder: join(folder, 'guard'),
    root: bureau.sealedRoot,
    institution: 'H1',
    scope: SAMPLE_SCOPE,
    ...options,
  });
  closers.push(() => guard.close());
  return guard;
}

const until = (isSo: () => boolean): Promise<void> => expect.poll(isSo, { timeout: 20_000, interval: 20 }).toBe(true);

test('a guard takes packs over a socket, keeps them over a restart, and delivers what was recorded', async () => {
  const { server, sockets, url } = await listen();
  server.behave({ head: await nowHead(['R1'], 1) });
  const encounterKey = new Uint8Array(32).fill(7);
  const guard = await open({ urls: [url], encounterKey, token: 'sample-token' });
  await until(() => guard.status().pack !== undefined);
  expect(firingOf(guard)).toEqual(['R1']);
  expect([...sockets.clients][0]?.protocol).toBe(SUBPROTOCOL);
  expect(server.said[0]).toMatchObject({ kind: 'hello', token: 'sample-token' });

  await guard.record({ id: 'D1', alert: 'a'.repeat(16), kind: 'return-and-change' }, 'E1');
  await until(() => guard.status().outbox.entries === 0);
  const events = [...server.held.values()].flat().map(decodeEvent);
  expect(events).toContainEqual(
    expect.objectContaining({
      id: 'D1',
      encounter: createHmac('sha256', encounterKey).update('E1').digest('hex'),
    }),
  );

  server.announce(await nowHead(['R1', 'R2'], 2));
  await until(() => firingOf(guard).length === 2);
  await guard.close();
  const again = await open({});
  expect(firingOf(again)).toEqual(['R1', 'R2']);
});

test('a large segment comes in chunks, and an urgent rule does not wait behind it', async () => {
  const { server, url } = await listen();
  server.behave({ head: await nowHead(['R1'], 1) });
  const guard = await open({ urls: [url] });
  await until(() => guard.status().pack !== undefined);
  // Codes that do not compress well.
  const items = Array.from(
    { length: 60_000 },
    (_, i) => `X${createHmac('sha256', 'k').update(`${i}`).digest('hex').slice(0, 22).toUpperCase()}`,
  );
  const bulk = await bureau.manifest(
    [sampleSource(['R1'], { knowledge: [{ id: 'K-R1', rule: 'R1', items: ['XA01', ...items] }] })],
    { sequence: 2 },
  );
  const current = await bureau.manifest([sampleSource(['R1'])], { sequence: 1 });
  const urgent = await bureau.urgent(sampleSource(['R9']), current.digest, {
    sequence: 3,
    issuedMs: Date.now(),
    lapsesMs: Date.now() + HOUR_MS,
  });
  const times = { issuedMs: Date.now() - HOUR_MS, expiresMs: Date.now() + HOUR_MS };
  const candidate = { ...bulk, percentage: 0, salt: 's', state: 'active' as const };
  server.announce(await bureau.head([sampleLayer(current, { candidate })], times));
  await until(() => server.said.filter(({ kind }) => kind === 'credit').length > 5);
  server.announce(await bureau.head([sampleLayer(current, { candidate, urgent })], times));
  await until(() => firingOf(guard).includes('R9'));
  server.announce(await bureau.head([sampleLayer(bulk)], times));
  await until(() => !firingOf(guard).includes('R9'));
  expect(firingOf(guard)).toEqual(['R1']);
});

test('a seed folder judges without any network, and a second guard does not take the folder', async () => {
  const seed = join(folder, 'seed');
  await mkdir(seed);
  for (const { name, bytes } of bureau.folder(await nowHead(['R1'], 1))) await writeFile(join(seed, name), bytes);
  await writeFile(join(folder, 'root.json'), bureau.sealedRoot);
  const guard = await open({ seed, root: join(folder, 'root.json') });
  expect(firingOf(guard)).toEqual(['R1']);
  await expect(open({ seed })).rejects.toMatchObject({ code: 'storage-locked' });
  await guard.close();
  await guard.close();
  expect(firingOf(await open({}))).toEqual(['R1']);
});

test('an address that is none does not keep a guard from the next one', async () => {
  const { server, url } = await listen();
  server.behave({ head: await nowHead(['R1'], 1) });
  const guard = await open({ urls: ['no address', url] });
  await until(() => guard.status().pack !== undefined);
  expect(firingOf(guard)).toEqual(['R1']);
});

test('without any address a guard judges by what is carried to it', async () => {
  const guard = await open({});
  expect(guard.status()).toMatchObject({ connection: 'idle', isStale: true });
  await guard.importFolder(bureau.folder(await nowHead(['R1'], 1)));
  expect(firingOf(guard)).toEqual(['R1']);
});
