import { type Encounter, evaluate, type RuleDefinition, type Ruleset } from '@forecheck/core';
import { SELF_TEST_BYTES_MAX } from '@forecheck/pack';
import { BureauError } from '../error.ts';

/**
 * Judges the examples of every rule under the whole ruleset, so that an update that breaks a rule of the base, or of a
 * wider layer, is found too. Of a rule in several versions the one with the latest days counts.
 *
 * @returns How many examples there are.
 * @throws {@link BureauError} `example-failed` with the first that does not hold: `detail.rule`, `detail.example` (its place
 * in the rule), `detail.expected`, `detail.found`, `detail.failed` (how many).
 */
export function judgeExamples(ruleset: Ruleset): number {
  let examples = 0;
  const failed: FailedExample[] = [];
  for (const { id, examples: ofRule = [] } of definitionsOf(ruleset)) {
    for (const [index, { encounter, expect }] of ofRule.entries()) {
      examples += 1;
      const found = outcomeOf(ruleset, id, encounter);
      if (found !== expect) failed.push({ rule: id, example: index, expected: expect, found });
    }
  }
  const [first] = failed;
  if (first === undefined) return examples;
  throw new BureauError('example-failed', `\`${failed.length}\` of \`${examples}\` examples do not hold`, {
    ...first,
    failed: failed.length,
  });
}

/**
 * The self-test of a manifest, made of the examples of the rules that its layer defines: so clients try again what was
 * tried here. Absent when there are none; those beyond what a self-test may weigh are left out.
 *
 * @param segments - Digests of the layer's segments.
 */
export function buildSelfTest(ruleset: Ruleset, segments: ReadonlySet<string>): Uint8Array | undefined {
  const own = new Set(ruleset.segments.filter(({ digest }) => segments.has(digest)).map(({ view }) => view));
  const cases: string[] = [];
  let length = 0;
  for (const { id, versions } of ruleset.rules) {
    const [version] = versions;
    if (version === undefined || !own.has(version.segment)) continue;
    for (const { encounter, expect } of version.definition.examples ?? []) {
      const written = JSON.stringify({ encounter, [expect === 'alert' ? 'alerts' : 'silent']: [id] });
      length += Buffer.byteLength(written) + 1;
      if (length < SELF_TEST_BYTES_MAX - ENVELOPE_BYTES) cases.push(written);
    }
  }
  return cases.length === 0 ? undefined : new TextEncoder().encode(`{"cases":[${cases.join(',')}]}`);
}

interface FailedExample {
  readonly rule: string;
  readonly example: number;
  readonly expected: string;
  readonly found: string;
}

function definitionsOf({ rules }: Ruleset): readonly RuleDefinition[] {
  return rules.flatMap(({ versions: [newest] }) => (newest === undefined ? [] : [newest.definition]));
}

function outcomeOf(ruleset: Ruleset, rule: string, encounter: unknown): string {
  const { status, alerts, undetermined } = evaluate(ruleset, encounter as Encounter, { fixes: 'skip' });
  if (status === 'refused') return 'refused';
  if (alerts.some((alert) => alert.rule === rule)) return 'alert';
  return undetermined.some((entry) => entry.rule === rule) ? 'undetermined' : 'clear';
}

const ENVELOPE_BYTES = 16;
