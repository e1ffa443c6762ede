import type { Reception } from '../store/client-store.ts';

/** When a rollout goes on, and when it stops by itself. */
export interface RolloutBounds {
  /** Share of clients that may reject a candidate. */
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

/** Why the rollout of a candidate should stop, or `undefined` when it may go on. */
export function judgeRollout(
  candidate: Reception,
  current: Reception,
  bounds: RolloutBounds = ROLLOUT_BOUNDS,
): PauseReason | undefined {
  const heard = candidate.active + candidate.shadow + candidate.rejected;
  if (candidate.rejected >= bounds.rejectedMin && candidate.rejected > heard * bounds.rejectedMax) return 'rejected';
  if (candidate.tookMsMax > bounds.tookMsMax) return 'slow';
  if (candidate.alerts < bounds.alertsMin || current.alerts < bounds.alertsMin) return undefined;
  const more = candidate.overrides / candidate.alerts - current.overrides / current.alerts;
  return more > bounds.overriddenMore ? 'overridden' : undefined;
}

/** Bounds of a rollout of thousands of clients. */
const ROLLOUT_BOUNDS: RolloutBounds = {
  rejectedMax: 0.005,
  rejectedMin: 2,
  overriddenMore: 0.2,
  alertsMin: 100,
  tookMsMax: 60_000,
};
