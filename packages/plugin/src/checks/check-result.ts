import type { Decision, EncounterId, Evaluation } from '@forecheck/core';

/** What a check came to; the same shape whoever judged, and when nobody could. */
export interface CheckResult {
  /** What the core's `evaluate` gives; `refused` and empty where nobody judged. */
  readonly evaluation: Evaluation;
  /** What the institution wants to happen, by its policy. */
  readonly decision: Decision;
  /** What was in force; absent where nobody judged. */
  readonly pack?: string;
  readonly isStale: boolean;
  readonly staleSinceMs?: number;
  /** The plugin, the page's own guard, or nobody: then the decision is the institution's policy alone. */
  readonly decidedBy: 'plugin' | 'page' | 'nobody';
  /** From the question to the answer, where it was asked. */
  readonly tookMs: number;
  /** Why it was not the plugin that judged: a code of `docs/errors.md` or of `docs/plugin.md`. */
  readonly why?: string;
}

/** Whether work goes on when nothing can be judged. */
export type WhenUnable = 'open' | 'closed';

/** Parts of a result that nobody reached. */
export interface Unjudged {
  readonly encounter: EncounterId;
  readonly whenUnable: WhenUnable;
  readonly why: string;
  readonly tookMs: number;
}

/**
 * The result when nobody could judge. Open, it reminds, as the core does where it refuses: nothing was judged, so nothing
 * passes unseen. Closed, it blocks.
 */
export function unjudged({ encounter, whenUnable, why, tookMs }: Unjudged): CheckResult {
  const decision = whenUnable === 'closed' ? 'block' : 'remind';
  return {
    evaluation: {
      encounterId: encounter,
      status: 'refused',
      alerts: [],
      preexisting: [],
      undetermined: [],
      exempted: [],
      partial: [],
      unmapped: [],
      decision,
      reachedUnder: { manifest: '', segments: [] },
      diagnostics: [],
      work: { items: 0, lookups: 0, candidates: 0, hits: 0 },
    },
    decision,
    isStale: true,
    decidedBy: 'nobody',
    tookMs,
    why,
  };
}
