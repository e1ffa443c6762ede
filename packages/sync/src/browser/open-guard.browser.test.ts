import { keyIdOf, type PublicKey, type Signer } from '@forecheck/pack';
import { webCrypto } from '@forecheck/pack/web';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CarriedFile } from '../client/folder-source.ts';
import type { Guard } from '../guard.ts';
import {
  HOUR_MS,
  makeSampleBureau,
  SAMPLE_SCOPE,
  type SampleBureau,
  sampleEncounter,
  sampleLayer,
  sampleSource,
} from '../sample/sample-bureau.ts';
import { pageInflate } from './inflate.ts';
import { openGuard } from './open-guard.ts';

let bureau: SampleBureau;
let name = '';
const guards: Guard[] = [];

beforeEach(async () => {
  bureau = await makeSampleBureau(makeSigner, webCrypto());
  name = `guard-${crypto.randomUUID()}`;
});

afterEach(async () => {
  for (const guard of guards.splice(0)) await guard.close();
  for (const part of ['packs', 'outbox']) indexedDB.deleteDatabase(`${name}-${part}`);
});

async function makeSigner(): Promise<Signer> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const publicKey: PublicKey = { algorithm: 'ed25519', key };
  return {
    keyId: await keyIdOf(publicKey, webCrypto()),
    publicKey,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message as Uint8Array<ArrayBuffer>)),
  };
}

async function folderOf(rules: readonly string[], sequence: number): Promise<readonly CarriedFile[]> {
  const times = { issuedMs: Date.now() - HOUR_MS, expiresMs: Date.now() + HOUR_MS };
  const manifest = await bureau.manifest([sampleSource(rules)], { sequence });
  return bureau.folder(await bureau.head([sampleLayer(manifest)], times));
}

async function open(seed?: readonly CarriedFile[]): Promise<Guard> {
  const guard = await openGuard({
    name,
    // Nobody listens there: judging does not need anybody to.
    urls: ['ws://127.0.0.1:9/'],
    root: bureau.sealedRoot,
    institution: 'H1',
    scope: SAMPLE_SCOPE,
    encounterKey: new Uint8Array(32).fill(1),
    ...(seed && { seed }),
  });
  guards.push(guard);
  return guard;
}

const firing = (guard: Guard) => guard.evaluate(sampleEncounter).evaluation.alerts.map(({ rule }) => rule);

test('a page judges by its seed, takes a folder, and knows both after it was left', async () => {
  const guard = await open(await folderOf(['R1'], 1));
  expect(firing(guard)).toEqual(['R1']);
  await guard.importFolder(await folderOf(['R1', 'R2'], 2));
  expect(firing(guard)).toEqual(['R1', 'R2']);
  await guard.record({ id: 'D1', alert: 'a'.repeat(16), kind: 'return-and-change' }, 'E1');
  const { entries } = guard.status().outbox;
  await guard.close();
  const again = await open();
  expect(firing(again)).toEqual(['R1', 'R2']);
  expect(again.status().outbox.entries).toBeGreaterThanOrEqual(entries);
  expect(again.status().connection).not.toBe('online');
});

test('one page at a time has the name', async () => {
  await open(await folderOf(['R1'], 1));
  await expect(open()).rejects.toMatchObject({ code: 'storage-locked' });
});

test('gzip is inflated to exactly what was announced, and to nothing else', async () => {
  const raw = new Uint8Array(100_000).map((_, i) => i % 251);
  const stream = new Blob([raw]).stream().pipeThrough(new CompressionStream('gzip'));
  const encoded = new Uint8Array(await new Response(stream).arrayBuffer());
  expect(await pageInflate('gzip', encoded, raw.length)).toEqual(raw);
  for (const [bytes, length] of [
    [encoded, raw.length - 1],
    [encoded, raw.length + 1],
    [encoded.slice(0, -9), raw.length],
    [raw, raw.length],
  ] as const) {
    await expect(pageInflate('gzip', bytes, length)).rejects.toMatchObject({ code: 'compression-malformed' });
  }
});
