import type { TraceEntry } from '../events.ts';

/** How alerts are taken, for whoever tunes rules. */
export interface TrailFigures {
  /** Rows of alerts that came on screen for the first time. */
  readonly shown: number;
  readonly shownPer100Orders: number;
  /** Rows that came again after they had been answered. */
  readonly repeated: number;
  /** Dismissed in less than `GLANCE_MS` after they came on screen, of those that were answered or sent back. */
  readonly glancedShare: number;
  /** The rule that is overridden most comes first. */
  readonly byRule: readonly RuleFigures[];
}

/** Of one rule. */
export interface RuleFigures {
  readonly rule: string;
  readonly shown: number;
  readonly overridden: number;
  /** Of those that were shown, 0 to 1. Alone it says little: an override may be right. */
  readonly overriddenShare: number;
  readonly fixed: number;
  readonly brokenGlass: number;
}

/**
 * Figures of a trail.
 *
 * @param orders - Orders that were saved in the same time, with alerts or without.
 */
export function summariseTrail(entries: readonly TraceEntry[], orders: number): TrailFigures {
  const count = (kind: TraceEntry['kind'], rule?: string): number =>
    entries.filter((entry) => entry.kind === kind && (rule === undefined || entry.rule === rule)).length;
  const shown = count('shown');
  const ended = entries.filter(({ kind }) => kind === 'answered' || kind === 'snoozed');
  const glanced = ended.filter(({ dwellMs }) => dwellMs < GLANCE_MS).length;
  const rules = Array.from(new Set(entries.map(({ rule }) => rule)));
  return {
    shown,
    shownPer100Orders: share(shown * 100, orders),
    repeated: count('repeated'),
    glancedShare: share(glanced, ended.length),
    byRule: rules
      .map((rule) => figuresOf(rule, entries, count))
      .sort(
        (a, b) => b.overriddenShare - a.overriddenShare || b.overridden - a.overridden || (a.rule < b.rule ? -1 : 1),
      ),
  };
}

function figuresOf(
  rule: string,
  entries: readonly TraceEntry[],
  count: (kind: TraceEntry['kind'], rule: string) => number,
): RuleFigures {
  const overrides = entries.filter((entry) => entry.rule === rule && entry.disposition === 'continue-with-reason');
  const shown = count('shown', rule);
  return {
    rule,
    shown,
    overridden: overrides.length,
    overriddenShare: share(overrides.length, shown),
    fixed: count('fixed', rule),
    brokenGlass: overrides.filter(({ isBreakGlass }) => isBreakGlass === true).length,
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Nobody has read an alert in this time. */
const GLANCE_MS = 3000;
