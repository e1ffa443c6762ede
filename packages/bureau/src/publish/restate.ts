import { compactSegments } from '@forecheck/core/compile';
import type { LayerId } from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { PublishingState } from '../store/publishing-store.ts';
import type { ComposeContext } from './context.ts';
import { currentOf, stateOf } from './layer-state.ts';
import type { Proposal } from './make-manifest.ts';
import { readManifest } from './manifests.ts';

/**
 * What a layer says now, in one segment.
 *
 * @throws {@link BureauError} `layer-unknown`, `option-malformed` where there is nothing to compact
 */
export async function compactionOf(context: ComposeContext, state: PublishingState, layer: LayerId): Promise<Proposal> {
  const layerState = stateOf(state, layer);
  const { digest } = layerState.candidate ?? currentOf(layerState);
  const views = (await context.library.openAll(await readManifest(context, digest))).map(({ view }) => view);
  if (views.length < 2) throw new BureauError('option-malformed', 'there is nothing to compact', { layer });
  const isBase = !layer.includes('/');
  return { layer, segments: [compactSegments(views, { isBase })], isReplacement: true };
}

/**
 * What a layer said before what was published last, to be said again under a new sequence: clients never go back.
 *
 * @throws {@link BureauError} `layer-unknown` where there is nothing before it
 */
export async function withdrawalOf(context: ComposeContext, state: PublishingState, layer: LayerId): Promise<Proposal> {
  const layerState = stateOf(state, layer);
  const current = currentOf(layerState);
  const isCandidate = layerState.candidate !== undefined;
  const earlier = isCandidate ? current.digest : (await readManifest(context, current.digest)).previous;
  if (earlier === undefined) throw new BureauError('layer-unknown', 'there is nothing before it', { layer });
  const { segments: said } = await readManifest(context, earlier);
  const segments = await Promise.all(said.map(({ digest }) => context.store.readBlob(digest, 'none')));
  return { layer, segments: segments.map((bytes) => bytes ?? new Uint8Array()), isReplacement: true };
}
