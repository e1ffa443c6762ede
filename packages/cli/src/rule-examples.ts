import {
  type Encounter,
  type ExplainedCandidate,
  evaluate,
  explain,
  type RuleDefinition,
  type RuleSource,
  type Ruleset,
} from '@forecheck/core';
import { parseEncounter } from '@forecheck/core/schema';

/** What a rule did with one of its own examples, where it is not what the example says. */
export interface FailedExample {
  readonly rule: string;
  readonly example: string;
  readonly expected: 'alert' | 'clear' | 'undetermined';
  /** `refused`: the example's encounter cannot be read. */
  readonly found: 'alert' | 'clear' | 'undetermined' | 'refused';
  /** What the rule looked at, and what became of it. */
  readonly candidates: readonly ExplainedCandidate[];
  /** Why the encounter cannot be read. */
  readonly problems: readonly string[];
}

/** How many examples there are, and those that do not hold. */
export interface ExampleReport {
  readonly examples: number;
  readonly failed: readonly FailedExample[];
}

/**
 * Judges every rule's own examples under the whole ruleset: an update that breaks a rule of the base is found here too.
 *
 * @param sources - Those that the ruleset was made of, oldest first; the newest definition of a rule counts.
 */
export function judgeExamples(ruleset: Ruleset, sources: readonly RuleSource[]): ExampleReport {
  const failed: FailedExample[] = [];
  let examples = 0;
  for (const { id, examples: ofRule = [] } of newestRules(sources)) {
    for (const { name, encounter, expect } of ofRule) {
      examples += 1;
      const found = outcomeOf(ruleset, id, encounter);
      if (found === expect) continue;
      failed.push({ rule: id, example: name, expected: expect, found, ...whyOf(ruleset, id, encounter, found) });
    }
  }
  return { examples, failed };
}

function newestRules(sources: readonly RuleSource[]): Iterable<RuleDefinition> {
  const rules = new Map<string, RuleDefinition>();
  for (const { rules: defined = [], withdrawn = [] } of sources) {
    // A withdrawal takes back rows of earlier sources only.
    for (const { row, id } of withdrawn) if (row === 'rule') rules.delete(id);
    for (const rule of defined) rules.set(rule.id, rule);
  }
  return rules.values();
}

function whyOf(
  ruleset: Ruleset,
  rule: string,
  encounter: unknown,
  found: FailedExample['found'],
): Pick<FailedExample, 'candidates' | 'problems'> {
  if (found !== 'refused') {
    return { candidates: explain(ruleset, encounter as Encounter, { rule }).candidates, problems: [] };
  }
  const parsed = parseEncounter(encounter);
  return { candidates: [], problems: parsed.ok ? [] : parsed.problems.map(({ message }) => message) };
}

function outcomeOf(ruleset: Ruleset, rule: string, encounter: unknown): FailedExample['found'] {
  const { status, alerts, undetermined } = evaluate(ruleset, encounter as Encounter, { fixes: 'skip' });
  if (status === 'refused') return 'refused';
  if (alerts.some((alert) => alert.rule === rule)) return 'alert';
  return undetermined.some((entry) => entry.rule === rule) ? 'undetermined' : 'clear';
}
