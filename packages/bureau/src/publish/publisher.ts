import type { Crypto, Digest, LayerId, Signature, Signer } from '@forecheck/pack';
import type { Doorbell } from '../doorbell/doorbell.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import type { LayerKill, LayerState, StoredDraft } from '../store/publishing-store.ts';
import type { Person, PublishContext } from './context.ts';
import { approve, propose, reject, submit } from './drafts.ts';
import { judgeRollout, type PauseReason } from './judge-rollout.ts';
import { type Rollout, stateOf } from './layer-state.ts';
import type { Proposal } from './make-manifest.ts';
import { type PublishedUrgent, publishUrgent, submitUrgent, type UrgentProposal } from './publish-urgent.ts';
import { compactionOf, withdrawalOf } from './restate.ts';
import { createSegmentLibrary } from './segment-library.ts';
import { addRoot, addScope, kill, liftKill, reissueHeads, setRollout } from './steer.ts';

/**
 * Publishes. Every act is one commit of the store, with the heads that follow from it: a node that dies in the middle has
 * published all of it or nothing, and the same call may be made again, here or on another node.
 *
 * Every method may reject with the errors of the store, with `revision-contended`, and with the PackError of what it was
 * given to publish.
 */
export interface Publisher {
  /** The first root, or the next. */
  addRoot(sealed: Uint8Array): Promise<number>;
  /** Gives a scope heads; layers that something was published for have them. */
  addScope(scope: LayerId): Promise<void>;
  /** Stores a segment or a self-test for a manifest that is signed elsewhere. */
  putBlob(bytes: Uint8Array): Promise<Digest>;

  /**
   * Makes a draft: compiled, past the linter, past the examples of all rules, signed by its maker.
   *
   * @throws {@link BureauError} `lint-failed`, `example-failed`
   */
  propose(proposal: Proposal, maker: Person): Promise<StoredDraft>;
  /** Makes a draft of a manifest that its maker signed elsewhere. */
  submit(sealed: Uint8Array, subject: string): Promise<StoredDraft>;
  /**
   * Signs a draft as its checker, and publishes it when the root asks for no further signature.
   *
   * @param rollout - Who takes it at first; absent: everybody, at once.
   * @throws {@link BureauError} `checker-identical`, `draft-unknown`, `draft-settled`, `draft-outdated`, `sequence-taken`
   */
  approve(draft: string, checker: Person, rollout?: RolloutStart): Promise<StoredDraft>;
  /** @throws {@link BureauError} `draft-unknown`, `draft-settled` */
  reject(draft: string, by: string): Promise<StoredDraft>;
  /** A draft that says in one segment what the layer says in many. */
  compactLayer(layer: LayerId, maker: Person): Promise<StoredDraft>;
  /**
   * Takes back what was published last: stops the candidate where there is one, and makes a draft that says again what was
   * said before, under a new sequence. Clients never go back.
   */
  withdraw(layer: LayerId, maker: Person): Promise<StoredDraft>;

  /** Publishes a few rows for a few days with the urgent keys, past the same gates. */
  publishUrgent(proposal: UrgentProposal, signers: readonly Signer[]): Promise<PublishedUrgent>;
  submitUrgent(sealed: Uint8Array, isReplacement?: boolean): Promise<PublishedUrgent>;

  /** A rollout of 100 percent makes the candidate the current manifest. */
  setRollout(
    layer: LayerId,
    change: { readonly percentage?: number; readonly state?: Rollout['state'] },
  ): Promise<LayerState>;
  /** Pauses each rollout that clients take badly; gives which, and why. */
  reviewRollouts(): Promise<readonly PausedRollout[]>;
  kill(entry: LayerKill): Promise<void>;
  liftKill(layer: LayerId, rule: string): Promise<boolean>;
  /** Issues heads anew that are older than so much (an hour). Gives how many. */
  reissueHeads(olderThanMs?: number): Promise<number>;
}

/** How a rollout begins. */
export interface RolloutStart {
  readonly percentage: number;
  /** `active` when absent. */
  readonly state?: Rollout['state'];
}

/** A rollout that was stopped. */
export interface PausedRollout {
  readonly layer: LayerId;
  readonly reason: PauseReason;
}

/** What a publisher needs. */
export interface PublisherOptions {
  readonly store: BureauStore;
  readonly doorbell: Doorbell;
  readonly crypto: Crypto;
  /** Sign heads; the keys that the root names for it. */
  readonly headSigners: readonly Signer[];
  readonly nowMs: () => number;
  /** Of manifests that do not say otherwise; `0.0.0` when absent. */
  readonly coreVersionMin?: string;
}

/** A publisher over a store. Several may work over one database. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { store, crypto, coreVersionMin = '0.0.0' } = options;
  const library = createSegmentLibrary(store, crypto);
  const context: PublishContext = { ...options, coreVersionMin, library };
  return {
    addRoot: (sealed) => addRoot(context, sealed),
    addScope: (scope) => addScope(context, scope),
    putBlob: (bytes) => library.put(bytes),
    propose: (proposal, maker) => propose(context, proposal, maker),
    submit: (sealed, subject) => submit(context, sealed, subject),
    approve: (draft, checker, rollout) => approve(context, draft, checker, rollout && startOf(rollout)),
    reject: (draft, by) => reject(context, draft, by),
    compactLayer: (layer, maker) => compactLayer(context, layer, maker),
    withdraw: (layer, maker) => withdraw(context, layer, maker),
    publishUrgent: (proposal, signers) => publishUrgent(context, proposal, signers),
    submitUrgent: (sealed, isReplacement) => submitUrgent(context, sealed, isReplacement),
    setRollout: (layer, change) => setRollout(context, layer, change),
    reviewRollouts: () => reviewRollouts(context),
    kill: (entry) => kill(context, entry),
    liftKill: (layer, rule) => liftKill(context, layer, rule),
    reissueHeads: (olderThanMs = REISSUE_MS) => reissueHeads(context, olderThanMs),
  };
}

/** Somebody who signed elsewhere: stands for the one signature that they handed in. */
export function detachedPerson(subject: string, { key, value }: Signature): Person {
  const sign = async (): Promise<Uint8Array> => new Uint8Array(Buffer.from(value, 'hex'));
  return { subject, signer: { keyId: key, publicKey: { algorithm: '', key: '' }, sign } };
}

async function compactLayer(context: PublishContext, layer: LayerId, maker: Person): Promise<StoredDraft> {
  return propose(context, await compactionOf(context, await context.store.readState(), layer), maker);
}

async function withdraw(context: PublishContext, layer: LayerId, maker: Person): Promise<StoredDraft> {
  const state = await context.store.readState();
  const proposal = await withdrawalOf(context, state, layer);
  if (stateOf(state, layer).candidate?.state === 'active') await setRollout(context, layer, { state: 'paused' });
  return propose(context, proposal, maker);
}

async function reviewRollouts(context: PublishContext): Promise<readonly PausedRollout[]> {
  const { layers } = await context.store.readState();
  const paused: PausedRollout[] = [];
  for (const { layer, candidate, current } of layers) {
    if (candidate?.state !== 'active' || current === undefined) continue;
    const reason = judgeRollout(
      await context.store.readReception(candidate.digest),
      await context.store.readReception(current.digest),
    );
    if (reason === undefined) continue;
    await setRollout(context, layer, { state: 'paused' });
    paused.push({ layer, reason });
  }
  return paused;
}

// The salt makes each rollout begin with other institutions.
function startOf({ percentage, state = 'active' }: RolloutStart): Rollout {
  return { percentage, state, salt: crypto.randomUUID() };
}

/** Heads live for a day; issued every hour, a client has many chances before it is stale. */
const REISSUE_MS = 3_600_000;
