import { activate, type Encounter, evaluate, isCoreError, openSegment, type RuleSource } from '@forecheck/core';
import { compactSegments, compileSegment, readSource } from '@forecheck/core/compile';
import { arbitraryRuleSource, GENERATED_CODES, GENERATED_LOGIC } from '@forecheck/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDice, type Dice } from './dice.ts';
import { MUTATIONS, mutateSegment } from './mutate-segment.ts';
import { traverseSegment } from './traverse-segment.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 3000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
/** Far more than any of these small segments takes, far less than a hang. */
const MUTANT_MS_MAX = 2000;

const SEGMENTS: readonly Uint8Array[] = fc
  .sample(arbitraryRuleSource(), { numRuns: 40, seed: 7 })
  .map((source: RuleSource) => compileSegment(source, { knownRules: GENERATED_LOGIC }))
  .sort((a, b) => b.length - a.length)
  .slice(0, 8);

const ENCOUNTER: Encounter = {
  id: 'E',
  asOf: '2024-01-05',
  phase: 'prompt',
  insuredPerson: { sex: 'male', birthDate: '1990-01-01' },
  diagnoses: [{ code: 'I61.900' }],
  historyCoverage: 'regional',
  items: GENERATED_CODES.map((code, i) => ({ id: `I${i}`, code, quantity: 2, occurredAt: `2024-01-0${i + 1}` })),
};

describe('a segment that somebody changed', () => {
  it(`is refused with a coded error, or stays within its bounds: ${RUNS} mutants`, { timeout: 3_600_000 }, () => {
    const outcomes = new Map<string, number>();
    const opened = new Map<string, number>();
    let slowestMs = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const dice = createDice(SEED + run);
      const mutation = dice.pick(MUTATIONS);
      const bytes = mutateSegment(dice.pick(SEGMENTS), mutation, dice);
      const began = performance.now();
      const outcome = attempt(bytes, dice, `FUZZ_SEED=${SEED} run ${run} (${mutation})`);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome === 'opened') opened.set(mutation, (opened.get(mutation) ?? 0) + 1);
    }
    console.log(`segment fuzz: ${RUNS} mutants, slowest ${slowestMs.toFixed(0)} ms`, Object.fromEntries(outcomes));
    console.log('opened after', Object.fromEntries(opened));
    expect(slowestMs).toBeLessThan(MUTANT_MS_MAX);
    // Both branches were taken: neither a reader that refuses everything nor one that opens everything gets by.
    expect(outcomes.get('opened')).toBeGreaterThan(RUNS / 50);
    expect(outcomes.get('segment-malformed')).toBeGreaterThan(RUNS / 5);
  });

  it('opens unchanged', () => {
    for (const bytes of SEGMENTS) expect(attempt(bytes, createDice(1), 'unchanged')).toBe('opened');
  });
});

/** `opened`, or the code of the refusal. Anything else that is thrown fails the test and names its seed. */
function attempt(bytes: Uint8Array, dice: Dice, label: string): string {
  try {
    const view = openSegment(bytes);
    traverseSegment(view, dice);
    coded(() => readSource(view));
    coded(() => compactSegments([view]));
    const evaluation = evaluate(activate({ manifest: 'm', segments: ['d'] }, [{ digest: 'd', view }]), ENCOUNTER);
    if (evaluation.status !== 'complete') throw new Error('the encounter was refused');
    return 'opened';
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw new Error(label, { cause: error });
  }
}

/** A coded refusal is an answer, too: a basis or a parameter text is not looked at before it is read. */
function coded(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!isCoreError(error)) throw error;
  }
}
