import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TraceEntry, TraceKind } from '../events.ts';
import { appendToTrail, findBreak, type TrailRecord, unansweredIn } from './chain.ts';
import { summariseTrail } from './summarise.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function anEntry(kind: TraceKind, overrides: Partial<TraceEntry> = {}): TraceEntry {
  return {
    kind,
    at: 1_780_000_000_000,
    encounterId: 'E1',
    alerts: ['a1'],
    rule: 'sample-sex',
    items: ['1'],
    tier: 'ask',
    severity: 'warning',
    dwellMs: 0,
    manifest: 'm1',
    pack: 'p1',
    fingerprint: 'f1',
    ...overrides,
  };
}

function aTrail(entries: readonly TraceEntry[]): readonly TrailRecord[] {
  const records: TrailRecord[] = [];
  for (const entry of entries) records.push(appendToTrail(records.at(-1), entry, sha256));
  return records;
}

const trail = aTrail([
  anEntry('shown'),
  anEntry('focused', { dwellMs: 900 }),
  anEntry('answered', { dwellMs: 8000, disposition: 'continue-with-reason', reasonCode: 'rescue' }),
  anEntry('continued', { dwellMs: 8100 }),
]);

describe('W33 the trail', () => {
  test('W33 holds together as it was written, also after it was read back', () => {
    expect(trail.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(findBreak(trail, sha256)).toBeUndefined();
    expect(findBreak(JSON.parse(JSON.stringify(trail)), sha256)).toBeUndefined();
  });

  test.each<[string, (records: readonly TrailRecord[]) => readonly TrailRecord[], number]>([
    ['a changed reason', (all) => change(all, 2, { reasonCode: 'other' }), 3],
    ['a changed time', (all) => change(all, 1, { dwellMs: 9000 }), 2],
    ['a record taken out', (all) => [...all.slice(0, 1), ...all.slice(2)], 3],
    ['two records exchanged', (all) => [all[0]!, all[2]!, all[1]!, all[3]!], 3],
    ['a record put in', (all) => [...all.slice(0, 2), { ...all[1]!, sequence: 3 }, ...all.slice(2)], 3],
  ])('W33 shows %s', (_, tamper, sequence) => {
    expect(findBreak(tamper(trail), sha256)?.sequence).toBe(sequence);
  });

  test('W33 a record rewritten with its digest breaks at the next', () => {
    const forged = appendToTrail(trail[1], anEntry('answered', { reasonCode: 'other' }), sha256);
    expect(findBreak([...trail.slice(0, 2), forged, ...trail.slice(3)], sha256)?.sequence).toBe(4);
  });

  test('W33 what was shown before a crash is still open after it', () => {
    expect(unansweredIn(trail.slice(0, 2).map((record) => record)).map(({ alerts }) => alerts)).toEqual([['a1']]);
    expect(unansweredIn(trail)).toEqual([]);
  });
});

test('W35 figures: alerts per hundred orders, overrides by rule, glances, repeats', () => {
  const entries = [
    anEntry('shown'),
    anEntry('answered', { dwellMs: 1200, disposition: 'continue-with-reason' }),
    anEntry('repeated'),
    anEntry('shown', { rule: 'sample-days', tier: 'stop' }),
    anEntry('answered', {
      rule: 'sample-days',
      dwellMs: 9000,
      disposition: 'continue-with-reason',
      isBreakGlass: true,
    }),
    anEntry('shown', { rule: 'sample-days' }),
    anEntry('fixed', { rule: 'sample-days' }),
    anEntry('answered', { rule: 'sample-days', dwellMs: 5000, disposition: 'return-and-change' }),
  ];
  expect(summariseTrail(entries, 60)).toEqual({
    shown: 3,
    shownPer100Orders: 5,
    repeated: 1,
    glancedShare: 1 / 3,
    byRule: [
      { rule: 'sample-sex', shown: 1, overridden: 1, overriddenShare: 1, fixed: 0, brokenGlass: 0 },
      { rule: 'sample-days', shown: 2, overridden: 1, overriddenShare: 0.5, fixed: 1, brokenGlass: 1 },
    ],
  });
  expect(summariseTrail([], 0)).toEqual({ shown: 0, shownPer100Orders: 0, repeated: 0, glancedShare: 0, byRule: [] });
});

function change(records: readonly TrailRecord[], index: number, entry: Partial<TraceEntry>): readonly TrailRecord[] {
  return records.map((record, at) => (at === index ? { ...record, entry: { ...record.entry, ...entry } } : record));
}
