import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Encounter } from '@forecheck/core';
import { type Signer, sealRoot } from '@forecheck/pack';
import type { Guard } from '@forecheck/sync';
import { openGuard } from '@forecheck/sync/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bureau, openBureau } from '../main/open-bureau.ts';
import { SYNC_PATH } from '../main/sync-path.ts';
import type { Person } from '../publish/context.ts';
import { makeSigners, type PublishWorld, rootOf, ruleSource } from '../publish/publish-world.ts';
import type { StoredToken } from '../store/token-store.ts';
import { openRelay, type RelayNode } from './open-relay.ts';

const SCOPE = 'cn';
let folder: string;
let root: Uint8Array;
let maker: Person;
let checker: Person;
let bureau: Bureau;
let openBureauAt: (port: number) => Promise<Bureau>;
let relay: RelayNode;
const guards: Guard[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-'));
  const signers = makeSigners();
  const [rootSigner, headSigner, urgentSigner, ...people] = signers as [Signer, Signer, Signer, ...Signer[]];
  const [one, two, other] = people.map((signer, i) => ({ subject: `office-${i}`, signer })) as [Person, Person, Person];
  [maker, checker] = [one, two];
  root = await sealRoot(
    rootOf({ root: rootSigner, headSigner, urgentSigner, maker, checker, other } as unknown as PublishWorld, 1),
    [rootSigner],
  );
  openBureauAt = (port) =>
    openBureau({
      folder: join(folder, 'bureau'),
      headSigners: [headSigner],
      signers,
      isOpen: true,
      pullSpreadMs: 0,
      closeTimeoutMs: 500,
      port,
    });
  bureau = await openBureauAt(0);
  await bureau.publisher.addRoot(root);
  await publish('A');
  relay = await openRelayAt(bureau.url);
});

afterEach(async () => {
  for (const guard of guards.splice(0)) await guard.close();
  await relay.close();
  await bureau.close();
  await rm(folder, { recursive: true, force: true });
});

async function publish(name: string): Promise<void> {
  const draft = await bureau.publisher.propose({ layer: SCOPE, sources: [ruleSource(name)] }, maker);
  await bureau.publisher.approve(draft.id, checker);
}

function openRelayAt(url: string): Promise<RelayNode> {
  return openRelay({
    upstreamUrls: [socketOf(url)],
    root,
    name: 'relay-1',
    scopes: [SCOPE],
    folder: join(folder, 'relay'),
  });
}

async function connect(name: string, token?: string, institution = name): Promise<Guard> {
  const guard = await openGuard({
    folder: join(folder, name),
    urls: [socketOf(relay.url)],
    root,
    institution,
    scope: SCOPE,
    ...(token === undefined ? {} : { token: async () => token }),
  });
  guards.push(guard);
  return guard;
}

const socketOf = (url: string): string => `${url.replace('http', 'ws')}${SYNC_PATH}`;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = Date.now() + 80_000;
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const encounter: Encounter = { id: 'e', asOf: Date.UTC(2026, 2, 1), phase: 'prompt', items: [] };

test('what the bureau publishes goes through, and what people do comes back, acknowledged by the bureau itself', async () => {
  const guard = await connect('h1');
  await until(() => guard.status().pack !== undefined);
  const before = guard.status().pack;
  await publish('B');
  await until(() => guard.status().pack !== before);
  await guard.record({ id: 'd1', alert: '0123456789abcdef', kind: 'return-and-change' });
  await until(async () => (await bureau.store.readDispositions(0, 10)).length === 1);
  expect(await bureau.store.readDispositions(0, 10)).toMatchObject([{ institution: 'h1', id: 'd1' }]);
  await until(() => guard.status().outbox.entries === 0);
  expect(guard.evaluate(encounter).pack).toBe(guard.status().pack);
});

test('a relay without its upstream serves what it has and acknowledges nothing; later everything arrives once', async () => {
  await until(() => relay.connections.get(SCOPE) === 'online');
  const first = await connect('h1');
  await until(() => first.status().pack !== undefined);
  const port = Number(new URL(bureau.url).port);
  await bureau.close();
  await until(() => relay.connections.get(SCOPE) !== 'online');
  const guard = await connect('h2');
  await until(() => guard.status().pack !== undefined);
  await guard.record({ id: 'd1', alert: '0123456789abcdef', kind: 'return-and-change' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(guard.status().outbox.entries).toBeGreaterThan(0);
  bureau = await openBureauAt(port);
  await until(() => guard.status().outbox.entries === 0);
  expect(await bureau.store.readDispositions(0, 10)).toMatchObject([{ institution: 'h2', id: 'd1' }]);
}, 90_000);

test('a question reaches whoever stands behind the relay, and the answer comes back', async () => {
  const asked: string[] = [];
  await bureau.store.putQuestions('h1', [{ id: 'q1', about: 'r1', text: 'why?', askedMs: 1 }]);
  const guard = await connect('h1');
  guard.onQuestions((questions) => {
    for (const { id, text } of questions) {
      asked.push(text);
      guard.answer(id, 'because');
    }
  });
  await until(() => asked.includes('why?'));
  await until(async () => (await bureau.store.readOpenQuestions('h1', 10)).length === 0);
});

test('a relay with tokens lets in by them, without asking the bureau, and by those that came since', async () => {
  const tokens: StoredToken[] = [];
  await relay.close();
  relay = await openRelay({
    upstreamUrls: [socketOf(bureau.url)],
    root,
    name: 'relay-1',
    scopes: [SCOPE],
    folder: join(folder, 'relay'),
    tokens: async () => tokens,
  });
  const { token } = await bureau.tokens.issue({ subject: 'h1', role: 'institution' });
  tokens.push(...(await bureau.store.readTokens()));
  const later = await bureau.tokens.issue({ subject: 'h2', role: 'institution' });
  const refused = await connect('h2', later.token);
  await expect.poll(() => refused.status().lastError).toBe('token-refused');
  const admitted = await connect('h1', token);
  await expect.poll(() => admitted.status().connection).toBe('online');
  tokens.push(...(await bureau.store.readTokens()));
  const again = await connect('h2-again', later.token, 'h2');
  await expect.poll(() => again.status().connection).toBe('online');
});
