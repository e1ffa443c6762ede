import type { AlertId, DisposerRole, DispositionId, DispositionKind, RuleId } from '@forecheck/core';
import type { Digest } from '@forecheck/pack';
import { encodeValue, type WireMap } from './small-codec.ts';

/**
 * What leaves an institution: these fields and no others. No name, no number of a person, no item of an order; an encounter
 * only as a keyed hash.
 */
export type SyncEvent = DispositionEvent | AlertsEvent | ActivationEvent | ShadowEvent;

/** What somebody did about an alert. Applied once for each `id`. */
export interface DispositionEvent {
  readonly type: 'disposition';
  readonly id: DispositionId;
  readonly alert: AlertId;
  readonly rule?: RuleId;
  /** A `DispositionKind`; a later version may know more. */
  readonly kind: DispositionKind | (string & {});
  /** In the person's own words, where the institution lets them leave; stored and delivered, never logged. */
  readonly reason?: string;
  readonly recordedMs: number;
  readonly by?: DisposerRole | (string & {});
  /** HMAC-SHA-256 of the encounter's id under a key of the institution; absent where it gave none. */
  readonly encounter?: Digest;
  /** What was in force when it was recorded; absent when nothing was. */
  readonly pack?: Digest;
}

/** How often each rule fired since the last count. */
export interface AlertsEvent {
  readonly type: 'alerts';
  readonly pack: Digest;
  readonly fromMs: number;
  readonly toMs: number;
  readonly evaluations: number;
  readonly alerts: Readonly<Record<string, number>>;
}

/** A pack came into force. */
export interface ActivationEvent {
  readonly type: 'activation';
  readonly pack: Digest;
  readonly atMs: number;
  readonly killed: readonly string[];
}

/** How a candidate in shadow would have judged: alerts of each rule that it would add, and that it would take away. */
export interface ShadowEvent {
  readonly type: 'shadow';
  readonly pack: Digest;
  readonly shadow: Digest;
  readonly fromMs: number;
  readonly toMs: number;
  readonly evaluations: number;
  readonly added: Readonly<Record<string, number>>;
  readonly removed: Readonly<Record<string, number>>;
}

/** Bytes of one entry of the outbox. */
export function encodeEvent(event: SyncEvent): Uint8Array {
  return encodeValue(event as unknown as WireMap);
}
