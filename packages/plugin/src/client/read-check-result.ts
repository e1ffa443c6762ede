import type { Decision, EncounterId } from '@forecheck/core';
import type { CheckResult } from '../checks/check-result.ts';
import { isRecord } from './ask-plugin.ts';

/**
 * The result that a plugin has sent; `undefined` for anything else. What is inside of alerts was checked where it was made: a
 * plugin of this version, as its header says, sends nothing else.
 */
export function readCheckResult(
  body: Readonly<Record<string, unknown>>,
  encounter: EncounterId,
): CheckResult | undefined {
  const { evaluation, decision, isStale, decidedBy, tookMs } = body;
  if (!isRecord(evaluation) || evaluation['encounterId'] !== encounter) return undefined;
  const isEvaluation =
    (evaluation['status'] === 'complete' || evaluation['status'] === 'refused') &&
    LISTS.every((name) => Array.isArray(evaluation[name])) &&
    isRecord(evaluation['reachedUnder']) &&
    DECISIONS.has(evaluation['decision']);
  const isResult =
    DECISIONS.has(decision) &&
    typeof isStale === 'boolean' &&
    typeof tookMs === 'number' &&
    (decidedBy === 'plugin' || decidedBy === 'nobody');
  return isEvaluation && isResult ? (body as unknown as CheckResult) : undefined;
}

const DECISIONS: ReadonlySet<unknown> = new Set<Decision>(['pass', 'remind', 'require-reason', 'require-fix', 'block']);
const LISTS = ['alerts', 'preexisting', 'undetermined', 'exempted', 'partial', 'unmapped', 'diagnostics'] as const;
