import type { RuleDefinition, RuleSource } from '@forecheck/core';
import { countRows, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import {
  type Crypto,
  canonicalBytes,
  type Digest,
  type Head,
  type HeadLayer,
  type LayerId,
  type Manifest,
  type ManifestPointer,
  type RegularManifest,
  type Role,
  type Root,
  type SegmentDescriptor,
  type Signer,
  sealHead,
  sealManifest,
  sealRoot,
  type UrgentManifest,
} from '@forecheck/pack';
import type { CarriedFile } from '../client/folder-source.ts';
import type { SelfTest } from '../client/self-test.ts';
import { TO_UTF8 } from '../protocol/utf8.ts';

/** The instant at which every sample is issued, unless told otherwise: noon of 1 March 2026 in China. */
export const SAMPLE_MS = Date.UTC(2026, 2, 1, 4);
export const HOUR_MS = 3_600_000;
export const SAMPLE_SCOPE = 'cn/33/3301/h1';

/** A bureau for tests: seals what it is told, and keeps it by digest. */
export interface SampleBureau {
  readonly root: Root;
  readonly sealedRoot: Uint8Array;
  readonly signers: SampleSigners;
  /** Sealed objects by the digest of what was signed, and other blobs by their own. */
  readonly blobs: Map<Digest, Uint8Array>;
  segment(source: Partial<RuleSource>): Promise<SegmentDescriptor>;
  /** A manifest of these sources, one segment each. */
  manifest(sources: readonly Partial<RuleSource>[], change?: Partial<RegularManifest>): Promise<ManifestPointer>;
  urgent(source: Partial<RuleSource>, base: Digest, change?: Partial<UrgentManifest>): Promise<ManifestPointer>;
  selfTest(test: SelfTest): Promise<{ readonly digest: Digest; readonly bytes: number }>;
  head(layers: readonly HeadLayer[], change?: Partial<Head>): Promise<Uint8Array>;
  /** Everything so far, as it would be carried by hand. */
  folder(head: Uint8Array, roots?: readonly Uint8Array[]): readonly CarriedFile[];
}

export type SampleSigners = Readonly<Record<(typeof NAMES)[number], Signer>>;

const NAMES = ['root', 'head', 'maker', 'checker', 'urgent', 'province', 'stranger'] as const;
const words = { 'zh-CN': '示例', en: 'sample' };

/** A rule that fires for every male insured person who gets the item. */
export function sampleRule(id: string, change: Partial<RuleDefinition> = {}): RuleDefinition {
  return {
    id,
    name: words,
    logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
    verdict: 'violation',
    severity: 'critical',
    fundScope: 'pooled',
    message: words,
    basis: [],
    ...change,
  };
}

/** A source of rules, each over one item of the same number: rule `R1` over item `XA01`. */
export function sampleSource(rules: readonly string[], change: Partial<RuleSource> = {}): Partial<RuleSource> {
  return {
    rules: rules.map((id) => sampleRule(id)),
    knowledge: rules.map((id) => ({ id: `K-${id}`, rule: id, items: ['XA01'] })),
    ...change,
  };
}

/** For whom every sample rule fires. */
export const sampleEncounter = {
  id: 'E1',
  asOf: SAMPLE_MS,
  phase: 'prompt',
  insuredPerson: { sex: 'male' },
  items: [{ id: '1', code: 'XA01', occurredAt: SAMPLE_MS }],
} as const;

const roleOf = (threshold: number, ...signers: readonly Signer[]): Role => ({
  keys: signers.map(({ keyId }) => keyId),
  threshold,
});

/** A bureau of a nation and a province; institutions publish under the province. Runs wherever its crypto does. */
export async function makeSampleBureau(
  makeSigner: () => Signer | Promise<Signer>,
  crypto: Crypto,
): Promise<SampleBureau> {
  const made = await Promise.all(NAMES.map(makeSigner));
  const signers = Object.fromEntries(NAMES.map((name, i) => [name, made[i]])) as SampleSigners;
  const { maker, checker, urgent, province } = signers;
  const used = [signers.root, signers.head, maker, checker, urgent, province];
  const root: Root = {
    type: 'root',
    format: 1,
    version: 1,
    issuedMs: SAMPLE_MS - HOUR_MS,
    expiresMs: SAMPLE_MS + 10_000 * HOUR_MS,
    keys: Object.fromEntries(used.map(({ keyId, publicKey }) => [keyId, publicKey])),
    root: roleOf(1, signers.root),
    head: roleOf(1, signers.head),
    headEpoch: 0,
    delegations: [
      { prefix: 'cn', publisher: roleOf(2, maker, checker), urgent: roleOf(1, urgent), epoch: 0 },
      { prefix: 'cn/33', publisher: roleOf(1, province), epoch: 0, relaxes: ['P-*'] },
    ],
  };
  const blobs = new Map<Digest, Uint8Array>();
  const isSealed = new Set<Digest>();
  let versions = 0;

  async function keep(bytes: Uint8Array): Promise<{ readonly digest: Digest; readonly bytes: number }> {
    const digest = await crypto.digest(bytes);
    blobs.set(digest, bytes);
    return { digest, bytes: bytes.length };
  }

  async function segment(source: Partial<RuleSource>): Promise<SegmentDescriptor> {
    const bytes = compileSegment(
      { formatVersion: 1, id: 'S', layer: 'national', ...source },
      { knownRules: new Map(['R1', 'R2', 'R3'].map((id) => [id, sampleRule(id).logic])) },
    );
    const view = openSegment(bytes);
    const rows = Object.values(countRows(view)).reduce((sum, count) => sum + count, 0);
    return { ...(await keep(bytes)), rows, format: view.formatVersion };
  }

  async function publish(manifest: Manifest): Promise<ManifestPointer> {
    const regular = manifest.layer === 'cn' ? [maker, checker] : [province];
    const sealed = await sealManifest(manifest, manifest.class === 'urgent' ? [urgent] : regular);
    const digest = await crypto.digest(canonicalBytes(manifest));
    blobs.set(digest, sealed);
    isSealed.add(digest);
    return { digest, sequence: manifest.sequence, bytes: sealed.length };
  }

  const shared = {
    type: 'manifest',
    format: 1,
    layer: 'cn',
    epoch: 0,
    sequence: 1,
    issuedMs: SAMPLE_MS,
    coreVersionMin: '0.0.0',
  } as const;
  return {
    root,
    sealedRoot: await sealRoot(root, [signers.root]),
    signers,
    blobs,
    segment,
    async manifest(sources, change = {}) {
      const segments = await Promise.all(sources.map(segment));
      return publish({ ...shared, class: 'regular', segments, ...change });
    },
    async urgent(source, base, change = {}) {
      const segments = [await segment(source)] as const;
      const lapsesMs = SAMPLE_MS + 48 * HOUR_MS;
      return publish({ ...shared, class: 'urgent', base, lapsesMs, segments, ...change });
    },
    selfTest: (test) => keep(TO_UTF8.encode(JSON.stringify(test))),
    head(layers, change = {}) {
      versions += 1;
      const head: Head = {
        type: 'head',
        format: 1,
        scope: SAMPLE_SCOPE,
        epoch: 0,
        version: versions,
        issuedMs: SAMPLE_MS,
        expiresMs: SAMPLE_MS + 24 * HOUR_MS,
        layers,
        kills: [],
        ...change,
      };
      return sealHead(head, [signers.head]);
    },
    folder: (head, roots = []) => [
      { name: 'head.json', bytes: head },
      ...roots.map((bytes, i) => ({ name: `root-${i}.json`, bytes })),
      ...[...blobs].map(([digest, bytes]) => ({
        name: `${digest.slice(0, 16)}.${isSealed.has(digest) ? 'manifest' : 'fcseg'}`,
        bytes,
      })),
    ],
  };
}

/** One layer of a head. */
export function sampleLayer(
  current: ManifestPointer,
  change: Partial<HeadLayer> & { layer?: LayerId } = {},
): HeadLayer {
  return { layer: 'cn', current, ...change };
}
