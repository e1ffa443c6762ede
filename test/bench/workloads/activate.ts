import { readFileSync } from 'node:fs';
import { activate, type Encounter, evaluate, openSegment, type RuleSource, type Ruleset } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import type { ActivateCase, ActivateResult } from '../case.ts';
import { segmentFile } from '../fixtures.ts';
import type { Supply } from '../measure/rounds.ts';
import { createSamples, type Samples } from '../measure/samples.ts';
import { supplyFresh } from '../measure/supply.ts';
import { createEncounters } from '../world/encounters.ts';
import { createRules } from '../world/rules.ts';
import { createKnowledgePoint, createWorld, type World } from '../world/world.ts';

/**
 * Evaluates without pause against a base; every so often an update of one row is opened, activated over the base and
 * swapped in by one assignment. Evaluations are timed before the first update and then among the updates.
 */
export function runActivate({ size, activations, evaluationsBetween }: ActivateCase, folder: string): ActivateResult {
  const world = createWorld(size);
  const base = { digest: 'base', view: openSegment(readFileSync(segmentFile(folder, size))) };
  const supply = supplyFresh(createEncounters(world, { count: 1024, items: 20 }));
  const updates = Array.from({ length: activations }, (_, index) => compileUpdate(world, index));
  let ruleset = activate({ manifest: 'base', segments: ['base'] }, [base]);
  const samples = {
    open: createSamples(activations),
    activate: createSamples(activations),
    together: createSamples(activations),
    evaluateBefore: createSamples(),
    evaluateDuring: createSamples(),
  };
  const between = (into: Samples): void => evaluateMany(ruleset, supply, evaluationsBetween, into);
  for (let k = 0; k < activations; k += 1) between(samples.evaluateBefore);
  for (const [index, bytes] of updates.entries()) {
    const started = performance.now();
    const view = openSegment(bytes);
    const opened = performance.now();
    const digest = `update-${index}`;
    ruleset = activate({ manifest: digest, segments: ['base', digest] }, [base, { digest, view }]);
    const activated = performance.now();
    samples.open.add((opened - started) * 1000);
    samples.activate.add((activated - opened) * 1000);
    samples.together.add((activated - started) * 1000);
    between(samples.evaluateDuring);
  }
  return {
    segmentBytes: updates[0]!.length,
    open: samples.open.summarise(),
    activate: samples.activate.summarise(),
    together: samples.together.summarise(),
    evaluateBefore: samples.evaluateBefore.summarise(),
    evaluateDuring: samples.evaluateDuring.summarise(),
  };
}

/** A new version of one knowledge point: what an urgent change is. */
function compileUpdate({ points }: World, index: number): Uint8Array {
  const source: RuleSource = {
    formatVersion: 1,
    id: `update-${index}`,
    layer: 'national',
    knowledge: [createKnowledgePoint(points[(index * 7919) % points.length]!)],
  };
  return compileSegment(source, { knownRules: new Map(createRules().map(({ id, logic }) => [id, logic])) });
}

function evaluateMany(ruleset: Ruleset, supply: Supply, count: number, samples: Samples): void {
  const encounters: readonly Encounter[] = supply.take(count);
  for (const encounter of encounters) {
    const started = performance.now();
    evaluate(ruleset, encounter, { fixes: 'skip' });
    samples.add((performance.now() - started) * 1000);
  }
}
