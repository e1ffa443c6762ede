import { arbitraryLayers, GENERATED_CODES, GENERATED_DAYS, GENERATED_LOGIC } from '@forecheck/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Encounter } from '../model/encounter.ts';
import type { Evaluation } from '../model/evaluation.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import type { SegmentView } from '../segment/view.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { compactSegments } from './compact.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);

const item = fc.record({
  code: fc.constantFrom(...GENERATED_CODES),
  role: fc.constantFrom('draft' as const, 'context' as const, 'history' as const),
  occurredAt: fc.constantFrom(...GENERATED_DAYS),
  quantity: fc.constantFrom('1', '3', '4.5'),
});

const encounter: fc.Arbitrary<Encounter> = fc.record(
  {
    id: fc.constant('E'),
    asOf: fc.constantFrom(...GENERATED_DAYS),
    phase: fc.constantFrom('prompt' as const, 'audit' as const),
    insuredPerson: fc.record({ sex: fc.constantFrom('male' as const, 'female' as const) }),
    diagnoses: fc.constantFrom([], [{ code: 'I61.900' }]),
    historyCoverage: fc.constant('regional' as const),
    items: fc
      .array(item, { minLength: 1, maxLength: 6 })
      .map((items) => items.map((fields, index) => ({ ...fields, id: `I${index}` }))),
  },
  { requiredKeys: ['id', 'asOf', 'phase', 'insuredPerson', 'items'] },
);

const words = { 'zh-CN': '底', en: 'base' };
/** Every rule, and a knowledge point of each on half of the codes, for the updates to change. */
const BASE: RuleSource = {
  formatVersion: 1,
  id: 'BASE',
  layer: 'national',
  rules: [...GENERATED_LOGIC].map(([id, logic]) => ({
    id,
    name: words,
    logic,
    verdict: 'violation',
    severity: 'warning',
    fundScope: 'any',
    message: words,
    basis: [],
  })),
  knowledge: [...GENERATED_LOGIC.keys()].map((rule, index) => ({
    id: `KP-${index}`,
    rule,
    items: GENERATED_CODES.slice(0, 3),
    ...(rule === 'R-PAIR' ? { others: GENERATED_CODES.slice(1) } : {}),
    ...(rule === 'R-FOR' ? { parameters: { groups: [{ allOf: [{ kind: 'diagnosis', codes: ['E11'] }] }] } } : {}),
  })),
};

describe('an evaluation', () => {
  it('is the same over a base with updates and over their compaction', () => {
    let alerts = 0;
    fc.assert(
      fc.property(arbitraryLayers(), encounter, (updates, question) => {
        const views = [BASE, ...updates].map((source) =>
          openSegment(compileSegment(source, { knownRules: GENERATED_LOGIC })),
        );
        const layered = answer(views, question);
        alerts += layered.alerts.length;
        expect(answer([openSegment(compactSegments(views))], question)).toEqual(layered);
      }),
      { numRuns },
    );
    // The law would also hold for a core that never says anything.
    expect(alerts).toBeGreaterThan(numRuns / 10);
  });
});

/** The evaluation, but for the segments that it names and the look-ups in each of them. */
function answer(
  viewsOldestFirst: readonly SegmentView[],
  question: Encounter,
): Omit<Evaluation, 'reachedUnder' | 'work'> {
  const segments = viewsOldestFirst.map((view, index) => ({ digest: `${index}`, view }));
  const order = { manifest: 'm', segments: segments.map((segment) => segment.digest) };
  const { reachedUnder: _reachedUnder, work: _work, ...rest } = evaluate(activate(order, segments), question);
  return rest;
}
