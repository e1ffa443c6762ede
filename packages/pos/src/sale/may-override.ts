import type { TillDecision } from '../check/verdict.ts';

/** Who decides to go on although the verdict does not simply allow it. */
export type OverrideRole = 'operator' | 'pharmacist' | 'supervisor';

/** Why. `threat`: somebody fears harm at the counter; it is recorded and never refused. */
export type OverrideReason = 'facts-supplied' | 'clinical-need' | 'system-failure' | 'threat';

/** An override (坚持): who and why. Without a name; the register knows the operator's session. */
export interface TillOverride {
  readonly role: OverrideRole;
  readonly reason: OverrideReason;
}

/** Whether a hold may go on under a decision. A block is no matter of rank: no role lifts it, only the goods, the payer or a fact. */
export function mayOverride(decision: TillDecision, override: TillOverride | undefined): boolean {
  if (decision === 'allow' || decision === 'remind') return true;
  if (override === undefined) return false;
  if (override.reason === 'threat') return true;
  return decision === 'require-action' && override.role !== 'operator';
}
