import { refuse } from './error.ts';
import type { LayerId } from './ids.ts';
import type { OpenedHead } from './open-head.ts';
import { type OpenedManifest, progressOf } from './open-manifest.ts';
import type { LayerProgress, Trust } from './trust.ts';

/**
 * Returns when the urgent manifest lies on that base: one extra segment over it, sealed after it.
 *
 * @throws {@link PackError} `manifest-unexpected`
 */
export function checkUrgent({ manifest: urgent }: OpenedManifest, { manifest: base, digest }: OpenedManifest): void {
  const isOnBase =
    urgent.class === 'urgent' &&
    base.class === 'regular' &&
    urgent.base === digest &&
    urgent.layer === base.layer &&
    urgent.sequence > base.sequence;
  if (!isOnBase) refuse('manifest-unexpected', { base: digest });
}

/**
 * Trust that never again goes below this head and these manifests. Store it with the pointer to them, in one write.
 *
 * @param manifests - Those that come into force: of each layer the regular one, and the urgent one where there is one. A
 * candidate that is not taken, or judged in shadow only, does not belong here: the current one, with its lower sequence,
 * would be refused from then on.
 * @throws {@link PackError} `manifest-unexpected` for one that the head does not name, or two of one layer and class
 */
export function acceptHead(trust: Trust, { head }: OpenedHead, manifests: readonly OpenedManifest[]): Trust {
  const sequences: Record<LayerId, LayerProgress> = { ...trust.sequences };
  const seen = new Set<string>();
  for (const { manifest, digest } of manifests) {
    const { layer, epoch, sequence, class: kind } = manifest;
    const named = head.layers.find((it) => it.layer === layer);
    const pointers = kind === 'urgent' ? [named?.urgent] : [named?.current, named?.candidate];
    if (seen.has(`${layer} ${kind}`) || !pointers.some((pointer) => pointer?.digest === digest)) {
      refuse('manifest-unexpected', { digest });
    }
    seen.add(`${layer} ${kind}`);
    sequences[layer] = { ...progressOf(sequences, layer), [kind]: { epoch, sequence, digest } };
  }
  return { ...trust, headVersions: { ...trust.headVersions, [head.scope]: head.version }, sequences };
}
