import {
  arbitraryLayers,
  GENERATED_CODES,
  GENERATED_DAYS,
  GENERATED_LOCAL_CODES,
  GENERATED_LOGIC,
} from '@forecheck/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../compile/canonical-json.ts';
import { compileSegment } from '../compile/compile-segment.ts';
import { parseCstDate } from '../model/calendar.ts';
import { activate } from '../ruleset/activate.ts';
import { mapLocalCode } from '../ruleset/map-local-code.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { hashCode } from '../segment/hash.ts';
import { openSegment } from '../segment/open.ts';
import { catalogueStart, somePosting } from '../segment/postings.ts';
import { readCatalogueItem, readKnowledgePoint } from '../segment/read-source.ts';
import {
  CATALOGUE_FROM,
  CATALOGUE_INTS,
  CATALOGUE_TO,
  ROW_FROM,
  ROW_INTS,
  ROW_RULE,
  ROW_TO,
  RULE_NUMBER_MASK,
} from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { compactSegments } from './compact.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);
/** The generated days and those just before them. */
const DAYS = GENERATED_DAYS.map((date) => parseCstDate(date)).flatMap((day) => [day - 1, day]);

describe('compacted segments', () => {
  it('hold what the segments held, on every day', () => {
    fc.assert(
      fc.property(arbitraryLayers(), (sources) => {
        const views = sources.map(open);
        const compacted = openSegment(compactSegments(views));
        expect(effective([compacted])).toEqual(effective(views));
        expect(effective([openSegment(compactSegments(views, { isBase: true }))])).toEqual(effective(views));
      }),
      { numRuns },
    );
  });

  it('may stand for any of the segments, under and over the others', () => {
    fc.assert(
      fc.property(arbitraryLayers(5), fc.nat(), fc.nat(), (sources, a, b) => {
        const views = sources.map(open);
        const from = a % views.length;
        const to = from + 1 + (b % (views.length - from));
        const compacted = openSegment(compactSegments(views.slice(from, to)));
        expect(effective([...views.slice(0, from), compacted, ...views.slice(to)])).toEqual(effective(views));
      }),
      { numRuns },
    );
  });

  it('are the same whether made at once or in steps', () => {
    fc.assert(
      fc.property(arbitraryLayers(5), fc.nat(), (sources, a) => {
        const views = sources.map(open);
        const split = 1 + (a % views.length);
        const lower = openSegment(compactSegments(views.slice(0, split)));
        const inSteps = compactSegments([lower, ...views.slice(split)]);
        expect(effective([openSegment(inSteps)])).toEqual(effective([openSegment(compactSegments(views))]));
      }),
      { numRuns },
    );
  });
});

describe('layers', () => {
  it('of one source hold what the source says', () => {
    const source: RuleSource = {
      formatVersion: 1,
      id: 'S',
      layer: 'national',
      rules: [
        {
          id: 'R-SEX',
          name: { 'zh-CN': '性别', en: 'sex' },
          logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
          verdict: 'violation',
          severity: 'critical',
          fundScope: 'pooled',
          message: { 'zh-CN': '性别', en: 'sex' },
          basis: [],
        },
      ],
      knowledge: [{ id: 'KP-1', rule: 'R-SEX', items: ['XA01'], from: '2024-01-03', to: '2024-01-05' }],
    };
    const rows = effective([open(source)]);
    expect(rows.filter((row) => row.startsWith('knowledge'))).toEqual(
      [parseCstDate('2024-01-03'), parseCstDate('2024-01-05') - 1].map((day) =>
        expect.stringContaining(`knowledge XA01 ${day} `),
      ),
    );
  });
});

function open(source: RuleSource): SegmentView {
  return openSegment(compileSegment(source, { knownRules: GENERATED_LOGIC }));
}

/**
 * Everything that an evaluation can see, as one sorted list of sentences: for each code and day the knowledge points of
 * a rule in force and the catalogue row; mappings; rules; policy.
 */
function effective(viewsOldestFirst: readonly SegmentView[]): readonly string[] {
  const segments = viewsOldestFirst.map((view, index) => ({ digest: `${index}`, view }));
  const ruleset = activate({ manifest: 'm', segments: segments.map((segment) => segment.digest) }, segments);
  const rows = new Set<string>();
  for (const day of DAYS) {
    for (const code of GENERATED_CODES) {
      for (const row of knowledgeOf(ruleset, code, day)) rows.add(`knowledge ${code} ${day} ${row}`);
      rows.add(`catalogue ${code} ${day} ${catalogueOf(ruleset, code, day)}`);
    }
    for (const local of GENERATED_LOCAL_CODES) rows.add(`mapping ${local} ${day} ${mapLocalCode(ruleset, local, day)}`);
    for (const rule of ruleset.rules) rows.add(`rule ${rule.id} ${day} ${ruleOn(ruleset, rule.id, day)}`);
  }
  return [...[...rows].sort(), canonicalJson(ruleset.policy)];
}

function knowledgeOf(ruleset: Ruleset, code: string, day: number): readonly string[] {
  const found: string[] = [];
  for (const { view, masked, endings, ruleIndex } of ruleset.segments) {
    for (const posting of postingsOf(view, code)) {
      const row = posting >>> 1;
      const fields = view.rows.subarray(row * ROW_INTS, (row + 1) * ROW_INTS);
      if (((masked[row >>> 5]! >>> (row & 31)) & 1) === 1) continue;
      const to = Math.min(fields[ROW_TO]!, endings.get(row) ?? Number.POSITIVE_INFINITY);
      if (day < fields[ROW_FROM]! || day >= to) continue;
      const rule = ruleset.rules[ruleIndex[fields[ROW_RULE]! & RULE_NUMBER_MASK]!];
      if (rule?.versions.some((version) => version.from <= day && day < version.to) !== true) continue;
      found.push(`${posting & 1} ${wordsOf(view, row)}`);
    }
  }
  return found;
}

const wordsByRow = new WeakMap<SegmentView, Map<number, string>>();

/** A row as text; asked for on every day and code, so remembered. */
function wordsOf(view: SegmentView, row: number): string {
  const known = wordsByRow.get(view) ?? new Map<number, string>();
  wordsByRow.set(view, known);
  const words = known.get(row) ?? canonicalJson(readKnowledgePoint(view, row, undefined));
  known.set(row, words);
  return words;
}

function postingsOf(view: SegmentView, code: string): readonly number[] {
  const ids = new Int32Array(8);
  view.codes.findMany([code], Uint32Array.of(hashCode(code)), 1, ids);
  const found: number[] = [];
  const collect = (posting: number): boolean => {
    found.push(posting);
    return false;
  };
  if (ids[0]! >= 0) somePosting(view, 'code', ids[0]!, collect);
  const prefixes = view.prefixes.findPrefixes(code, ids);
  for (const id of ids.subarray(0, prefixes)) somePosting(view, 'prefix', id, collect);
  return found;
}

function catalogueOf(ruleset: Ruleset, code: string, day: number): string | undefined {
  const ids = new Int32Array(1);
  for (const { view, catalogueMasked } of ruleset.segments) {
    view.codes.findMany([code], Uint32Array.of(hashCode(code)), 1, ids);
    if (ids[0]! < 0) continue;
    for (let row = catalogueStart(view, ids[0]!); row < catalogueStart(view, ids[0]! + 1); row += 1) {
      const fields = view.catalogue.subarray(row * CATALOGUE_INTS, (row + 1) * CATALOGUE_INTS);
      const isMasked = ((catalogueMasked[row >>> 5]! >>> (row & 31)) & 1) === 1;
      if (isMasked || day < fields[CATALOGUE_FROM]! || day >= fields[CATALOGUE_TO]!) continue;
      const { from: _from, to: _to, ...item } = readCatalogueItem(view, ids[0]!, row);
      return canonicalJson(item);
    }
  }
  return undefined;
}

function ruleOn(ruleset: Ruleset, id: string, day: number): string | undefined {
  const rule = ruleset.rules.find((candidate) => candidate.id === id);
  const version = rule?.versions.find(({ from, to }) => from <= day && day < to);
  if (version === undefined) return undefined;
  const { from: _from, to: _to, ...definition } = version.definition;
  return canonicalJson({ ...definition, scope: version.scope, phaseMask: version.phaseMask });
}
