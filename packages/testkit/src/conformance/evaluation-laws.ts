import type { Alert, Encounter, Evaluation } from '@forecheck/core';

/** Breaches of what holds for every evaluation, whatever the rules; one line each, empty when there is none. */
export function findLawBreaches(encounter: Encounter, evaluation: Evaluation): readonly string[] {
  const positions = new Map(encounter.items.map(({ id }, index) => [id, index]));
  const all = [...evaluation.alerts, ...evaluation.preexisting];
  const breaches: string[] = [];
  const demand = (holds: boolean, law: string): void => {
    if (!holds) breaches.push(law);
  };

  demand(isSorted(evaluation.alerts, compareAlerts(positions)), 'alerts: severity, first offending item, rule id');
  demand(isSorted(evaluation.preexisting, compareAlerts(positions)), 'preexisting alerts have the same order');
  demand(new Set(all.map(({ id }) => id)).size === all.length, 'alert ids are distinct');
  for (const alert of all) {
    const at = alert.offending.map((id) => positions.get(id) ?? Number.NaN);
    demand(/^[0-9a-f]{16}$/.test(alert.id), `alert id \`${alert.id}\` is 16 lower-case hex digits`);
    demand(at.length > 0, `${alert.rule}: an alert has an offending item`);
    demand(
      at.every((position, index) => position > (at[index - 1] ?? -1)),
      `${alert.rule}: offending items are in order of the encounter, each once`,
    );
    demand(
      alert.involved.every((id) => positions.has(id) && !alert.offending.includes(id)),
      `${alert.rule}: involved items exist and do not offend`,
    );
  }
  demand(
    evaluation.alerts.every((alert) => involvesDraft(encounter, alert)),
    'every alert involves a draft',
  );
  demand(
    evaluation.preexisting.every((alert) => !involvesDraft(encounter, alert)),
    'no preexisting alert involves a draft',
  );
  for (const { rule, missing } of evaluation.undetermined) {
    demand(missing.length > 0 && isSorted(missing, compareText), `${rule}: missing facts are named and sorted`);
  }
  if (evaluation.status === 'refused') demand(evaluation.decision === 'remind', 'what was not judged does not pass');
  else demand(evaluation.decision === tightest(evaluation.alerts), 'the decision is the tightest of its alerts');
  return breaches;
}

/**
 * Why a fix breaks its promise (it removes its alert and adds none of equal or greater severity), or `undefined` when
 * it keeps it. What is left of another alert, about fewer items than before, is not an added one.
 */
export function findBrokenPromise(before: Evaluation, alert: Alert, after: Evaluation): string | undefined {
  if (after.alerts.some(({ id }) => id === alert.id)) return `${alert.rule}: the alert is still there`;
  const others = before.alerts.filter(({ id }) => id !== alert.id);
  const added = after.alerts.find(
    (candidate) =>
      SEVERITIES.indexOf(candidate.severity) <= SEVERITIES.indexOf(alert.severity) &&
      !others.some((other) => isRemainder(candidate, other)),
  );
  return added && `${alert.rule}: the fix adds an alert of ${added.rule} on ${added.offending.join(', ')}`;
}

function isRemainder(candidate: Alert, earlier: Alert): boolean {
  return (
    candidate.rule === earlier.rule &&
    candidate.knowledgePoint === earlier.knowledgePoint &&
    candidate.offending.every((id) => earlier.offending.includes(id))
  );
}

function involvesDraft({ items }: Encounter, { offending, involved }: Alert): boolean {
  const drafts = new Set(items.filter(({ role = 'draft' }) => role === 'draft').map(({ id }) => id));
  return [...offending, ...involved].some((id) => drafts.has(id));
}

function compareAlerts(positions: ReadonlyMap<string, number>): (a: Alert, b: Alert) => number {
  const first = (alert: Alert): number => positions.get(alert.offending[0] ?? '') ?? Number.NaN;
  return (a, b) =>
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    first(a) - first(b) ||
    compareText(a.rule, b.rule);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isSorted<T>(values: readonly T[], compare: (a: T, b: T) => number): boolean {
  return values.every((value, index) => index === 0 || compare(values[index - 1] as T, value) <= 0);
}

function tightest(alerts: readonly Alert[]): Evaluation['decision'] {
  const ranks = alerts.map(({ decision }) => DECISIONS.indexOf(decision));
  return DECISIONS[Math.max(0, ...ranks)] ?? 'pass';
}

/** Loudest first. */
const SEVERITIES: readonly Alert['severity'][] = ['critical', 'warning', 'info'];
/** Loosest first. */
const DECISIONS: readonly Evaluation['decision'][] = ['pass', 'remind', 'require-reason', 'require-fix', 'block'];
