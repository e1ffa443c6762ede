import { setTimeout } from 'node:timers/promises';
import type { LayerId, Trust } from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type { LayerState, PublishingChange, PublishingState } from '../store/publishing-store.ts';
import type { PublishContext } from './context.ts';
import { issueHeads, scopesUnder } from './issue-heads.ts';
import { readTrust } from './trust.ts';

/** What one act of publishing changes; heads follow from it. */
export interface Act<Result> {
  readonly change: Omit<PublishingChange, 'expectedRevision' | 'heads'>;
  readonly result: Result;
  /** What is trusted afterwards, when that changes. */
  readonly trust?: Trust;
  /** Also those scopes, though nothing that they say has changed. */
  readonly reissued?: readonly LayerId[];
}

/**
 * Writes an act and the heads that follow from it in one commit. When somebody else committed meanwhile, `plan` is asked
 * again about the newer state, so that what it decides always holds when it is written.
 *
 * @throws {@link BureauError} `revision-contended`, and what `plan` throws.
 */
export async function commitAct<Result>(
  context: PublishContext,
  plan: (state: PublishingState, trust: Trust) => Promise<Act<Result>> | Act<Result>,
): Promise<Result> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const state = await context.store.readState();
    const trust = await readTrust(context.store, context.crypto);
    const { change, result, reissued = [], trust: trusted = trust } = await plan(state, trust);
    const next = apply(state, change);
    const changed = new Set([
      ...scopesUnder(next, changedLayers(state, change)),
      ...(change.scopes ?? []),
      ...reissued,
    ]);
    const heads = await issueHeads(context, trusted, next, [...changed]);
    if (heads.length === 0 && Object.keys(change).length === 0) return result;
    const revision = await context.store.commit({ ...change, expectedRevision: state.revision, heads });
    if (revision !== undefined) {
      await context.doorbell.ring();
      return result;
    }
    await setTimeout(attempt * BACKOFF_MS * Math.random());
  }
  throw new BureauError('revision-contended', `others published \`${ATTEMPTS_MAX}\` times while this was tried`);
}

/** The state after a change. */
function apply(state: PublishingState, { layers = [], scopes = [], kills }: PublishingChange | Act<unknown>['change']) {
  const byLayer = new Map<LayerId, LayerState>(state.layers.map((layer) => [layer.layer, layer]));
  for (const layer of layers) byLayer.set(layer.layer, layer);
  return {
    revision: state.revision,
    layers: [...byLayer.values()],
    scopes: [...new Set([...state.scopes, ...scopes])],
    kills: kills ?? state.kills,
  };
}

function changedLayers(state: PublishingState, { layers = [], kills }: Act<unknown>['change']): readonly LayerId[] {
  const key = (kill: object): string => JSON.stringify(kill);
  const before = new Map(state.kills.map((kill) => [key(kill), kill.layer]));
  const after = new Map((kills ?? state.kills).map((kill) => [key(kill), kill.layer]));
  const differing = [...before, ...after].filter(([kill]) => !(before.has(kill) && after.has(kill)));
  return [...layers.map(({ layer }) => layer), ...differing.map(([, layer]) => layer)];
}

const ATTEMPTS_MAX = 20;
const BACKOFF_MS = 20;
