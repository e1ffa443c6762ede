import type { Reception } from '../store/client-store.ts';

/** When a rollout goes on, and when it stops by itself. */
export interface RolloutBounds {
  /** Share of institutions that may reject a candidate; of clients, where only one institution was heard. */
  readonly rejectedMax: number;
  /** Rejections below which a share says nothing. */
  readonly rejectedMin: number;
  /** How much more often alerts may be overridden under the candidate than under the current manifest, as a difference of shares. */
  readonly overriddenMore: number;
  /** Alerts below which a share says nothing. */
  readonly alertsMin: number;
  /** Slowest activation. */
  readonly tookMsMax: number;
}

/** Why a rollout stops. */
export type PauseReason = 'rejected' | 'overridden' | 'slow';

/**
 * Why the rollout of a candidate should stop, or `undefined` when it may go on. An institution has one voice, so that
 * no single one stops a rollout for others; while only one was heard, it is its own clients that count.
 */
export function judgeRollout(
  candidate: Reception,
  current: Reception,
  bounds: RolloutBounds = ROLLOUT_BOUNDS,
): PauseReason | undefined {
  const { institutions } = candidate;
  const rejected = institutions.heard > 1 ? institutions.rejected : candidate.rejected;
  const clients = candidate.active + candidate.shadow + candidate.rejected;
  const heard = institutions.heard > 1 ? institutions.heard : clients;
  if (rejected >= bounds.rejectedMin && rejected > heard * bounds.rejectedMax) return 'rejected';
  if (institutions.tookMsMax > bounds.tookMsMax) return 'slow';
  if (candidate.alerts < bounds.alertsMin || current.alerts < bounds.alertsMin) return undefined;
  const [after, before] = [institutions.overridden, current.institutions.overridden];
  if (after === undefined || before === undefined) return undefined;
  return after - before > bounds.overriddenMore ? 'overridden' : undefined;
}

/** Bounds of a rollout of thousands of clients. */
const ROLLOUT_BOUNDS: RolloutBounds = {
  rejectedMax: 0.005,
  rejectedMin: 2,
  overriddenMore: 0.2,
  alertsMin: 100,
  tookMsMax: 60_000,
};
