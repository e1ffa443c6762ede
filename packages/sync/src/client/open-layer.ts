import {
  type Crypto,
  checkCoreVersion,
  checkUrgent,
  type Digest,
  type HeadLayer,
  type ManifestPointer,
  type OpenedManifest,
  openManifest,
  PackError,
  SEALED_BYTES_MAX,
  type Trust,
} from '@forecheck/pack';
import type { LoadBlob } from './blob-loader.ts';
import { chooseLayer, type LayerChoice } from './choose-layer.ts';
import { CORE_VERSION } from './core-version.ts';
import { ManifestFailure } from './interruption.ts';
import { placeOf } from './rollout.ts';

/** One layer: what it comes to, and every manifest of it that is to be at hand. */
export interface OpenedLayer extends LayerChoice {
  readonly named: HeadLayer;
  readonly opened: readonly OpenedManifest[];
}

/** What opening a layer needs to know. */
export interface LayerCircumstance {
  readonly load: LoadBlob;
  readonly trust: Trust;
  readonly crypto: Crypto;
  readonly institution: string;
  readonly nowMs: number;
}

/** How far back one looks for something that is already effective. */
const PREVIOUS_MAX = 8;

/**
 * The manifests that a head names for a layer, opened, and what is in force among them.
 *
 * @param active - The regular manifest of the layer that is in force now.
 */
export async function openLayer(
  named: HeadLayer,
  active: Digest | undefined,
  { load, trust, crypto, institution, nowMs }: LayerCircumstance,
): Promise<OpenedLayer> {
  const { layer, current, candidate, urgent } = named;
  const opened = new Map<Digest, OpenedManifest>();
  const open = (pointer: ManifestPointer): Promise<unknown> =>
    at(pointer, async () => {
      const blob = { digest: pointer.digest, bytes: pointer.bytes, isSealed: true };
      const manifest = await load(blob, (bytes) => openManifest(bytes, trust, crypto, pointer));
      // Urgent keys are closer at hand than those of publishers: theirs must not pass for a whole layer.
      const isInPlace =
        manifest.manifest.layer === layer && (manifest.manifest.class === 'urgent') === (pointer === urgent);
      if (!isInPlace) throw new PackError('manifest-unexpected', 'a manifest of another layer or class');
      checkCoreVersion(manifest.manifest, CORE_VERSION);
      opened.set(pointer.digest, manifest);
    });
  const at = <T>({ digest, sequence }: ManifestPointer, work: () => Promise<T>): Promise<T> =>
    work().catch((cause) => {
      throw new ManifestFailure(cause, layer, digest, sequence);
    });
  const openUnnamed = async (digest: Digest): Promise<OpenedManifest> => {
    const manifest = await load({ digest, bytes: SEALED_BYTES_MAX, isSealed: true }, async (bytes) => {
      const it = await openManifest(bytes, trust, crypto);
      if (it.digest !== digest) throw new PackError('manifest-unexpected', 'another manifest', { digest });
      return it;
    });
    opened.set(digest, manifest);
    return manifest;
  };

  // The current one has a lower sequence than a candidate that is in force here, and is not gone back to.
  const hasCandidate = candidate !== undefined && candidate.digest === active;
  const pointers = [hasCandidate ? undefined : current, candidate, urgent].filter((it) => it !== undefined);
  await Promise.all(pointers.map(open));
  // What is in force is at hand; should it be damaged, or its key taken away, then it is out of force.
  if (active !== undefined && !opened.has(active)) await openUnnamed(active).catch(() => {});
  const place = candidate ? await placeOf(candidate.salt, institution, crypto) : 0;
  const choose = () => chooseLayer({ named, opened, ...(active !== undefined && { active }), place, nowMs });

  let choice = choose();
  let oldest = opened.get(current.digest);
  for (let i = 0; i < PREVIOUS_MAX && choice.regular === undefined && oldest?.manifest.previous !== undefined; i += 1) {
    oldest = await openUnnamed(oldest.manifest.previous);
    choice = choose();
  }
  const over = urgent && opened.get(urgent.digest);
  if (urgent && over) {
    await at(urgent, async () => {
      const base = over.manifest.class === 'urgent' ? opened.get(over.manifest.base) : undefined;
      // Over a current one that is not looked at any more, it is not looked at either.
      if (base || !hasCandidate) checkUrgent(over, base ?? over);
    });
  }
  return { ...choice, named, opened: [...opened.values()] };
}
