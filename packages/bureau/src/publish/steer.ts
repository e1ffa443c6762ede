import {
  advanceRoots,
  canonicalBytes,
  KILL_REASON_LENGTH_MAX,
  type LayerId,
  NAME_LENGTH_MAX,
  pinRoot,
  readSealed,
} from '@forecheck/pack';
import { BureauError } from '../error.ts';
import { isName } from '../intake/intake.ts';
import type { LayerKill, LayerState } from '../store/publishing-store.ts';
import { type Act, commitAct } from './commit.ts';
import type { PublishContext } from './context.ts';
import { scopesUnder } from './issue-heads.ts';
import { type Rollout, stateOf, withRollout } from './layer-state.ts';

/** Changes how far the candidate of a layer is rolled out. */
export function setRollout(
  context: PublishContext,
  layer: LayerId,
  change: Partial<Omit<Rollout, 'salt'>>,
): Promise<LayerState> {
  return commitAct(context, (state): Act<LayerState> => {
    const next = withRollout(stateOf(state, layer), change);
    return { change: { layers: [next] }, result: next };
  });
}

/**
 * Switches a rule off in a layer and below; once more for the same rule and layer replaces what was said.
 *
 * @throws {@link BureauError} `option-malformed`; `layer-unknown` where no head would carry it
 */
export async function kill(context: PublishContext, entry: LayerKill): Promise<void> {
  checkKill(entry, context.nowMs());
  await commitAct(context, (state) => {
    // A mistyped layer would be answered with “done”, and the rule would go on firing.
    if (scopesUnder(state, [entry.layer]).length === 0) {
      throw new BureauError('layer-unknown', 'no scope lies in that layer');
    }
    const others = state.kills.filter(({ layer, rule }) => layer !== entry.layer || rule !== entry.rule);
    const kills = [...others.filter(({ untilMs }) => untilMs > context.nowMs()), entry];
    return { change: { kills }, result: undefined };
  });
}

/** Lets a rule fire again. */
export function liftKill(context: PublishContext, layer: LayerId, rule: string): Promise<boolean> {
  return commitAct(context, (state) => {
    const kills = state.kills.filter((it) => it.layer !== layer || it.rule !== rule);
    const isChanged = kills.length < state.kills.length;
    return { change: isChanged ? { kills } : {}, result: isChanged };
  });
}

/** Gives a scope heads of its own. */
export function addScope(context: PublishContext, scope: LayerId): Promise<void> {
  return commitAct(context, (state) => {
    const isNew = !state.scopes.includes(scope);
    return { change: isNew ? { scopes: [scope] } : {}, result: undefined };
  });
}

/** Issues again the heads that are older than so much, have lapsed entries, or were never issued; gives how many. */
export function reissueHeads(context: PublishContext, olderThanMs: number): Promise<number> {
  return commitAct(context, async (state, { root }) => {
    const heads = new Map((await context.store.readHeadVersions()).map((head) => [head.scope, head]));
    const now = context.nowMs();
    const due = state.scopes.filter((scope) => {
      const head = heads.get(scope);
      return head === undefined || head.epoch !== root.headEpoch || head.issuedMs <= now - olderThanMs;
    });
    return { change: {}, result: due.length, reissued: due };
  });
}

/**
 * Adds a root that was signed elsewhere; heads are issued anew under it. The one that is newest already changes nothing.
 *
 * @throws PackError what `pinRoot` and `advanceRoots` throw.
 */
export async function addRoot(context: PublishContext, sealed: Uint8Array): Promise<number> {
  const { store, crypto, nowMs } = context;
  const { signed: root } = readSealed(sealed, 'root');
  const added = { version: root.version, digest: await crypto.digest(canonicalBytes(root)), sealed };
  const revision = await store.readRevision();
  if ((await store.readRoots(0)).length === 0) {
    await pinRoot(sealed, crypto, nowMs());
    const isFirst = (await store.commit({ expectedRevision: revision, roots: [added] })) !== undefined;
    // When it is not, another node was first, perhaps with the very same root.
    if (isFirst) return root.version;
  }
  return commitAct(context, async (state, trust) => {
    const advanced = await advanceRoots(trust, [sealed], crypto);
    if (advanced.rootDigest === trust.rootDigest) return { change: {}, result: root.version };
    return { change: { roots: [added] }, trust: advanced, reissued: state.scopes, result: root.version };
  });
}

function checkKill({ rule, reason, untilMs }: LayerKill, nowMs: number): void {
  const isGood =
    isName(rule, NAME_LENGTH_MAX) &&
    isName(reason, KILL_REASON_LENGTH_MAX) &&
    Number.isSafeInteger(untilMs) &&
    untilMs > nowMs;
  if (!isGood) throw new BureauError('option-malformed', 'a kill entry names a rule, a reason and a time to come');
}
