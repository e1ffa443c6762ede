import { activate, evaluate, openSegment, type Ruleset } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { describe, expect, test } from 'vitest';
import { createMapEvaluator } from './references/map-index.ts';
import { REFERENCES } from './references/reference-table.ts';
import { compareHits, hitsOf, hitsOfEvaluation } from './workloads/compare-hits.ts';
import { createEncounters } from './world/encounters.ts';
import { createSource, createWorld, type World } from './world/world.ts';

const world = createWorld({ rows: 1000, points: 1000 });
const ruleset = openRuleset(world);
const oracle = createMapEvaluator(world.points);
const encounters = createEncounters(world, { count: 200, items: 20 });

function openRuleset(of: World): Ruleset {
  const view = openSegment(compileSegment(createSource(of)));
  return activate({ manifest: 'bench', segments: ['base'] }, [{ digest: 'base', view }]);
}

test('equal sizes give equal worlds and equal encounters', () => {
  const again = createWorld({ rows: 1000, points: 1000 });
  expect(again).toEqual(world);
  expect(createEncounters(again, { count: 200, items: 20 })).toEqual(encounters);
});

test('about one item in ten raises an alert', () => {
  const offending = encounters.map((encounter) => new Set(oracle(encounter).flatMap(({ items }) => items)).size);
  const share = offending.reduce((sum, count) => sum + count, 0) / (encounters.length * 20);
  expect(share).toBeGreaterThan(0.07);
  expect(share).toBeLessThan(0.14);
});

describe('the hits of the oracle are those of', () => {
  test('forecheck', async () => {
    const compared = await compareHits(
      encounters,
      (encounter) => hitsOf(oracle(encounter)),
      (encounter) => hitsOfEvaluation(evaluate(ruleset, encounter)),
    );
    expect(compared).toBeGreaterThan(100);
  });

  test.each(Object.values(REFERENCES))('$name', async ({ prepare }) => {
    const { evaluate: answer } = await prepare(world, encounters);
    const compared = await compareHits(
      encounters.slice(0, 50),
      (encounter) => hitsOf(oracle(encounter)),
      async (encounter) => hitsOf(await answer(encounter)),
    );
    expect(compared).toBeGreaterThanOrEqual(8);
  });
});

test('hits that differ are refused', async () => {
  const nothing = compareHits(
    encounters,
    (encounter) => hitsOf(oracle(encounter)),
    () => [],
  );
  await expect(nothing).rejects.toThrow('hits differ');
});
