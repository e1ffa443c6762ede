import { activate, type Encounter, evaluate, openSegment, type RuleSource, type Ruleset } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { expect, test } from 'vitest';
import { summarise } from './measure/samples.ts';
import { createEncounters } from './world/encounters.ts';
import { createSource, createWorld } from './world/world.ts';

// Work is exact and the same on every machine; time is neither. Whoever changes a number here says why in the commit.

const world = createWorld({ rows: 1000, points: 1000 });
const source = createSource(world);
const knownRules = new Map((source.rules ?? []).map(({ id, logic }) => [id, logic]));

function layer(...sources: readonly RuleSource[]): Ruleset {
  const segments = sources.map((one) => ({ digest: one.id, view: openSegment(compileSegment(one, { knownRules })) }));
  return activate({ manifest: 'budget', segments: sources.map(({ id }) => id) }, segments);
}

function update(id: string, content: Partial<RuleSource>): RuleSource {
  return { formatVersion: 1, id, layer: 'national', ...content };
}

function totalWork(ruleset: Ruleset, encounters: readonly Encounter[]) {
  const works = encounters.map((encounter) => evaluate(ruleset, encounter, { fixes: 'skip' }).work);
  const sum = (name: 'items' | 'lookups' | 'candidates' | 'hits'): number =>
    works.reduce((total, work) => total + work[name], 0);
  return { items: sum('items'), lookups: sum('lookups'), candidates: sum('candidates'), hits: sum('hits') };
}

const base = layer(source);
const five = createEncounters(world, { count: 64, items: 5 });
const twenty = createEncounters(world, { count: 64, items: 20 });

test('64 encounters of 5 items take so much work', () => {
  expect(totalWork(base, five)).toEqual({ items: 320, lookups: 320, candidates: 321, hits: 21 });
});

test('64 encounters of 20 items take so much work', () => {
  expect(totalWork(base, twenty)).toEqual({ items: 1280, lookups: 1280, candidates: 1451, hits: 85 });
});

test('an encounter of unknown codes costs its look-ups and nothing else', () => {
  const strangers = twenty.map((encounter) => ({
    ...encounter,
    items: encounter.items.map((item) => ({ ...item, code: `Z${item.code?.slice(1)}` })),
  }));
  expect(totalWork(base, strangers)).toEqual({ items: 1280, lookups: 1280, candidates: 0, hits: 0 });
});

test('twenty thousand rows and points about other codes add no work', () => {
  const other = createSource(createWorld({ rows: 20_000, points: 20_000 }));
  const strange = (pattern: string): string => `Z${pattern.slice(1)}`;
  const larger: RuleSource = {
    ...source,
    catalogue: [
      ...(source.catalogue ?? []),
      ...(other.catalogue ?? []).map((row) => ({ ...row, code: strange(row.code) })),
    ],
    knowledge: [
      ...(source.knowledge ?? []),
      ...(other.knowledge ?? []).map((point) => ({
        ...point,
        id: `Z${point.id}`,
        items: point.items.map(strange),
        ...(point.others === undefined ? {} : { others: point.others.map(strange) }),
      })),
    ],
  };
  expect(totalWork(layer(larger), twenty)).toEqual(totalWork(base, twenty));
});

test('a layer about other codes adds look-ups and no candidates', () => {
  const [point] = source.knowledge ?? [];
  const added = update('update', { knowledge: [{ ...point!, id: 'KP-new', items: ['Z0000000000000000000001'] }] });
  const before = totalWork(base, twenty);
  const after = totalWork(layer(source, added), twenty);
  expect(after).toEqual({ ...before, lookups: before.lookups * 2 });
});

test('history is not looked up for rules about single items', () => {
  const withHistory = twenty.map((encounter): Encounter => {
    const past = Array.from({ length: 300 }, (_, i) => ({
      ...encounter.items[i % 20]!,
      id: `past-${i}`,
      code: world.codes[i]!,
      role: 'history' as const,
      visitId: `V${i}`,
      occurredAt: '2025-11-02 10:00:00',
    }));
    return { ...encounter, items: [...encounter.items, ...past] };
  });
  expect(totalWork(base, withHistory)).toEqual({ items: 64 * 320, lookups: 1280, candidates: 1451, hits: 85 });
});

test('20 items are answered in a twentieth of a second on the busiest machine', () => {
  const times = twenty.map((encounter) => {
    const started = performance.now();
    evaluate(base, encounter);
    return performance.now() - started;
  });
  expect(summarise(times).p50).toBeLessThan(50);
});
