import { activate, type NamedSegment, openSegment, type Ruleset, type SegmentView } from '@forecheck/core';
import {
  type BlobDescriptor,
  type Crypto,
  type Digest,
  type LayerId,
  type OpenedManifest,
  packDigest,
  type Root,
  verifyBlob,
} from '@forecheck/pack';
import type { LoadBlob } from './blob-loader.ts';
import { checkLayer } from './check-layer.ts';
import { ManifestFailure } from './interruption.ts';
import { type Pacing, trySelfTestInSlices } from './self-test.ts';

/** One layer as it is in force. */
export interface LayerPack {
  readonly layer: LayerId;
  readonly regular: OpenedManifest;
  readonly urgent?: OpenedManifest;
}

/** Layers that are in force together, loaded. */
export interface BuiltPack {
  /** Identity of the manifests together; evaluations name it. */
  readonly pack: Digest;
  /** Widest first. */
  readonly layers: readonly LayerPack[];
  /** Oldest first. */
  readonly segments: readonly NamedSegment[];
}

/** Manifests in their order: widest layer first, an urgent one over its own. */
export function manifestsOf(layers: readonly LayerPack[]): readonly OpenedManifest[] {
  return layers.flatMap(({ regular, urgent }) => (urgent ? [regular, urgent] : [regular]));
}

/** Digests of manifests and of all that they name. */
export function blobsOf(manifests: readonly OpenedManifest[]): readonly Digest[] {
  return manifests.flatMap(({ digest, manifest: { segments, selfTest } }) => [
    digest,
    ...segments.map((segment) => segment.digest),
    ...(selfTest ? [selfTest.digest] : []),
  ]);
}

/** Loads a blob and verifies it. */
export function loadVerified(load: LoadBlob, blob: BlobDescriptor, crypto: Crypto): Promise<Uint8Array> {
  return load(blob, async (bytes) => {
    await verifyBlob(bytes, blob, crypto);
    return bytes;
  });
}

/** What is needed to build. */
export interface BuildOptions {
  readonly load: LoadBlob;
  readonly crypto: Crypto;
  readonly root: Root;
  /** Segments that are open already. */
  readonly known: readonly NamedSegment[];
}

/** Opens the segments of these layers and checks them; those that are open already are taken as they are. */
export async function buildPack(layers: readonly LayerPack[], options: BuildOptions): Promise<BuiltPack> {
  const { load, crypto, root } = options;
  const known = new Map(options.known.map((segment) => [segment.digest, segment]));
  const open = async (descriptor: BlobDescriptor): Promise<NamedSegment> =>
    known.get(descriptor.digest) ?? {
      digest: descriptor.digest,
      view: openSegment(await loadVerified(load, descriptor, crypto)),
    };
  const segments: NamedSegment[] = [];
  const loaded = await Promise.all(
    manifestsOf(layers).map((opened) => at(opened, () => Promise.all(opened.manifest.segments.map(open)))),
  );
  const above: SegmentView[] = [];
  let before: LayerId | undefined;
  for (const [i, opened] of manifestsOf(layers).entries()) {
    const { manifest } = opened;
    if (manifest.layer !== before) above.splice(0, above.length, ...segments.map(({ view }) => view));
    before = manifest.layer;
    await at(opened, async () =>
      checkLayer(
        manifest,
        loaded[i]!.map(({ view }) => view),
        above,
        root,
      ),
    );
    segments.push(...loaded[i]!);
  }
  return {
    pack: await packDigest(
      manifestsOf(layers).map(({ digest }) => digest),
      crypto,
    ),
    layers,
    segments,
  };
}

/** The ruleset of a pack. */
export function activatePack({ pack, segments }: BuiltPack, killed: readonly string[]): Ruleset {
  return activate({ manifest: pack, segments: segments.map(({ digest }) => digest), killed }, segments);
}

/** Tries each layer's cases on its own and the wider layers: narrower ones may change what comes of them. */
export async function trySelfTests(
  { pack, layers, segments }: BuiltPack,
  { load, crypto }: BuildOptions,
  pacing: Pacing,
): Promise<void> {
  let end = 0;
  for (const opened of manifestsOf(layers)) {
    const { selfTest, segments: own } = opened.manifest;
    end += own.length;
    if (selfTest === undefined) continue;
    await at(opened, async () => {
      const bytes = await loadVerified(load, selfTest, crypto);
      const ruleset = activatePack({ pack, layers, segments: segments.slice(0, end) }, []);
      await trySelfTestInSlices(bytes, ruleset, pacing);
    });
  }
}

function at<T>({ manifest, digest }: OpenedManifest, work: () => Promise<T>): Promise<T> {
  return work().catch((cause) => {
    throw new ManifestFailure(cause, manifest.layer, digest, manifest.sequence);
  });
}
