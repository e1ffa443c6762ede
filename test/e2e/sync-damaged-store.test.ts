import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bureau, openBureau, type Person, SYNC_PATH } from '@forecheck/bureau';
import type { Encounter, RuleSource } from '@forecheck/core';
import { type Root, readSealed, type Signer, sealRoot } from '@forecheck/pack';
import { generateSigner, nodeCrypto } from '@forecheck/pack/node';
import type { Guard } from '@forecheck/sync';
import { openGuard } from '@forecheck/sync/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { untilTrue } from '../../examples/bureau-and-clients/until-true.ts';
import { rules } from '../../examples/two-rules.ts';

const LAYER = 'cn';
const [SEX, DAILY] = ['nhsa-2025-67', 'nhsa-2025-27'] as const;

/** Each rule fires once for it. */
const encounter: Encounter = {
  id: 'E1',
  asOf: '2026-07-01 09:30:00',
  phase: 'prompt',
  insuredPerson: { sex: 'female' },
  items: [
    { id: '1', code: 'XL02BBA326A001010102180', quantity: 1 },
    { id: '2', code: '001201000030000', quantity: 2, unit: '日' },
  ],
};

let folder: string;
let blobs: string;
let aside: string;
let root: Uint8Array;
let bureau: Bureau;
let publish: (source: RuleSource) => Promise<void>;
let openBureauAt: (port: number) => Promise<Bureau>;
const guards: Guard[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-e2e-'));
  blobs = join(folder, 'guard/packs/blobs');
  aside = join(folder, 'guard/packs/aside');
  const [rootSigner, headSigner, one, two] = Array.from({ length: 4 }, () => generateSigner('ed25519')) as [
    Signer,
    Signer,
    Signer,
    Signer,
  ];
  root = await sealRoot(rootOf(rootSigner, headSigner, [one, two]), [rootSigner]);
  openBureauAt = (port) =>
    openBureau({ folder: join(folder, 'bureau'), headSigners: [headSigner], isOpen: true, pullSpreadMs: 0, port });
  bureau = await openBureauAt(0);
  await bureau.publisher.addRoot(root);
  const [maker, checker] = [one, two].map((signer, i) => ({ subject: `office-${i}`, signer })) as [Person, Person];
  publish = async (source) => {
    const draft = await bureau.publisher.propose({ layer: LAYER, sources: [source] }, maker);
    await bureau.publisher.approve(draft.id, checker);
  };
});

afterEach(async () => {
  for (const guard of guards.splice(0)) await guard.close();
  await bureau.close();
  await rm(folder, { recursive: true, force: true });
});

function rootOf(root: Signer, head: Signer, publishers: readonly Signer[]): Root {
  const now = Date.now();
  return {
    type: 'root',
    format: 1,
    version: 1,
    issuedMs: now,
    expiresMs: now + 86_400_000,
    keys: Object.fromEntries([root, head, ...publishers].map(({ keyId, publicKey }) => [keyId, publicKey])),
    root: { keys: [root.keyId], threshold: 1 },
    head: { keys: [head.keyId], threshold: 1 },
    headEpoch: 1,
    delegations: [{ prefix: LAYER, publisher: { keys: publishers.map(({ keyId }) => keyId), threshold: 2 }, epoch: 1 }],
  };
}

/** One rule of the two, with what it refers to. */
const only = (rule: string): RuleSource => ({
  ...rules,
  id: rule,
  rules: rules.rules?.filter(({ id }) => id === rule) ?? [],
  knowledge: rules.knowledge?.filter((point) => point.rule === rule) ?? [],
});

async function open(): Promise<Guard> {
  const guard = await openGuard({
    folder: join(folder, 'guard'),
    root,
    urls: [`${bureau.url.replace('http', 'ws')}${SYNC_PATH}`],
    institution: 'h1',
    scope: LAYER,
  });
  guards.push(guard);
  return guard;
}

const firingOf = (guard: Guard): readonly string[] =>
  guard
    .evaluate(encounter)
    .evaluation.alerts.map(({ rule }) => rule)
    .sort();

/** A guard that took the first rule, and then the second on top of it, and was closed. Gives digests, oldest first. */
async function takeBoth(): Promise<{ readonly manifests: readonly string[]; readonly segments: readonly string[] }> {
  await publish(only(SEX));
  const guard = await open();
  await untilTrue('the first rule', () => guard.status().pack !== undefined);
  await publish(only(DAILY));
  await untilTrue('the second rule', () => firingOf(guard).length === 2);
  await guard.close();
  const [layer] = readSealed((await bureau.store.readHead(LAYER))?.sealed as Uint8Array, 'head').signed.layers;
  const current = layer?.current.digest ?? '';
  const sealed = (await bureau.store.readManifest(current))?.sealed as Uint8Array;
  const { segments, previous = '' } = readSealed(sealed, 'manifest').signed;
  return { manifests: [previous, current], segments: segments.map(({ digest }) => digest) };
}

async function flipByte(digest: string): Promise<Uint8Array> {
  const bytes = await readFile(join(blobs, digest));
  const damaged = new Uint8Array(bytes);
  damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 4;
  await writeFile(join(blobs, digest), damaged);
  return damaged;
}

/** Judges until both rules are in force again; gives every answer on the way, each once. */
async function judgeUntilHealed(guard: Guard): Promise<readonly string[]> {
  const answers = new Set<string>();
  await untilTrue('healing', () => {
    const firing = firingOf(guard);
    answers.add(firing.join('+'));
    return firing.length === 2;
  });
  return [...answers];
}

const both = [DAILY, SEX];

describe('a blob of what is in force is damaged on disk while the guard is closed', () => {
  test.each(['segment', 'manifest'] as const)(
    'a %s is set aside and fetched again, and until then the rules before it judge',
    async (kind) => {
      const { segments, manifests } = await takeBoth();
      const digest = (kind === 'segment' ? segments : manifests).at(-1) ?? '';
      const damaged = await flipByte(digest);
      const guard = await open();
      expect(firingOf(guard)).toEqual([SEX]);
      expect(guard.status().isDegraded).toBe(true);
      expect(await judgeUntilHealed(guard)).toEqual([SEX, both.join('+')]);
      await untilTrue('the end of the repair', () => !guard.status().isDegraded);
      // Kept for whoever looks into it, and whole again.
      const [kept = ''] = await readdir(aside);
      expect(kept).toContain(digest);
      expect(new Uint8Array(await readFile(join(aside, kept)))).toEqual(damaged);
      if (kind === 'segment') {
        expect(await nodeCrypto().digest(new Uint8Array(await readFile(join(blobs, digest))))).toBe(digest);
      }
      await guard.close();
      expect(firingOf(await open())).toEqual(both);
    },
  );

  test('without the bureau the rules before it judge for as long as it takes', async () => {
    const { segments } = await takeBoth();
    const port = Number(new URL(bureau.url).port);
    await bureau.close();
    await flipByte(segments.at(-1) ?? '');
    const guard = await open();
    await untilTrue('an attempt that fails', () => guard.status().connection === 'waiting');
    expect(firingOf(guard)).toEqual([SEX]);
    expect(guard.status()).toMatchObject({ isDegraded: true });
    bureau = await openBureauAt(port);
    expect(await judgeUntilHealed(guard)).toEqual([SEX, both.join('+')]);
  });

  test('when the rules before it are damaged too, the guard says that it has none, and takes them when it can', async () => {
    const { segments } = await takeBoth();
    const port = Number(new URL(bureau.url).port);
    await bureau.close();
    await flipByte(segments[0] ?? '');
    const guard = await open();
    await untilTrue('an attempt that fails', () => guard.status().connection === 'waiting');
    expect(guard.status()).toMatchObject({ isDegraded: true });
    expect(guard.status().pack).toBeUndefined();
    expect(() => guard.evaluate(encounter)).toThrow(expect.objectContaining({ code: 'pack-absent', retry: 'safe' }));
    bureau = await openBureauAt(port);
    await untilTrue('healing', () => guard.status().pack !== undefined);
    expect(firingOf(guard)).toEqual(both);
  });
});
