import {
  type Crypto,
  delegationOf,
  type LayerId,
  type RegularManifest,
  type Root,
  type UrgentManifest,
} from '@forecheck/pack';
import type { ComposeContext, ComposingStore } from './context.ts';
import { makeManifest, type Proposal } from './make-manifest.ts';
import { makeUrgent, type UrgentProposal } from './publish-urgent.ts';
import { compactionOf, withdrawalOf } from './restate.ts';
import { createSegmentLibrary } from './segment-library.ts';

/**
 * Composes manifests for whoever signs elsewhere: what they sign they have compiled themselves, and no key comes near the
 * bureau. Signed, a manifest goes to `submit` or `submitUrgent`, which ask of it what they ask of any other.
 *
 * All methods store the blobs, and throw what proposing throws.
 */
export interface Composer {
  compose(proposal: Proposal): Promise<RegularManifest>;
  composeUrgent(proposal: UrgentProposal): Promise<UrgentManifest>;
  /** What the layer says now, in one segment. */
  composeCompaction(layer: LayerId): Promise<RegularManifest>;
  /** What the layer said before what was published last, under a new sequence. Does not stop a rollout that goes on. */
  composeWithdrawal(layer: LayerId): Promise<RegularManifest>;
}

/** What a composer needs. */
export interface ComposerOptions {
  /** Whoever reads from afar verifies what it gives: it is composed upon and signed. */
  readonly store: ComposingStore;
  readonly crypto: Crypto;
  /** Says the epochs of layers. */
  readonly root: Root;
  readonly nowMs: () => number;
  /** Of manifests that do not say otherwise; `0.0.0` when absent. */
  readonly coreVersionMin?: string;
}

/** A composer over what a bureau says of itself. */
export function createComposer({ store, crypto, root, nowMs, coreVersionMin = '0.0.0' }: ComposerOptions): Composer {
  const context: ComposeContext = { store, nowMs, coreVersionMin, library: createSegmentLibrary(store, crypto) };
  const epochOf = (layer: LayerId): number => delegationOf(root, layer)?.epoch ?? 1;
  const restate = async (layer: LayerId, of: typeof compactionOf): Promise<RegularManifest> => {
    const state = await store.readState();
    return makeManifest(context, state, epochOf(layer), await of(context, state, layer));
  };
  return {
    composeCompaction: (layer) => restate(layer, compactionOf),
    composeWithdrawal: (layer) => restate(layer, withdrawalOf),
    compose: async (proposal) => makeManifest(context, await store.readState(), epochOf(proposal.layer), proposal),
    composeUrgent: async (proposal) => makeUrgent(context, await store.readState(), epochOf(proposal.layer), proposal),
  };
}
