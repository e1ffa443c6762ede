import { describe, expect, it } from 'vitest';
import { compactSegments } from '../compact/compact.ts';
import { compileSegment } from '../compile/compile-segment.ts';
import type { CoreErrorCode } from '../error.ts';
import { isCoreError } from '../error.ts';
import { parseCstDate } from '../model/calendar.ts';
import { openSegment } from '../segment/open.ts';
import { CATALOGUE_FROM, CATALOGUE_INTS, DAY_ALWAYS, DAY_NEVER } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { CatalogueItem, KnowledgePoint, RuleDefinition, RuleSource } from '../source/rule-source.ts';
import { activate } from './activate.ts';
import { mapLocalCode } from './map-local-code.ts';
import { maskSegments } from './masks.ts';
import type { Ruleset } from './ruleset.ts';

const words = { 'zh-CN': '一', en: 'one' };
const SEX: RuleLogic = { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } };
const day = parseCstDate;

function rule(more: Partial<RuleDefinition> = {}): RuleDefinition {
  return {
    id: 'R1',
    name: words,
    logic: SEX,
    verdict: 'violation',
    severity: 'critical',
    fundScope: 'pooled',
    message: words,
    basis: [],
    ...more,
  };
}

function point(id: string, more: Partial<KnowledgePoint> = {}): KnowledgePoint {
  return { id, rule: 'R1', items: ['XA01'], ...more };
}

function open(more: Partial<RuleSource>): SegmentView {
  const source: RuleSource = { formatVersion: 1, id: 'S', layer: 'national', ...more };
  return openSegment(compileSegment(source, { knownRules: new Map([['R1', SEX]]) }));
}

/** Oldest first. */
function layer(...views: readonly SegmentView[]): Ruleset {
  const segments = views.map((view, index) => ({ digest: `d${index}`, view }));
  return activate({ manifest: 'm', segments: segments.map(({ digest }) => digest) }, segments);
}

/** Of the oldest segment: `masked`, or the day on which the row now ends, or `whole`. */
function stateOf(ruleset: Ruleset, id: string): string | number {
  const { view, masked, endings } = ruleset.segments.at(-1)!;
  const row = view.findRow(id);
  expect(row).toBeGreaterThanOrEqual(0);
  if (((masked[row >>> 5]! >>> (row & 31)) & 1) === 1) return 'masked';
  return endings.get(row) ?? 'whole';
}

function refusal(act: () => unknown): CoreErrorCode {
  try {
    act();
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
  throw new Error('it was accepted');
}

const BASE = { rules: [rule()], knowledge: [point('KP-1'), point('KP-2', { from: '2024-01-01' }), point('KP-3')] };

describe('a knowledge point', () => {
  it('of a newer segment replaces the older one of its id altogether', () => {
    const ruleset = layer(open(BASE), open({ knowledge: [point('KP-1', { from: '2030-01-01' })] }));
    expect([stateOf(ruleset, 'KP-1'), stateOf(ruleset, 'KP-2')]).toEqual(['masked', 'whole']);
  });

  it('replaces every version of its id', () => {
    const versions = [point('KP-1', { to: '2024-01-01' }), point('KP-1', { from: '2024-01-01', items: ['XZ01'] })];
    const base = open({ rules: [rule()], knowledge: [...versions, point('KP-2')] });
    const { masked } = layer(base, open({ knowledge: [point('KP-1')] })).segments.at(-1)!;
    expect(base.storage.findRows('KP-1')).toHaveLength(2);
    for (const row of base.storage.findRows('KP-1')) expect((masked[0]! >>> row) & 1).toBe(1);
  });

  it('that is withdrawn is gone, in older segments only', () => {
    const withdrawn = [{ row: 'knowledge', id: 'KP-1' }] as const;
    expect(stateOf(layer(open(BASE), open({ withdrawn })), 'KP-1')).toBe('masked');
    expect(stateOf(layer(open({ ...BASE, withdrawn })), 'KP-1')).toBe('whole');
  });

  it('ends those that it supersedes on its own first day', () => {
    const update = open({ knowledge: [point('KP-9', { supersedes: ['KP-1', 'KP-2'], from: '2025-01-01' })] });
    const ruleset = layer(open(BASE), update);
    expect(['KP-1', 'KP-2', 'KP-3'].map((id) => stateOf(ruleset, id))).toEqual([
      day('2025-01-01'),
      day('2025-01-01'),
      'whole',
    ]);
  });

  it('masks those that it supersedes when it has no first day, or one before theirs', () => {
    const ruleset = layer(
      open(BASE),
      open({
        knowledge: [
          point('KP-8', { supersedes: ['KP-1'] }),
          point('KP-9', { supersedes: ['KP-2'], from: '2024-01-01' }),
        ],
      }),
    );
    expect(['KP-1', 'KP-2', 'KP-3'].map((id) => stateOf(ruleset, id))).toEqual(['masked', 'masked', 'whole']);
  });

  it('supersedes others of its own segment as well', () => {
    const knowledge = [point('KP-1'), point('KP-9', { supersedes: ['KP-1'], from: '2025-01-01' })];
    expect(stateOf(layer(open({ rules: [rule()], knowledge })), 'KP-1')).toBe(day('2025-01-01'));
  });

  it('leaves alone what ends before it begins', () => {
    const base = open({ rules: [rule()], knowledge: [point('KP-1', { to: '2024-01-01' })] });
    const update = open({ knowledge: [point('KP-9', { supersedes: ['KP-1'], from: '2024-01-01' })] });
    expect(stateOf(layer(base, update), 'KP-1')).toBe('whole');
  });

  it('ends no newer one', () => {
    const older = open({ rules: [rule()], knowledge: [point('KP-9', { supersedes: ['KP-1'] })] });
    const { segments } = layer(older, open({ knowledge: [point('KP-1')] }));
    expect([segments[0]!.masked[0], segments[0]!.endings.size]).toEqual([0, 0]);
  });

  it('leaves the earliest of several endings', () => {
    const later = open({ knowledge: [point('KP-8', { supersedes: ['KP-1'], from: '2026-01-01' })] });
    const earlier = open({ knowledge: [point('KP-9', { supersedes: ['KP-1'], from: '2025-01-01' })] });
    expect(stateOf(layer(open(BASE), later, earlier), 'KP-1')).toBe(day('2025-01-01'));
    expect(stateOf(layer(open(BASE), earlier, later), 'KP-1')).toBe(day('2025-01-01'));
  });

  it('that is withdrawn or replaced no longer supersedes anything', () => {
    const superseding = open({ knowledge: [point('KP-9', { supersedes: ['KP-1'], from: '2025-01-01' })] });
    const withdrawal = open({ withdrawn: [{ row: 'knowledge', id: 'KP-9' }] });
    const replacement = open({ knowledge: [point('KP-9', { supersedes: ['KP-1'], from: '2026-01-01' })] });
    expect(stateOf(layer(open(BASE), superseding, withdrawal), 'KP-1')).toBe('whole');
    expect(stateOf(layer(open(BASE), superseding, replacement), 'KP-1')).toBe(day('2026-01-01'));
  });

  it('may supersede what nobody has', () => {
    const update = open({
      knowledge: [point('KP-9', { supersedes: ['KP-0'] })],
      withdrawn: [{ row: 'knowledge', id: 'KP-00' }],
    });
    expect(stateOf(layer(open(BASE), update), 'KP-1')).toBe('whole');
  });
});

describe('rules', () => {
  const older = open({ rules: [rule({ severity: 'info' }), rule({ id: 'R2' })] });
  const newer = open({
    rules: [rule({ severity: 'critical', from: '2025-01-01', to: '2026-01-01', phases: ['review'] })],
  });

  it('have one version on any day, the newest segment’s', () => {
    const [first] = layer(older, newer).rules;
    expect(first!.versions.map(({ from, to, definition }) => [from, to, definition.severity])).toEqual([
      [day('2026-01-01'), DAY_NEVER, 'info'],
      [day('2025-01-01'), day('2026-01-01'), 'critical'],
      [DAY_ALWAYS, day('2025-01-01'), 'info'],
    ]);
    expect(first!.versions.map(({ phaseMask, scope }) => [phaseMask, scope])).toEqual([
      [7, 1],
      [2, 1],
      [7, 1],
    ]);
  });

  it('stand in the order of their ids, and rows lead to them', () => {
    const ruleset = layer(older, newer);
    expect(ruleset.rules.map(({ id }) => id)).toEqual(['R1', 'R2']);
    expect(ruleset.segments.map(({ ruleIndex }) => [...ruleIndex])).toEqual([[0], [0, 1]]);
  });

  it('that are withdrawn have no version, and rows lead nowhere', () => {
    const ruleset = layer(older, open({ knowledge: [point('KP-1')], withdrawn: [{ row: 'rule', id: 'R1' }] }));
    expect(ruleset.rules.map(({ id }) => id)).toEqual(['R2']);
    expect(ruleset.segments.map(({ ruleIndex }) => [...ruleIndex])).toEqual([[-1], [-1, 0]]);
  });

  it('may not change their kind', () => {
    const other = open({ rules: [rule({ id: 'R2', logic: { kind: 'coverage', mode: 'never' } })] });
    expect(refusal(() => layer(older, other))).toBe('rule-kind-changed');
    expect(refusal(() => compactSegments([older, other]))).toBe('rule-kind-changed');
  });
});

describe('the catalogue', () => {
  const item: CatalogueItem = { code: 'XA01', name: '甲', kind: 'drug' };

  it('is masked by withdrawals only', () => {
    const base = open({ catalogue: [item, { ...item, code: 'XA02' }] });
    const withdrawal = open({
      withdrawn: [
        { row: 'catalogue', id: 'XA01' },
        { row: 'catalogue', id: 'XA09' },
      ],
    });
    expect(layer(base, withdrawal).segments[1]!.catalogueMasked[0]).toBe(0b01);
    expect(layer(base, open({ catalogue: [item] })).segments[1]!.catalogueMasked[0]).toBe(0);
  });

  it('is there as long as one row is left', () => {
    const base = open({ catalogue: [item] });
    const withdrawal = open({ withdrawn: [{ row: 'catalogue', id: 'XA01' }] });
    expect([layer(base), layer(base, withdrawal), layer(open({}))].map(({ hasCatalogue }) => hasCatalogue)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is clipped by compaction to the days that newer rows leave', () => {
    const update = { ...item, name: '甲二', from: '2025-01-01', to: '2026-01-01' };
    const view = openSegment(compactSegments([open({ catalogue: [item] }), open({ catalogue: [update] })]));
    const names = [0, 1, 2].map((row) => [
      view.text(view.catalogue[row * CATALOGUE_INTS]!),
      view.catalogue[row * CATALOGUE_INTS + CATALOGUE_FROM],
    ]);
    expect(names).toEqual([
      ['甲', DAY_ALWAYS],
      ['甲二', day('2025-01-01')],
      ['甲', day('2026-01-01')],
    ]);
  });
});

describe('mappings', () => {
  const older = open({
    mappings: [
      { localCode: 'L1', code: 'XA01' },
      { localCode: 'L2', code: 'XA02' },
    ],
  });

  it('answer newest segment first, on the days that they name', () => {
    const ruleset = layer(older, open({ mappings: [{ localCode: 'L1', code: 'XB01', from: '2025-01-01' }] }));
    const on = (local: string, date: string) => mapLocalCode(ruleset, local, day(date));
    expect([on('L1', '2024-12-31'), on('L1', '2025-01-01'), on('L2', '2025-01-01'), on('L3', '2025-01-01')]).toEqual([
      'XA01',
      'XB01',
      'XA02',
      undefined,
    ]);
  });

  it('that are withdrawn answer no more', () => {
    const ruleset = layer(older, open({ withdrawn: [{ row: 'mapping', id: 'L1' }] }));
    expect([mapLocalCode(ruleset, 'L1', 0), mapLocalCode(ruleset, 'L2', 0)]).toEqual([undefined, 'XA02']);
  });

  it('are not looked for where there are none', () => {
    expect([layer(open(BASE)).hasMappings, layer(older).hasMappings]).toEqual([false, true]);
    expect(mapLocalCode(layer(open(BASE)), 'L1', 0)).toBeUndefined();
  });
});

describe('policy', () => {
  it('stands widest layer first, a newer row in the place of an older one of equal condition', () => {
    const ruleset = layer(
      open({ policy: [{ decision: 'remind' }, { rule: 'R1', decision: 'block' }] }),
      open({ layer: 'institution', policy: [{ decision: 'block' }] }),
      open({ policy: [{ decision: 'pass', mayLoosen: true }] }),
    );
    expect(ruleset.policy).toEqual([
      { layer: 'national', rule: 'R1', decision: 'block' },
      { layer: 'national', decision: 'pass', mayLoosen: true },
      { layer: 'institution', decision: 'block' },
    ]);
  });
});

describe('activation', () => {
  const view = open(BASE);

  it('follows the order given, whatever order the segments are in', () => {
    const other = open({ id: 'T' });
    const order = { manifest: 'm1', segments: ['a', 'b'] };
    const named = [
      { digest: 'b', view: other },
      { digest: 'x', view: other },
      { digest: 'a', view },
    ];
    const ruleset = activate(order, named);
    expect([ruleset.manifest, ...ruleset.segments.map(({ digest }) => digest)]).toEqual(['m1', 'b', 'a']);
    expect(ruleset.segments[1]!.view).toBe(view);
  });

  it('refuses an order that it cannot follow', () => {
    const named = [{ digest: 'a', view }];
    expect(refusal(() => activate({ manifest: 'm', segments: ['a', 'b'] }, named))).toBe('segment-missing');
    expect(refusal(() => activate({ manifest: 'm', segments: ['a', 'a'] }, named))).toBe('order-malformed');
    expect(activate({ manifest: 'm', segments: [] }, named).segments).toEqual([]);
  });

  it('costs look-ups for the rows of newer segments, however large the oldest is', () => {
    const update = open({
      knowledge: [point('KP-1'), point('KP-X', { supersedes: ['KP-2'] })],
      withdrawn: [{ row: 'knowledge', id: 'KP-3' }],
    });
    const lookups = [10, 1000, 5000].map((count) => {
      const knowledge = Array.from({ length: count }, (_, i) => point(`KP-${i}`));
      return maskSegments([update, open({ rules: [rule()], knowledge })]).lookups;
    });
    // Two rows and a withdrawal in the older segment; a supersession there and in its own.
    expect(lookups).toEqual([5, 5, 5]);
  });
});

describe('compaction', () => {
  it('refuses nothing, and segments of several layers', () => {
    expect(refusal(() => compactSegments([]))).toBe('order-malformed');
    expect(refusal(() => compactSegments([open({}), open({ layer: 'city' })]))).toBe('layer-mixed');
  });

  it('keeps withdrawals for what lies below, unless nothing does', () => {
    const views = [open(BASE), open({ id: 'T', withdrawn: [{ row: 'knowledge', id: 'KP-1' }] })];
    expect(openSegment(compactSegments(views)).storage.withdrawals).toHaveLength(2);
    const base = openSegment(compactSegments(views, { isBase: true, id: 'BASE' }));
    expect([base.storage.withdrawals.length, base.id, base.rowCount]).toEqual([0, 'BASE', 3]);
    expect(openSegment(compactSegments(views)).id).toBe('T');
  });

  it('keeps the row that a later one superseded, so that a withdrawal brings it back', () => {
    const superseding = open({ knowledge: [point('KP-9', { supersedes: ['KP-1'], from: '2025-01-01' })] });
    const compacted = openSegment(compactSegments([open(BASE), superseding]));
    expect(stateOf(layer(compacted), 'KP-1')).toBe(day('2025-01-01'));
    expect(stateOf(layer(compacted, open({ withdrawn: [{ row: 'knowledge', id: 'KP-9' }] })), 'KP-1')).toBe('whole');
  });
});
