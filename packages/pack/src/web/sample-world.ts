import { canonicalBytes } from '../canonical.ts';
import type { Head } from '../head.ts';
import type { Manifest, RegularManifest, UrgentManifest } from '../manifest.ts';
import { openHead } from '../open-head.ts';
import { openManifest } from '../open-manifest.ts';
import { pinRoot } from '../open-root.ts';
import type { Role, Root } from '../root.ts';
import { sealHead, sealManifest, sealRoot } from '../seal.ts';
import type { Signer } from '../signature.ts';
import type { Trust } from '../trust.ts';
import { webCrypto } from './crypto.ts';
import { sampleSigner } from './sample-signers.ts';

/** A root of a nation and one province, who signs for it, and a manifest and head that are in order. */
export interface SampleWorld {
  readonly signers: Readonly<Record<SampleName, Signer>>;
  readonly root: Root;
  readonly sealedRoot: Uint8Array;
  readonly trust: Trust;
  readonly regular: RegularManifest;
  readonly urgent: UrgentManifest;
  readonly head: Head;
}

export type SampleName = (typeof NAMES)[number];

/** Noon of some day. Every sample was issued then. */
export const NOW_MS = 1_767_240_000_000;
export const HOUR_MS = 3_600_000;
export const crypto = webCrypto();

export async function sampleWorld(): Promise<SampleWorld> {
  const made = await Promise.all(NAMES.map((_, i) => sampleSigner(i + 1)));
  const signers = Object.fromEntries(NAMES.map((name, i) => [name, made[i]!])) as Record<SampleName, Signer>;
  const root = sampleRoot(signers);
  const sealedRoot = await sealRoot(root, [signers.root1, signers.root2]);
  const regular = sampleManifest();
  const urgent = sampleUrgent(await digestOf(regular));
  const trust = await pinRoot(sealedRoot, crypto);
  return { signers, root, sealedRoot, trust, regular, urgent, head: await sampleHead([regular], urgent) };
}

export function roleOf(threshold: number, ...signers: readonly Signer[]): Role {
  return { keys: signers.map(({ keyId }) => keyId), threshold };
}

export function sampleRoot(signers: Readonly<Record<SampleName, Signer>>, change: Partial<Root> = {}): Root {
  const { root1, root2, root3, head, maker, checker, third, urgent, provinceMaker, provinceChecker } = signers;
  return {
    type: 'root',
    format: 1,
    version: 1,
    issuedMs: NOW_MS,
    expiresMs: NOW_MS + 1000 * 24 * HOUR_MS,
    keys: Object.fromEntries(
      Object.values(signers)
        .filter((signer) => signer !== signers.stranger)
        .map(({ keyId, publicKey }) => [keyId, publicKey]),
    ),
    root: roleOf(2, root1, root2, root3),
    head: roleOf(1, head),
    headEpoch: 0,
    delegations: [
      { prefix: 'cn', publisher: roleOf(2, maker, checker, third), urgent: roleOf(1, urgent), epoch: 0 },
      { prefix: 'cn/33', publisher: roleOf(2, provinceMaker, provinceChecker), epoch: 0, relaxes: ['P-*'] },
    ],
    ...change,
  };
}

export function sampleManifest(change: Partial<RegularManifest> = {}): RegularManifest {
  return {
    type: 'manifest',
    format: 1,
    class: 'regular',
    layer: 'cn',
    epoch: 0,
    sequence: 10,
    issuedMs: NOW_MS,
    coreVersionMin: '0.0.0',
    segments: [{ digest: 'a'.repeat(64), bytes: 1000, rows: 20_000, format: 1 }],
    ...change,
  };
}

export function sampleUrgent(base: string, change: Partial<UrgentManifest> = {}): UrgentManifest {
  return {
    type: 'manifest',
    format: 1,
    class: 'urgent',
    layer: 'cn',
    epoch: 0,
    sequence: 11,
    issuedMs: NOW_MS,
    coreVersionMin: '0.0.0',
    base,
    lapsesMs: NOW_MS + 48 * HOUR_MS,
    segments: [{ digest: 'b'.repeat(64), bytes: 300, rows: 1, format: 1 }],
    ...change,
  };
}

export const digestOf = (signed: unknown): Promise<string> => crypto.digest(canonicalBytes(signed));

export async function pointerTo(manifest: Manifest) {
  return { digest: await digestOf(manifest), sequence: manifest.sequence, bytes: 2000 };
}

/** A head over regular manifests, widest layer first, with an urgent one over the first. */
export async function sampleHead(
  manifests: readonly RegularManifest[],
  urgent?: UrgentManifest,
  change: Partial<Head> = {},
): Promise<Head> {
  const layers = await Promise.all(
    manifests.map(async (manifest, i) => ({
      layer: manifest.layer,
      current: await pointerTo(manifest),
      ...(urgent && i === 0 ? { urgent: await pointerTo(urgent) } : {}),
    })),
  );
  return {
    type: 'head',
    format: 1,
    scope: 'cn/33/h1',
    epoch: 0,
    version: 5,
    issuedMs: NOW_MS,
    expiresMs: NOW_MS + 24 * HOUR_MS,
    layers,
    kills: [],
    ...change,
  };
}

/** Seals and opens a head under the trust of the world. */
export async function openedHead({ signers }: SampleWorld, trust: Trust, head: Head, nowMs = NOW_MS) {
  return openHead(await sealHead(head, [signers.head]), trust, crypto, { nowMs });
}

/** Seals and opens a manifest with the keys that its layer and class ask for. */
export async function openedManifest({ signers }: SampleWorld, trust: Trust, manifest: Manifest) {
  const { maker, checker, urgent, provinceMaker, provinceChecker } = signers;
  const national = manifest.class === 'urgent' ? [urgent] : [maker, checker];
  const signing = manifest.layer.startsWith('cn/33') ? [provinceMaker, provinceChecker] : national;
  return openManifest(await sealManifest(manifest, signing), trust, crypto);
}

const NAMES = [
  'root1',
  'root2',
  'root3',
  'head',
  'maker',
  'checker',
  'third',
  'urgent',
  'provinceMaker',
  'provinceChecker',
  'stranger',
] as const;
