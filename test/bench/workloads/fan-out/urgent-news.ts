import { gzipSync } from 'node:zlib';
import { countRows, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import {
  canonicalBytes,
  type Digest,
  type LayerId,
  type Manifest,
  type ManifestPointer,
  readSealed,
  type SegmentDescriptor,
  sealHead,
  sealManifest,
} from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import { encodeMessage } from '@forecheck/sync/protocol';
import { createRules } from '../../world/rules.ts';
import { createKnowledgePoint, createSource, createWorld, type World } from '../../world/world.ts';
import { createKeys, type Keys, sealRootOf } from './keys.ts';

/** A head, and the blobs that it needs and that were not needed before. */
export interface News {
  readonly head: Uint8Array;
  readonly version: number;
  readonly manifests: readonly { readonly layer: LayerId; readonly digest: Digest }[];
  readonly blobs: readonly (readonly [Digest, Uint8Array])[];
}

/** A bureau's announcements, sealed as they would be. */
export interface UrgentNews {
  readonly root: Uint8Array;
  /** The base, as it was before anything urgent. */
  readonly base: News;
  /** Each an urgent rule of one row in place of the one before. */
  readonly urgent: readonly News[];
}

/** The layer, and the scope of every client. */
export const LAYER: LayerId = 'cn';

/** So many urgent rules, each of one row, over a small base. */
export async function createUrgentNews(count: number): Promise<UrgentNews> {
  const keys = createKeys();
  const nowMs = Date.now();
  const world = createWorld(BASE_SIZE);
  const segment = await describe(compileSegment(createSource(world)));
  const manifest = await seal(
    { ...MANIFEST, class: 'regular', sequence: 1, issuedMs: nowMs, segments: [segment.descriptor] },
    keys,
  );
  const base = await announce({ version: 1, current: manifest.pointer }, [manifest, segment], keys, nowMs);
  const urgent: News[] = [];
  for (let version = 2; version < count + 2; version += 1) {
    const extra = await describe(compileUrgent(world, version));
    const over = await seal(
      {
        ...MANIFEST,
        class: 'urgent',
        sequence: version,
        issuedMs: nowMs,
        base: manifest.pointer.digest,
        segments: [extra.descriptor],
        lapsesMs: nowMs + DAY_MS,
      },
      keys,
    );
    const names = { version, current: manifest.pointer, urgent: over.pointer };
    urgent.push(await announce(names, [over, extra], keys, nowMs));
  }
  return { root: await sealRootOf(keys, LAYER), base, urgent };
}

/** The frames that a relay makes of it. */
export function framesOf({ head, blobs }: News): readonly Uint8Array[] {
  return [
    encodeMessage({ kind: 'head', head, pushed: blobs.map(([digest]) => digest) }),
    encodeMessage({
      kind: 'push',
      blobs: blobs.map(([digest, bytes]) => ({ digest, encoding: 'gzip', bytes: gzipSync(bytes, { level: 6 }) })),
    }),
  ];
}

interface Blob {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

interface Names {
  readonly version: number;
  readonly current: ManifestPointer;
  readonly urgent?: ManifestPointer;
}

async function announce(
  { version, current, urgent }: Names,
  blobs: readonly Blob[],
  keys: Keys,
  nowMs: number,
): Promise<News> {
  const layers = [{ layer: LAYER, current, ...(urgent && { urgent }) }];
  const times = { issuedMs: nowMs, expiresMs: nowMs + DAY_MS };
  const head = await sealHead(
    { type: 'head', format: 1, scope: LAYER, epoch: 0, version, ...times, layers, kills: [] },
    [keys.head, keys.headSm2],
  );
  const named = urgent === undefined ? [current] : [current, urgent];
  return {
    head,
    version,
    manifests: named.map(({ digest }) => ({ layer: LAYER, digest })),
    blobs: blobs.map(({ digest, bytes }) => [digest, bytes]),
  };
}

/** A new version of one knowledge point under a rule of the base. */
function compileUrgent({ points }: World, index: number): Uint8Array {
  const point = points[(index * 7) % points.length]!;
  return compileSegment(
    { formatVersion: 1, id: `urgent-${index}`, layer: 'national', knowledge: [createKnowledgePoint(point)] },
    { knownRules: new Map(createRules().map(({ id, logic }) => [id, logic])) },
  );
}

async function describe(bytes: Uint8Array): Promise<Blob & { readonly descriptor: SegmentDescriptor }> {
  const digest = await crypto.digest(bytes);
  const rows = Object.values(countRows(openSegment(bytes))).reduce((sum, count) => sum + count);
  const format = new DataView(bytes.buffer, bytes.byteOffset).getUint32(FORMAT_OFFSET, true);
  return { digest, bytes, descriptor: { digest, bytes: bytes.length, rows, format } };
}

async function seal(manifest: Manifest, keys: Keys): Promise<Blob & { readonly pointer: ManifestPointer }> {
  const signers = manifest.class === 'urgent' ? [keys.urgent, keys.urgentSm2] : [keys.maker, keys.checker];
  const bytes = await sealManifest(manifest, signers);
  const digest = await crypto.digest(canonicalBytes(readSealed(bytes).signed));
  return { digest, bytes, pointer: { digest, sequence: manifest.sequence, bytes: bytes.length } };
}

const crypto = nodeCrypto();
const MANIFEST = { type: 'manifest', format: 1, layer: LAYER, epoch: 0, coreVersionMin: '0.0.0' } as const;
const DAY_MS = 24 * 3_600_000;
/** In the header of a segment. */
const FORMAT_OFFSET = 8;
/** Small, because every full client opens its own copy. */
const BASE_SIZE = { rows: 200, points: 200 };
