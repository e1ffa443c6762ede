import type { Digest, LayerId } from './ids.ts';

/**
 * Which manifests are current for a scope, for a day. Signed by the online key every hour: it can name only what the
 * publishers have signed, so who steals it can delay and freeze, never forge.
 */
export interface Head {
  readonly type: 'head';
  readonly format: 1;
  /** The narrowest layer that it covers; its layers are this one and those that it lies under. */
  readonly scope: LayerId;
  /** `headEpoch` of the root. */
  readonly epoch: number;
  /** Strictly rising within the epoch. */
  readonly version: number;
  readonly issuedMs: number;
  /** At most `HEAD_MS_MAX` later. An expired head makes a client stale, never empty. */
  readonly expiresMs: number;
  /** Widest layer first; at most one entry a layer. A layer without an entry has no rules. */
  readonly layers: readonly HeadLayer[];
  /** Rules that are switched off at once; at most `KILLS_MAX`. */
  readonly kills: readonly Kill[];
}

/** What is current in one layer. */
export interface HeadLayer {
  readonly layer: LayerId;
  readonly current: ManifestPointer;
  /** An urgent manifest over `current` (or over the candidate, when its base is that). */
  readonly urgent?: ManifestPointer;
  readonly candidate?: Candidate;
}

/** Names a manifest and binds its content. */
export interface ManifestPointer {
  /** SHA-256 of the canonical bytes of what was signed. */
  readonly digest: Digest;
  readonly sequence: number;
  /** Length of the sealed object. */
  readonly bytes: number;
}

/** A manifest on its way to becoming current. */
export interface Candidate extends ManifestPointer {
  /** 0 to 100. An institution takes it when its place, by digest of salt and institution, lies below. */
  readonly percentage: number;
  readonly salt: string;
  /** `shadow`: judged beside the current one and reported, not shown. `paused`: nobody new takes it. */
  readonly state: 'active' | 'shadow' | 'paused';
}

/** One rule that must not fire. */
export interface Kill {
  readonly rule: string;
  /** In trusted time, exclusive. */
  readonly untilMs: number;
  /** Why, for people; at most `KILL_REASON_LENGTH_MAX` characters. */
  readonly reason: string;
}
