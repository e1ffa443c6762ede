import { activate, evaluate, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { describe, expect, it } from 'vitest';
import { applyDelta, makeDelta } from './references/binary-delta.ts';
import { packPatches, packRows } from './references/row-messages.ts';
import { createUrgentNews, framesOf } from './workloads/fan-out/urgent-news.ts';
import { createChange, sourceOf } from './workloads/wire/change.ts';
import { createEncounters } from './world/encounters.ts';
import { mulberry32 } from './world/random.ts';
import { createRules } from './world/rules.ts';
import { createSource, createWorld } from './world/world.ts';

const world = createWorld({ rows: 1000, points: 1000 });

describe('a change of S2', () => {
  it('edits 85 rows of a hundred, adds ten and withdraws five, each row once', () => {
    const { catalogue, knowledge, withdrawn } = createChange(world, 100);
    const rows = [...catalogue, ...knowledge];
    expect(rows.filter(({ before }) => before !== undefined).length).toBe(85);
    expect(rows.filter(({ before }) => before === undefined).length).toBe(10);
    expect(withdrawn.length).toBe(5);
    const ids = [...catalogue.map(({ after }) => after.code), ...knowledge.map(({ after }) => after.id)];
    expect(new Set([...ids, ...withdrawn.map(({ id }) => id)]).size).toBe(100);
    expect(rows.every(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))).toBe(true);
    expect(Math.min(catalogue.length, knowledge.length)).toBeGreaterThan(25);
  });

  it('is a segment that changes what the base answers', () => {
    const base = { digest: 'base', view: openSegment(compileSegment(createSource(world))) };
    const knownRules = new Map(createRules().map(({ id, logic }) => [id, logic]));
    const view = openSegment(compileSegment(sourceOf(createChange(world, 500)), { knownRules }));
    const before = activate({ manifest: 'a', segments: ['base'] }, [base]);
    const after = activate({ manifest: 'b', segments: ['base', 'update'] }, [base, { digest: 'update', view }]);
    const encounters = createEncounters(world, { count: 50, items: 20 });
    const alertsUnder = (ruleset: typeof before): number =>
      encounters.reduce((sum, encounter) => sum + evaluate(ruleset, encounter, { fixes: 'skip' }).alerts.length, 0);
    expect(alertsUnder(after)).not.toBe(alertsUnder(before));
  });

  it('is smaller as changed fields than as rows', () => {
    const change = createChange(world, 200);
    expect(packPatches(change).length).toBeLessThan(packRows(change).length * 0.8);
  });
});

describe('a binary difference', () => {
  const random = mulberry32(3);
  const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => 256 * random()));

  it('brings back what it was made from, whatever was inserted, removed, moved and changed', () => {
    for (let round = 0; round < 200; round += 1) {
      const before = noise(Math.floor(random() * 400));
      const at = (): number => Math.floor(random() * (before.length + 1));
      const [a, b, c, d] = [at(), at(), at(), at()];
      const pieces = [
        before.subarray(a, b),
        noise(Math.floor(random() * 40)),
        before.subarray(c, d),
        before.subarray(a),
      ];
      const after = Buffer.concat(pieces.slice(Math.floor(random() * 4)));
      expect(Buffer.from(applyDelta(before, makeDelta(before, after))).equals(after)).toBe(true);
    }
  });

  it('is small where little is different', () => {
    const before = noise(100_000);
    const after = Buffer.concat([
      before.subarray(0, 30_000),
      noise(10),
      before.subarray(30_100),
      before.subarray(5, 50),
    ]);
    expect(makeDelta(before, after).length).toBeLessThan(40);
  });
});

describe('the news of S1', () => {
  it('is a head and what it needs in some two thousand bytes', async () => {
    const { urgent } = await createUrgentNews(2);
    const bytes = urgent.map((news) => framesOf(news).reduce((sum, { length }) => sum + length, 0));
    expect(Math.min(...bytes)).toBeGreaterThan(1_500);
    expect(Math.max(...bytes)).toBeLessThan(3_000);
    expect(urgent.map(({ version }) => version)).toEqual([2, 3]);
  });
});
