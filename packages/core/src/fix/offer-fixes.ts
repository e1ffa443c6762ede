import type { Encounter } from '../model/encounter.ts';
import type { Alert, Evaluation, Fix } from '../model/evaluation.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { applyFix } from './apply-fix.ts';
import { proposeFixes } from './propose-fixes.ts';

/** Evaluates without offering fixes. */
export type EvaluatePlain = (ruleset: Ruleset, encounter: Encounter) => Evaluation;

/**
 * The evaluation with the fixes that keep their promise: applying one removes its alert and adds none of equal or
 * greater severity. Each proposal is tried by evaluating the changed encounter; one that fails is not offered.
 *
 * Cost: one evaluation per proposal, at most `FIX_TRIALS_MAX`; alerts beyond that are offered none.
 */
export function offerFixes(
  ruleset: Ruleset,
  encounter: Encounter,
  evaluation: Evaluation,
  tryOut: EvaluatePlain,
): Evaluation {
  let trials = 0;
  const alerts = evaluation.alerts.map((alert) => {
    const fixes: Fix[] = [];
    for (const fix of proposeFixes(encounter, alert)) {
      if (trials === FIX_TRIALS_MAX) break;
      trials += 1;
      const changed = tryOut(ruleset, applyFix(encounter, fix));
      if (keepsItsPromise(alert, evaluation, changed)) fixes.push(fix);
    }
    return fixes.length === 0 ? alert : { ...alert, fixes };
  });
  return { ...evaluation, alerts };
}

/** Whether the alert is gone and nothing as loud has come instead. */
function keepsItsPromise(alert: Alert, before: Evaluation, after: Evaluation): boolean {
  if (after.status !== 'complete') return false;
  const known = new Set(before.alerts.map(subjectOf));
  const subject = subjectOf(alert);
  for (const remaining of after.alerts) {
    if (subjectOf(remaining) === subject) return false;
    const isNew = !known.has(subjectOf(remaining));
    if (isNew && (remaining.rule === alert.rule || rankOf(remaining) <= rankOf(alert))) return false;
  }
  return true;
}

/** What an alert is about; its id also covers the measured values, which a fix of another item may move. */
function subjectOf(alert: Alert): string {
  return `${alert.rule}\n${alert.knowledgePoint}\n${alert.offending.join('\n')}`;
}

function rankOf(alert: Alert): number {
  return SEVERITIES.indexOf(alert.severity);
}

const SEVERITIES = ['critical', 'warning', 'info'];
/** Most changes tried for one evaluation: a screenful of alerts, and bounded time on a hostile one. */
const FIX_TRIALS_MAX = 64;
