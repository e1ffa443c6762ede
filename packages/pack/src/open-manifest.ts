import { canonicalBytes } from './canonical.ts';
import { refuse } from './error.ts';
import type { ManifestPointer } from './head.ts';
import type { Digest, LayerId } from './ids.ts';
import { delegationOf } from './layer.ts';
import type { Manifest } from './manifest.ts';
import { readSealed } from './read-sealed.ts';
import type { Crypto } from './signature.ts';
import type { LayerProgress, Trust } from './trust.ts';
import { verifyRole } from './verify-role.ts';

/** A manifest that may be acted on. */
export interface OpenedManifest {
  readonly manifest: Manifest;
  /** SHA-256 of the canonical bytes of what was signed. */
  readonly digest: Digest;
}

/**
 * The manifest, when those who may publish for its layer signed it, and none that is newer was accepted before.
 *
 * @param pointer - Where the head names it. Leave it out only to look at one.
 * @throws {@link PackError} what {@link readSealed} throws; `manifest-unexpected`, `layer-undelegated` (also when the
 * layer has no urgent keys), `signature-insufficient`, `epoch-mismatched`, `version-rolled-back`
 */
export async function openManifest(
  sealed: Uint8Array,
  trust: Trust,
  crypto: Crypto,
  pointer?: ManifestPointer,
): Promise<OpenedManifest> {
  const read = readSealed(sealed, 'manifest');
  const { signed: manifest } = read;
  const digest = await crypto.digest(canonicalBytes(manifest));
  if (pointer !== undefined && (pointer.digest !== digest || pointer.sequence !== manifest.sequence)) {
    refuse('manifest-unexpected', { digest, expected: pointer.digest });
  }
  const { root } = trust;
  const delegation = delegationOf(root, manifest.layer);
  const role = manifest.class === 'urgent' ? delegation?.urgent : delegation?.publisher;
  if (delegation === undefined || role === undefined) refuse('layer-undelegated', { class: manifest.class });
  await verifyRole(read, role, root.keys, crypto);
  const { epoch } = manifest;
  if (epoch !== delegation.epoch) refuse('epoch-mismatched', { epoch, expected: delegation.epoch });
  checkProgress(manifest, digest, trust);
  return { manifest, digest };
}

/** How far a layer has come; nowhere, for one that is not known. */
export function progressOf(sequences: Trust['sequences'], layer: LayerId): LayerProgress {
  // A layer may be named like something that every object inherits.
  return Object.hasOwn(sequences, layer) ? sequences[layer]! : {};
}

function checkProgress(manifest: Manifest, digest: Digest, trust: Trust): void {
  const { class: kind, epoch, sequence } = manifest;
  const accepted = progressOf(trust.sequences, manifest.layer)[kind];
  if (accepted === undefined || epoch > accepted.epoch || digest === accepted.digest) return;
  if (epoch < accepted.epoch || sequence <= accepted.sequence) {
    refuse('version-rolled-back', {
      epoch,
      sequence,
      acceptedEpoch: accepted.epoch,
      accepted: accepted.sequence,
    });
  }
}
