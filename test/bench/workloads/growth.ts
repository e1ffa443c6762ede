import { readFileSync } from 'node:fs';
import { activate, evaluate, type KnowledgePoint, openSegment, type RuleSource, type Ruleset } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import type { GrowthCase, GrowthResult } from '../case.ts';
import { openWorld, segmentFile } from '../fixtures.ts';
import { type Contender, measureInRounds, type Supply } from '../measure/rounds.ts';
import { supplyFresh } from '../measure/supply.ts';
import { createEncounters } from '../world/encounters.ts';
import { mulberry32, pick } from '../world/random.ts';
import { createRules } from '../world/rules.ts';
import { createCatalogueItem, createKnowledgePoint, createWorld, type World } from '../world/world.ts';

/** Times ours on rulesets that differ in one respect, side by side in one process. */
export async function runGrowth(order: GrowthCase, folder: string): Promise<GrowthResult> {
  return order.axis === 'rows' ? growRows(order, folder) : growLayers(order, folder);
}

async function growRows({ sizes, encounters: count, rounds }: GrowthCase, folder: string): Promise<GrowthResult> {
  const lanes = sizes.map((size) => {
    const ruleset = openWorld(folder, size);
    return { size, ruleset, supply: supplyFresh(createEncounters(createWorld(size), { count, items: ITEMS })) };
  });
  const contenders = lanes.map(({ size, ruleset }) => contenderOf(`${size.rows}`, ruleset));
  const supplies = lanes.map(({ supply }) => supply);
  return {
    measurements: await measureInRounds(contenders, supplies, rounds),
    bytes: lanes.map(({ ruleset }) => bytesOf(ruleset)),
  };
}

async function growLayers({ sizes, layers, encounters: count, rounds }: GrowthCase, folder: string) {
  const size = sizes[0]!;
  const world = createWorld(size);
  const base = { digest: 'base', view: openSegment(readFileSync(segmentFile(folder, size))) };
  const updates = Array.from({ length: Math.max(...layers) - 1 }, (_, index) => ({
    digest: `layer-${index}`,
    view: openSegment(compileSegment(createLayer(world, index), { knownRules: KNOWN_RULES })),
  }));
  const rulesets = layers.map((depth) => {
    const segments = [base, ...updates.slice(0, depth - 1)];
    return activate({ manifest: 'bench', segments: segments.map(({ digest }) => digest) }, segments);
  });
  const supply: Supply = supplyFresh(createEncounters(world, { count, items: ITEMS }));
  return {
    measurements: await measureInRounds(
      rulesets.map((ruleset, index) => contenderOf(`${layers[index]}`, ruleset)),
      supply,
      rounds,
    ),
    bytes: rulesets.map(bytesOf),
  };
}

/** An update or a lower layer: new versions of a thousand knowledge points and of a thousand catalogue rows. */
function createLayer({ codes, names, points }: World, index: number): RuleSource {
  const random = mulberry32(index + 1);
  const chosen = new Map<string, KnowledgePoint>();
  while (chosen.size < Math.min(LAYER_ROWS, points.length / 2)) {
    const point = createKnowledgePoint(pick(random, points));
    chosen.set(point.id, point);
  }
  const rows = new Set(Array.from({ length: LAYER_ROWS }, () => Math.floor(random() * codes.length)));
  return {
    formatVersion: 1,
    id: `layer-${index}`,
    layer: LAYERS[index % LAYERS.length]!,
    knowledge: [...chosen.values()],
    catalogue: [...rows].map((row) => createCatalogueItem(codes[row]!, names[row]!)),
  };
}

function contenderOf(name: string, ruleset: Ruleset): Contender {
  return { name, answer: (encounter) => evaluate(ruleset, encounter, { fixes: 'skip' }) };
}

function bytesOf({ segments }: Ruleset): number {
  return segments.reduce((sum, { view }) => sum + view.byteLength, 0);
}

const ITEMS = 20;
const LAYER_ROWS = 1000;
const LAYERS: readonly RuleSource['layer'][] = ['national', 'province', 'city', 'institution'];
const KNOWN_RULES = new Map(createRules().map(({ id, logic }) => [id, logic]));
