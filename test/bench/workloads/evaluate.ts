import { type Encounter, evaluate, type Ruleset } from '@forecheck/core';
import type { EvaluateCase, EvaluateResult } from '../case.ts';
import { openWorld } from '../fixtures.ts';
import { type Contender, measureInRounds } from '../measure/rounds.ts';
import { supplyFresh, supplyReused } from '../measure/supply.ts';
import { createMapEvaluator } from '../references/map-index.ts';
import type { Evaluator } from '../references/reference.ts';
import { REFERENCES } from '../references/reference-table.ts';
import { createEncounters } from '../world/encounters.ts';
import { createWorld, type World } from '../world/world.ts';
import { compareHits, hitsOf, hitsOfEvaluation } from './compare-hits.ts';

/** Times ours beside the other, after making sure that both give the oracle's hits. */
export async function runEvaluate(order: EvaluateCase, folder: string): Promise<EvaluateResult> {
  const { size, items, against, strings } = order;
  const ruleset = openWorld(folder, size);
  const world = createWorld(size);
  const encounters = createEncounters(world, { count: order.encounters, items });
  const oracle = createMapEvaluator(world.points);
  const expected = (encounter: Encounter): readonly string[] => hitsOf(oracle(encounter));
  const other = await prepareOther(order, ruleset, world, encounters);
  const ours: Contender = { name: 'forecheck', answer: (encounter) => evaluate(ruleset, encounter, { fixes: 'skip' }) };
  const compared = {
    ours: await compareHits(encounters, expected, (encounter) => hitsOfEvaluation(evaluate(ruleset, encounter))),
    theirs: await compareHits(encounters, expected, other.hits),
  };
  const alerts = encounters.reduce((sum, encounter) => sum + oracle(encounter).length, 0);
  const supply = strings === 'fresh' ? supplyFresh(encounters) : supplyReused(encounters);
  const [first, second] = await measureInRounds([ours, { name: against, ...other.contender }], supply, order.rounds);
  return { ours: first!, theirs: second!, alertsPerItem: alerts / (encounters.length * items), compared };
}

interface Other {
  readonly contender: Omit<Contender, 'name'>;
  readonly hits: (encounter: Encounter) => readonly string[] | Promise<readonly string[]>;
}

async function prepareOther(
  { against }: EvaluateCase,
  ruleset: Ruleset,
  world: World,
  encounters: readonly Encounter[],
): Promise<Other> {
  if (against === 'ourselves' || against === 'offering-fixes') {
    const fixes = against === 'ourselves' ? 'skip' : 'offer';
    const answer = (encounter: Encounter) => evaluate(ruleset, encounter, { fixes });
    return { contender: { answer }, hits: (encounter) => hitsOfEvaluation(answer(encounter)) };
  }
  const evaluator: Evaluator = await REFERENCES[against].prepare(world, encounters);
  return {
    contender: { answer: evaluator.evaluate, isAsync: evaluator.kind === 'async' },
    hits: async (encounter) => hitsOf(await evaluator.evaluate(encounter)),
  };
}
