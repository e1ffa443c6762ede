import type { RuleSource } from '@forecheck/core';
import {
  type Digest,
  type LayerId,
  openManifest,
  type Signer,
  sealManifest,
  type Trust,
  URGENT_MS_MAX,
  type UrgentManifest,
} from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { LayerState, PublishingState } from '../store/publishing-store.ts';
import { type Act, commitAct } from './commit.ts';
import type { ComposeContext, PublishContext } from './context.ts';
import { epochOf, readSelfTest, storedManifest } from './drafts.ts';
import { describe, passGate } from './gate.ts';
import { currentOf, stateOf, withoutLapsed, withUrgent } from './layer-state.ts';
import { compileLinted, putSelfTest } from './make-manifest.ts';
import { checkSequence, nextSequence, readManifest, segmentsAbove } from './manifests.ts';

/** A rule that cannot wait for maker and checker. */
export interface UrgentProposal {
  readonly layer: LayerId;
  /** At most 50 rows, and no catalogue. */
  readonly source: RuleSource;
  /** How long it holds; 7 days at most, and when nothing is said. */
  readonly lifeMs?: number;
  /** Over the manifest that is being rolled out instead of the current one. */
  readonly isOverCandidate?: boolean;
  /** Takes the place of the urgent manifest that is in force. Without it that one is not touched. */
  readonly isReplacement?: boolean;
}

/** An urgent manifest that was published. */
export interface PublishedUrgent {
  readonly digest: Digest;
  readonly sequence: number;
  readonly lapsesMs: number;
}

/** Makes, signs and publishes an urgent manifest in one go. */
export function publishUrgent(
  context: PublishContext,
  proposal: UrgentProposal,
  signers: readonly Signer[],
): Promise<PublishedUrgent> {
  return commitAct(context, async (state, trust) => {
    const manifest = await makeUrgent(context, state, epochOf(trust, proposal.layer), proposal);
    const sealed = await sealManifest(manifest, signers);
    return publication(context, state, trust, sealed, proposal.isReplacement === true);
  });
}

/** Publishes an urgent manifest that was signed elsewhere, whose blobs are stored. */
export function submitUrgent(
  context: PublishContext,
  sealed: Uint8Array,
  isReplacement = false,
): Promise<PublishedUrgent> {
  return commitAct(context, (state, trust) => publication(context, state, trust, sealed, isReplacement));
}

/** An urgent manifest, not signed yet. Its blobs are stored. */
export async function makeUrgent(
  context: ComposeContext,
  state: PublishingState,
  epoch: number,
  { layer, source, lifeMs = URGENT_MS_MAX, isOverCandidate = false }: UrgentProposal,
): Promise<UrgentManifest> {
  const layerState = stateOf(state, layer);
  const current = currentOf(layerState);
  const base = isOverCandidate ? candidateOf(layerState) : current;
  const above = await segmentsAbove(context, state, layer);
  const below = await context.library.openAll(await readManifest(context, base.digest));
  const bytes = compileLinted(source, [...above, ...below]);
  const segment = await context.library.open(await context.library.put(bytes));
  const selfTest = await putSelfTest(context, [...above, ...below], [segment]);
  const issuedMs = context.nowMs();
  return {
    type: 'manifest',
    format: 1,
    class: 'urgent',
    layer,
    epoch,
    sequence: await nextSequence(context, state, layer),
    issuedMs,
    coreVersionMin: context.coreVersionMin,
    previous: current.digest,
    base: base.digest,
    segments: [describe(segment)],
    lapsesMs: issuedMs + lifeMs,
    ...(selfTest === undefined ? {} : { selfTest }),
  };
}

async function publication(
  context: PublishContext,
  state: PublishingState,
  trust: Trust,
  sealed: Uint8Array,
  isReplacement: boolean,
): Promise<Act<PublishedUrgent>> {
  const { manifest, digest } = await openManifest(sealed, trust, context.crypto);
  if (manifest.class !== 'urgent') throw new BureauError('manifest-mismatched', 'the manifest is not an urgent one');
  const { layer, sequence, base, lapsesMs } = manifest;
  const layerState = withoutLapsed(stateOf(state, layer), context.nowMs());
  const result = { digest, sequence, lapsesMs };
  // Sent again, because the answer was lost.
  if (layerState.urgent?.digest === digest) return { change: {}, result };
  if (layerState.urgent !== undefined && !isReplacement) {
    throw new BureauError('urgent-occupied', 'an urgent manifest is in force; say what it says too, and replace it', {
      layer,
      sequence: layerState.urgent.sequence,
    });
  }
  await checkSequence(context, state, manifest);
  if (base !== layerState.current?.digest && base !== layerState.candidate?.digest) {
    throw new BureauError('draft-outdated', 'the urgent manifest lies on one that is not in force', { layer });
  }
  const below = await context.library.openAll(await readManifest(context, base));
  const above = await segmentsAbove(context, state, layer);
  const selfTest = await readSelfTest(context, manifest);
  passGate({
    manifest,
    own: [...below, ...(await context.library.openAll(manifest))],
    above,
    known: new Set([...above, ...below].map((segment) => segment.digest)),
    root: trust.root,
    ...(selfTest === undefined ? {} : { selfTest }),
  });
  const pointer = { digest, sequence, bytes: sealed.length };
  const change = {
    manifests: [storedManifest(manifest, { digest, sealed }, context.nowMs())],
    layers: [withUrgent(layerState, manifest, pointer)],
  };
  return { change, result };
}

function candidateOf({ layer, candidate }: LayerState): { readonly digest: Digest } {
  if (candidate === undefined) throw new BureauError('rollout-absent', 'there is no candidate', { layer });
  return candidate;
}
