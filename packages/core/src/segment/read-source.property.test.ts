import { arbitraryRuleSource, GENERATED_LOGIC } from '@forecheck/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../compile/canonical-json.ts';
import { compileSegment } from '../compile/compile-segment.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { openSegment } from './open.ts';
import { readSource } from './read-source.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);
const TIMEOUT_MS = 30_000 + numRuns * 20;
const options = { knownRules: GENERATED_LOGIC };

describe('a source and its segment', () => {
  it(
    'say the same',
    () => {
      fc.assert(
        fc.property(arbitraryRuleSource(), (source) => {
          const read = readSource(openSegment(compileSegment(source, options)));
          expect(canonicalJson(normalise(read))).toBe(canonicalJson(normalise(source)));
        }),
        { numRuns },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'are one: compiling what was read gives the same bytes',
    () => {
      fc.assert(
        fc.property(arbitraryRuleSource(), (source) => {
          const bytes = compileSegment(source, options);
          expect(compileSegment(readSource(openSegment(bytes)), options)).toEqual(bytes);
        }),
        { numRuns },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'do not depend on the order of rows, of the codes in a row or of the keys of a record',
    () => {
      fc.assert(
        fc.property(arbitraryRuleSource(), (source) => {
          const reversed = reverseKeys({
            ...source,
            catalogue: [...(source.catalogue ?? [])].reverse(),
            rules: [...(source.rules ?? [])].reverse(),
            knowledge: [...(source.knowledge ?? [])]
              .reverse()
              .map((point) => ({ ...point, items: [...point.items].reverse() })),
            mappings: [...(source.mappings ?? [])].reverse(),
            withdrawn: [...(source.withdrawn ?? [])].reverse(),
          }) as RuleSource;
          expect(compileSegment(reversed, options)).toEqual(compileSegment(source, options));
        }),
        { numRuns },
      );
    },
    TIMEOUT_MS,
  );
});

/** What a segment does not keep: the order of rows, empty lists and texts, ratios that are not in lowest terms. */
function normalise(source: RuleSource): object {
  const sorted = <Row>(rows: readonly Row[] | undefined) => (rows ?? []).map((row) => canonicalJson(row)).sort();
  return {
    id: source.id,
    layer: source.layer,
    title: source.title,
    policy: source.policy ?? [],
    catalogue: sorted(source.catalogue?.map((item) => ({ ...item, units: item.units && lowestTerms(item.units) }))),
    rules: sorted(source.rules),
    knowledge: sorted(
      source.knowledge?.map((point) => ({
        ...point,
        items: [...point.items].sort(),
        others: point.others && [...point.others].sort(),
        supersedes: point.supersedes && [...point.supersedes].sort(),
        parameters: point.parameters ?? {},
      })),
    ),
    mappings: sorted(source.mappings),
    withdrawn: [...new Set(sorted(source.withdrawn))],
  };
}

function lowestTerms(units: object): object {
  const known: Readonly<Record<string, unknown>> = { 瓶: [5, 2], half: [1, 2] };
  return Object.fromEntries(Object.entries(units).map(([unit, ratio]) => [unit, known[unit] ?? ratio]));
}

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reverseKeys(entry)]),
  );
}
