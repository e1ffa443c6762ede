import { type ComposingStore, createComposer } from '@forecheck/bureau';
import {
  type Digest,
  HEAD_MS_MAX,
  type Head,
  type LayerId,
  openHead,
  openManifest,
  pinRoot,
  type Signer,
  sealHead,
  sealManifest,
} from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import type { CarriedFolder } from './carried-folder.ts';

/** What is sealed, and by whom. */
export interface SealOptions {
  /** Oldest first. */
  readonly segments: readonly Uint8Array[];
  readonly layer: LayerId;
  /** Where clients stand that read it; they refuse heads of other scopes. */
  readonly scope: LayerId;
  readonly root: Uint8Array;
  readonly publishers: readonly Signer[];
  readonly headSigner: Signer;
  /** Head of what was carried before; this one is its successor. */
  readonly earlier?: Head;
  readonly nowMs: number;
}

/**
 * A folder that says what segments say, with its first or its next sequence, as a client opens it.
 *
 * @throws PackError `signature-insufficient` when the root asks for other keys, and what else a client would refuse
 */
export async function sealFolder(options: SealOptions): Promise<CarriedFolder> {
  const { segments, layer, scope, root, publishers, headSigner, earlier, nowMs } = options;
  const crypto = nodeCrypto();
  const trust = await pinRoot(root, crypto, nowMs);
  const store = createEmptyStore(earlier, layer);
  const composer = createComposer({ store, crypto, root: trust.root, nowMs: () => nowMs });
  const manifest = await composer.compose({ layer, segments, isReplacement: true });
  const sealed = await sealManifest(manifest, publishers);
  const { digest } = await openManifest(sealed, trust, crypto);
  const head = await sealHead(
    {
      type: 'head',
      format: 1,
      scope,
      epoch: trust.root.headEpoch,
      version: (earlier?.version ?? 0) + 1,
      issuedMs: nowMs,
      expiresMs: nowMs + HEAD_MS_MAX,
      layers: [{ layer, current: { digest, sequence: manifest.sequence, bytes: sealed.length } }],
      kills: earlier?.kills.filter(({ untilMs }) => untilMs > nowMs) ?? [],
    },
    [headSigner],
  );
  await openHead(head, trust, crypto, { nowMs, scope });
  const named = new Set(manifest.segments.map((segment) => segment.digest));
  const pick = (isSegment: boolean) => new Map([...store.blobs].filter(([name]) => named.has(name) === isSegment));
  return {
    roots: [root],
    head,
    manifests: new Map([[digest, sealed]]),
    segments: pick(true),
    selfTests: pick(false),
  };
}

/** A bureau that has published nothing, but knows what came before. */
function createEmptyStore(
  earlier: Head | undefined,
  layer: LayerId,
): ComposingStore & { readonly blobs: ReadonlyMap<Digest, Uint8Array> } {
  const blobs = new Map<Digest, Uint8Array>();
  const current = earlier?.layers.find((entry) => entry.layer === layer)?.current;
  const layers = current === undefined ? [] : [{ layer, epoch: 1, sequence: current.sequence, current }];
  return {
    blobs,
    readState: async () => ({ revision: 0, layers, scopes: [], kills: [] }),
    readReportedSequences: async () => new Map(),
    readManifest: async () => undefined,
    readBlob: async (digest, encoding) => (encoding === 'none' ? blobs.get(digest) : undefined),
    async putBlob(digest, encoding, bytes) {
      if (encoding === 'none') blobs.set(digest, bytes);
    },
  };
}
