import type { Decision, Encounter, Evaluation, Phase } from '@forecheck/core';
import { type Guard, isSyncError } from '@forecheck/sync';
import type { PolicyConfig, UndeterminedPolicy } from '../config/plugin-config.ts';
import { type CheckResult, unjudged, type WhenUnable } from './check-result.ts';

/** Judges encounters, and says what the institution wants where that cannot be done. */
export interface Judge {
  /** Never throws for what is asked, nor for a guard that has no pack. Waits for nothing. */
  check(encounter: Encounter): CheckResult;
}

/** What {@link createJudge} judges with. */
export interface JudgeOptions {
  readonly guard: Pick<Guard, 'evaluate'>;
  readonly policy: PolicyConfig;
  readonly monotonicMs: () => number;
}

/** A judge over a guard. */
export function createJudge({ guard, policy, monotonicMs }: JudgeOptions): Judge {
  const { whenUnable = {}, whenUndetermined = [] } = policy;
  const policyByRule = new Map<string, UndeterminedPolicy[]>();
  for (const row of whenUndetermined) policyByRule.set(row.rule, [...(policyByRule.get(row.rule) ?? []), row]);
  return {
    check(encounter) {
      const startedMs = monotonicMs();
      const took = () => Math.round((monotonicMs() - startedMs) * 1000) / 1000;
      const unable: WhenUnable = whenUnable[encounter.phase] ?? 'open';
      try {
        const { evaluation, decision, ...rest } = guard.evaluate(encounter);
        if (evaluation.status === 'refused') {
          const nobody = unjudged({
            encounter: encounter.id,
            whenUnable: unable,
            why: 'encounter-refused',
            tookMs: took(),
          });
          return { ...nobody, ...rest, evaluation };
        }
        const raised = raise(decision, evaluation, encounter.phase, policyByRule);
        return { evaluation, decision: raised, ...rest, decidedBy: 'plugin', tookMs: took() };
      } catch (error) {
        if (!isSyncError(error)) throw error;
        return unjudged({ encounter: encounter.id, whenUnable: unable, why: error.code, tookMs: took() });
      }
    },
  };
}

/** A rule that must be decided and was not makes the decision as strict as the institution says. */
function raise(
  decision: Decision,
  { undetermined }: Evaluation,
  phase: Phase,
  policyByRule: ReadonlyMap<string, readonly UndeterminedPolicy[]>,
): Decision {
  if (policyByRule.size === 0) return decision;
  let strictest = decision;
  for (const { rule } of undetermined) {
    for (const row of policyByRule.get(rule) ?? []) {
      if (row.phase !== undefined && row.phase !== phase) continue;
      if (STRICTNESS.indexOf(row.decision) > STRICTNESS.indexOf(strictest)) strictest = row.decision;
    }
  }
  return strictest;
}

/** Loosest first. */
const STRICTNESS: readonly Decision[] = ['pass', 'remind', 'require-reason', 'require-fix', 'block'];
