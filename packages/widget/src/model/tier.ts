import type { Alert, Decision } from '@forecheck/core';

/**
 * How an alert comes before a person.
 *
 * `stop`: in a dialog, and to be changed; going on needs a break-glass reason. `ask`: in a dialog. `beside`: a badge beside
 * the order, without touching the focus. `folded`: behind a count.
 */
export type Tier = 'stop' | 'ask' | 'beside' | 'folded';

/** What somebody has to see before the order is saved. */
export const isInterruptive = (tier: Tier): boolean => tier === 'stop' || tier === 'ask';

/**
 * The tier of an alert. Severity says how loudly, the decision what has to be done; either is enough to interrupt.
 *
 * @param most - The strictest that the institution lets be made of it now.
 */
export function tierOf({ decision, severity }: Pick<Alert, 'decision' | 'severity'>, most: Decision = 'block'): Tier {
  const effective = looserOf(decision, most);
  if (effective === 'pass') return 'folded';
  if (effective === 'block' || effective === 'require-fix') return 'stop';
  if (effective === 'require-reason' || severity === 'critical') return 'ask';
  return severity === 'info' ? 'folded' : 'beside';
}

/** Of two decisions the one that asks less. A word that is not known asks everything. */
export function looserOf(a: Decision, b: Decision): Decision {
  return rankOf(a) <= rankOf(b) ? a : b;
}

function rankOf(decision: Decision): number {
  const rank = DECISIONS.indexOf(decision);
  return rank < 0 ? DECISIONS.length : rank;
}

const DECISIONS: readonly Decision[] = ['pass', 'remind', 'require-reason', 'require-fix', 'block'];
