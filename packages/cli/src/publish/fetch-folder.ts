import {
  advanceRoots,
  type BlobDescriptor,
  type Digest,
  type LayerId,
  openHead,
  openManifest,
  pinRoot,
  readSealed,
  verifyBlob,
} from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import { CliError } from '../error.ts';
import type { Progress } from '../progress.ts';
import type { BureauCalls } from '../remote/bureau-calls.ts';
import type { CarriedFolder } from './carried-folder.ts';

/**
 * Everything that a bureau has published for a scope, verified as a client would.
 *
 * @throws {@link CliError} `answer-malformed` when the bureau lacks what its head names; PackError when something is refused
 */
export async function fetchFolder(
  bureau: BureauCalls,
  scope: LayerId,
  root: Uint8Array,
  progress: Progress,
): Promise<CarriedFolder> {
  const crypto = nodeCrypto();
  const roots = [root];
  let trust = await pinRoot(root, crypto);
  for (;;) {
    const next = await bureau.fetchBytes(`/v1/roots/${trust.root.version + 1}`);
    if (next === undefined) break;
    trust = await advanceRoots(trust, [next], crypto);
    roots.push(next);
  }
  const head = await required(bureau, `/v1/head?scope=${encodeURIComponent(scope)}`);
  const opened = await openHead(head, trust, crypto, { nowMs: Date.now(), scope });
  const manifests = new Map<Digest, Uint8Array>();
  const segments = new Map<Digest, Uint8Array>();
  const selfTests = new Map<Digest, Uint8Array>();
  const fetchInto = async (place: Map<Digest, Uint8Array>, descriptor: BlobDescriptor): Promise<void> => {
    if (place.has(descriptor.digest)) return;
    const bytes = await required(bureau, `/v1/blobs/${descriptor.digest}`);
    await verifyBlob(bytes, descriptor, crypto);
    place.set(descriptor.digest, bytes);
    progress.update(segments.size);
  };
  for (const { current, urgent, candidate } of opened.head.layers) {
    for (const pointer of [current, urgent, candidate]) {
      if (pointer === undefined) continue;
      const sealed = await required(bureau, `/v1/blobs/${pointer.digest}`);
      await openManifest(sealed, trust, crypto, pointer);
      manifests.set(pointer.digest, sealed);
      const { signed } = readSealed(sealed, 'manifest');
      for (const segment of signed.segments) await fetchInto(segments, segment);
      if (signed.selfTest !== undefined) await fetchInto(selfTests, signed.selfTest);
    }
  }
  return { roots, head, manifests, segments, selfTests };
}

async function required(bureau: BureauCalls, path: string): Promise<Uint8Array> {
  const bytes = await bureau.fetchBytes(path);
  if (bytes !== undefined) return bytes;
  throw new CliError('answer-malformed', `the bureau has nothing at \`${path}\``);
}
