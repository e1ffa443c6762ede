import type { Evaluation, RuleId, RuleLogic, RuleSource, SegmentView } from '@forecheck/core';
import { activate, evaluate, openSegment } from '@forecheck/core';
import { compactSegments, compileSegment } from '@forecheck/core/compile';
import type { ConformanceImplementation, ConformanceRequest } from './implementation.ts';

/** Ways to lay the same sources out in segments, none of which may change an answer. */
export interface SegmentLayout {
  /** Neighbouring sources of one layer become one segment. */
  readonly isCompacted?: boolean;
  /** A segment that says nothing about any item lies under and over the others. */
  readonly hasUnrelatedSegments?: boolean;
}

/** Our own core answers at once and in full. */
export interface CoreImplementation extends ConformanceImplementation {
  evaluate(request: ConformanceRequest): Evaluation;
}

/** Our own core behind the conformance interface: sources are compiled, opened and activated for every request. */
export function coreImplementation(layout: SegmentLayout = {}): CoreImplementation {
  return {
    evaluate({ sources, encounter }) {
      const laid = layout.hasUnrelatedSegments ? [UNRELATED_BELOW, ...sources, UNRELATED_ABOVE] : sources;
      const opened = compileInOrder(laid).map((bytes) => openSegment(bytes));
      const views = layout.isCompacted ? compactNeighbours(opened) : opened;
      const named = views.map((view, index) => ({ digest: digestOf(index), view }));
      const order = { manifest: MANIFEST, segments: named.map(({ digest }) => digest) };
      return evaluate(activate(order, named), encounter);
    },
  };
}

/** An update may add knowledge points to a rule of an earlier source, so each is told the rules before it. */
function compileInOrder(sources: readonly RuleSource[]): readonly Uint8Array[] {
  const knownRules = new Map<RuleId, RuleLogic>();
  return sources.map((source) => {
    const bytes = compileSegment(source, { knownRules: new Map(knownRules) });
    for (const rule of source.rules ?? []) knownRules.set(rule.id, rule.logic);
    return bytes;
  });
}

/** Neighbours of one layer become one segment; the lowest of all has nothing below it. */
function compactNeighbours(views: readonly SegmentView[]): readonly SegmentView[] {
  const runs: SegmentView[][] = [];
  for (const view of views) {
    const run = runs.at(-1);
    if (run?.[0]?.layer === view.layer) run.push(view);
    else runs.push([view]);
  }
  return runs.map((run, index) => openSegment(compactSegments(run, { isBase: index === 0 })));
}

// A digest is only a name to the core; the pack layer is what checks it against the bytes.
function digestOf(index: number): string {
  return index.toString(16).padStart(64, '0');
}

const MANIFEST = 'f'.repeat(64);

// Without catalogue rows: a ruleset that has a catalogue knows fewer codes than one that has none.
function unrelatedSource(id: string): RuleSource {
  const text = { 'zh-CN': id, en: id };
  return {
    formatVersion: 1,
    id,
    layer: 'national',
    rules: [
      {
        id,
        name: text,
        message: text,
        basis: [{ instrument: 'conformance' }],
        logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
        severity: 'critical',
        verdict: 'violation',
        fundScope: 'any',
      },
    ],
    knowledge: [{ id: `${id}-1`, rule: id, items: [`${id}-ITEM`], parameters: {} }],
  };
}

const UNRELATED_BELOW = unrelatedSource('UNRELATED-BELOW');
const UNRELATED_ABOVE = unrelatedSource('UNRELATED-ABOVE');
