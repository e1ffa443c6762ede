import type { Evaluation } from '@forecheck/core';

/** Counts of rules by id. */
export type RuleCounts = Readonly<Record<string, number>>;

/** What was counted since the last time that it was taken. */
export interface Tally {
  readonly evaluations: number;
  readonly alerts: RuleCounts;
  /** Evaluations that were also judged by the candidate in shadow, and what it would have added and taken away. */
  readonly shadowed: number;
  readonly added: RuleCounts;
  readonly removed: RuleCounts;
}

/** Counts alerts by rule, and nothing else of an encounter. */
export interface TallyKeeper {
  count(evaluation: Evaluation): void;
  compare(evaluation: Evaluation, shadow: Evaluation): void;
  /** The counts, which then begin anew. */
  take(): Tally;
}

/** Counts of nothing yet. */
export function createTally(): TallyKeeper {
  let tally = empty();
  return {
    count({ alerts }) {
      tally.evaluations += 1;
      for (const { rule } of alerts) increase(tally.alerts, rule);
    },
    compare(evaluation, shadow) {
      tally.shadowed += 1;
      const before = new Set(evaluation.alerts.map(({ rule }) => rule));
      const after = new Set(shadow.alerts.map(({ rule }) => rule));
      for (const rule of after) if (!before.has(rule)) increase(tally.added, rule);
      for (const rule of before) if (!after.has(rule)) increase(tally.removed, rule);
    },
    take() {
      const taken = tally;
      tally = empty();
      return taken;
    },
  };
}

function empty() {
  // Without a prototype: a rule may be named like something that every object inherits.
  const counts = (): Record<string, number> => Object.create(null);
  return { evaluations: 0, alerts: counts(), shadowed: 0, added: counts(), removed: counts() };
}

function increase(counts: Record<string, number>, rule: string): void {
  // The one name that no map on the wire has: it would cost the counts of all other rules.
  if (rule === '__proto__') return;
  counts[rule] = (counts[rule] ?? 0) + 1;
}
