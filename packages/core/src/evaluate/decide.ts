import type { Judge } from '../judge/judge.ts';
import type { Decision, Verdict } from '../model/evaluation.ts';
import type { LayeredPolicyRow, RuleVersion } from '../ruleset/ruleset.ts';
import { PHASES } from '../segment/numbering.ts';

/**
 * What policy makes of one alert: from the widest layer to the narrowest, the most specific matching row of each. A
 * narrower layer may always tighten; it loosens only a row that says it may be loosened.
 */
export function decideAlert(judge: Judge, version: RuleVersion): Decision {
  let decision = DEFAULT_DECISION[version.definition.verdict];
  let mayLoosen = true;
  const { policy } = judge.ruleset;
  for (let k = 0; k < policy.length; ) {
    const { layer } = policy[k]!;
    let best: LayeredPolicyRow | undefined;
    let bestWeight = -1;
    for (; k < policy.length && policy[k]!.layer === layer; k += 1) {
      const row = policy[k]!;
      const weight = weightOf(row);
      // Of equally specific rows the later one stands: it was written, or published, after the other.
      if (weight >= bestWeight && matches(judge, version, row)) {
        best = row;
        bestWeight = weight;
      }
    }
    if (best === undefined) continue;
    if (rankOf(best.decision) >= rankOf(decision) || mayLoosen) {
      decision = best.decision;
      mayLoosen = best.mayLoosen === true;
    }
  }
  return decision;
}

/** The stricter of two decisions. */
export function stricter(a: Decision, b: Decision): Decision {
  return rankOf(a) >= rankOf(b) ? a : b;
}

function matches(judge: Judge, version: RuleVersion, row: LayeredPolicyRow): boolean {
  const { definition } = version;
  const { encounter, phaseBit } = judge.facts;
  return (
    (row.rule === undefined || row.rule === definition.id) &&
    (row.verdict === undefined || row.verdict === definition.verdict) &&
    (row.severity === undefined || row.severity === definition.severity) &&
    (row.phase === undefined || phaseBit === 1 << PHASES.indexOf(row.phase)) &&
    (row.department === undefined || row.department === encounter.visit?.department)
  );
}

/** A named rule outweighs everything; each further condition counts one. */
function weightOf(row: LayeredPolicyRow): number {
  return (
    (row.rule === undefined ? 0 : 8) +
    (row.department === undefined ? 0 : 1) +
    (row.phase === undefined ? 0 : 1) +
    (row.verdict === undefined ? 0 : 1) +
    (row.severity === undefined ? 0 : 1)
  );
}

function rankOf(decision: Decision): number {
  return DECISIONS.indexOf(decision);
}

const DECISIONS: readonly Decision[] = ['pass', 'remind', 'require-reason', 'require-fix', 'block'];
/** Where no policy speaks: a clear violation wants a reason, anything less is said and no more. */
const DEFAULT_DECISION: Readonly<Record<Verdict, Decision>> = {
  violation: 'require-reason',
  suspected: 'remind',
  notice: 'remind',
};
