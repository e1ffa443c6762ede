import type { NamedSegment } from '@forecheck/core';
import { type Digest, type LayerId, layersOf, type Manifest, readSealed } from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { PublishingState } from '../store/publishing-store.ts';
import type { ComposeContext } from './context.ts';
import { stateOf, withoutLapsed } from './layer-state.ts';

/** A manifest that was published. @throws {@link BureauError} `resource-unknown` */
export async function readManifest({ store }: ComposeContext, digest: Digest): Promise<Manifest> {
  const stored = await store.readManifest(digest);
  if (stored === undefined) throw new BureauError('resource-unknown', `no manifest \`${digest}\``, { digest });
  return readSealed(stored.sealed, 'manifest').signed;
}

/** What is in force for everybody in the layers above, oldest first. */
export async function segmentsAbove(
  context: ComposeContext,
  state: PublishingState,
  layer: LayerId,
): Promise<readonly NamedSegment[]> {
  const segments: NamedSegment[] = [];
  for (const wider of layersOf(layer).slice(0, -1)) {
    const { current, urgent } = withoutLapsed(stateOf(state, wider), context.nowMs());
    for (const pointer of [current, urgent]) {
      if (pointer === undefined) continue;
      segments.push(...(await context.library.openAll(await readManifest(context, pointer.digest))));
    }
  }
  return segments;
}

/** A sequence that no manifest of the layer has had, and no client has seen. */
export async function nextSequence({ store }: ComposeContext, state: PublishingState, layer: LayerId): Promise<number> {
  const reported = (await store.readReportedSequences()).get(layer) ?? 0;
  return Math.max(stateOf(state, layer).sequence, reported) + 1;
}

/**
 * @throws {@link BureauError} `sequence-taken`: after a database was restored from a copy, numbers that clients have seen
 * would otherwise be given again, and refused by them.
 */
export async function checkSequence(context: ComposeContext, state: PublishingState, manifest: Manifest) {
  const { layer, sequence } = manifest;
  const free = await nextSequence(context, state, layer);
  if (sequence >= free) return;
  throw new BureauError('sequence-taken', `sequence \`${sequence}\` of \`${layer}\` is not above \`${free - 1}\``, {
    layer,
    sequence,
    highest: free - 1,
  });
}
