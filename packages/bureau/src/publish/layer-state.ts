import type { Candidate, Digest, LayerId, Manifest, ManifestPointer } from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { LayerState, PublishingState } from '../store/publishing-store.ts';

/** How a new manifest comes into force. */
export interface Rollout {
  /** 0 to 100. */
  readonly percentage: number;
  readonly state: Candidate['state'];
  readonly salt: string;
}

/** The state of a layer; a new one for a layer that nothing was published for. */
export function stateOf(state: PublishingState, layer: LayerId): LayerState {
  return state.layers.find((it) => it.layer === layer) ?? { layer, epoch: 1, sequence: 0 };
}

/** @throws {@link BureauError} `layer-unknown` */
export function currentOf(state: LayerState): ManifestPointer {
  const { layer, current } = state;
  if (current === undefined)
    throw new BureauError('layer-unknown', `nothing was published for \`${layer}\``, { layer });
  return current;
}

/** Manifests that a draft made now would be made upon. */
export function basisOf({ current, candidate, urgent }: LayerState): readonly Digest[] {
  return [current, candidate, urgent].flatMap((pointer) => (pointer === undefined ? [] : [pointer.digest]));
}

/**
 * The layer after a regular manifest was published.
 *
 * @param rollout - Absent: it is current for everybody at once.
 * @throws {@link BureauError} `rollout-baseless`, `rollout-occupied`
 */
export function withRegular(
  state: LayerState,
  manifest: Manifest,
  pointer: ManifestPointer,
  rollout: Rollout | undefined,
): LayerState {
  const { epoch, sequence } = manifest;
  if (rollout === undefined) return { layer: state.layer, epoch, sequence, current: pointer };
  if (state.current === undefined) {
    throw new BureauError('rollout-baseless', 'the first manifest of a layer is for everybody');
  }
  // Who took the candidate would find the current one below it, and the new one not yet its own.
  if (state.candidate !== undefined) throw new BureauError('rollout-occupied', 'a candidate is being rolled out');
  return { ...state, epoch, sequence, candidate: { ...pointer, ...rollout } };
}

/** The layer after an urgent manifest was published. */
export function withUrgent(
  state: LayerState,
  manifest: Extract<Manifest, { class: 'urgent' }>,
  pointer: ManifestPointer,
): LayerState {
  const { epoch, sequence, base, lapsesMs } = manifest;
  return { ...state, epoch, sequence, urgent: { ...pointer, base, lapsesMs } };
}

/**
 * The layer after its rollout changed. A candidate that everybody takes is the current one.
 *
 * @throws {@link BureauError} `rollout-absent`, `rollout-shrinking`
 */
export function withRollout(state: LayerState, change: Partial<Omit<Rollout, 'salt'>>): LayerState {
  const { candidate, current: _, ...rest } = state;
  if (candidate === undefined) throw new BureauError('rollout-absent', 'there is no candidate', { layer: state.layer });
  const next = { ...candidate, ...change };
  if (next.percentage < candidate.percentage) {
    throw new BureauError('rollout-shrinking', `\`${next.percentage}\` is less than \`${candidate.percentage}\``, {
      layer: state.layer,
      percentage: candidate.percentage,
    });
  }
  if (next.state !== 'active' || next.percentage < 100) return { ...state, candidate: next };
  const { digest, sequence, bytes } = candidate;
  const { urgent, ...others } = rest;
  return {
    ...others,
    current: { digest, sequence, bytes },
    ...(urgent?.base === digest ? { urgent } : {}),
  };
}

/** The layer without what has lapsed. */
export function withoutLapsed(state: LayerState, nowMs: number): LayerState {
  const { urgent, ...rest } = state;
  return urgent !== undefined && urgent.lapsesMs <= nowMs ? rest : state;
}
