import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import { isCoreError } from '../error.ts';
import { parseRuleSource } from '../schema/parse.ts';
import { KIND_MODE_NUMBERS } from '../segment/kind-numbers.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { lintSource } from './lint-source.ts';
import { findMode } from './mode-table.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);

/** Values that are mostly what some field takes, and sometimes just beside it. */
const leaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom('male', 'female', 'day', 'visit', 'inpatient', 'chief', 'primary', 'together', 'distinct', 'stated'),
  fc.constantFrom(
    '2025-01-01',
    '2025-02-29',
    '2026-01-01',
    '',
    ' ',
    'XA01',
    'XA01AA',
    'XA0*',
    'X*',
    'E11.900',
    'I60-I64',
  ),
  fc.constantFrom('0.5', '1.00001', 0, 1, 7, 14, -1, 0.5, 1.5, 0.00001, 365, Number.NaN, true, false, null, undefined),
  fc.constantFrom([], {}, ['male'], ['inpatient', 'emergency'], ['XA01'], ['E11'], { 'zh-CN': '一', en: 'one' }),
);

const window = fc.oneof(
  fc
    .constantFrom('line', 'prescription', 'visit', 'day', 'hour', 'week', 'month', 'lifetime', 'overlap', 'era')
    .map((kind) => ({
      kind,
    })),
  fc.record({ kind: fc.constant('rolling'), days: fc.constantFrom(0, 7, 1.5) }),
  fc.record({ kind: fc.constant('hours'), hours: fc.constantFrom(1, 6) }),
  fc.record({ kind: fc.constant('course'), gapDays: fc.constantFrom(1, 30, '3') }),
  fc.record({ kind: fc.constant('insurance-year'), startsOn: fc.constantFrom('07-01', '02-29', '1-1') }),
);

const condition = fc.oneof(
  fc.record({
    kind: fc.constant('diagnosis'),
    codes: fc.constantFrom(['E11'], ['I60-I64'], [], ['?'], ['e11.9', 'A01+G01*']),
  }),
  fc.record({ kind: fc.constant('age'), yearsMin: fc.constantFrom(0, 18, 201), yearsBelow: fc.constantFrom(14, 18) }),
  fc.record({ kind: fc.constantFrom('sex', 'weather'), sex: fc.constantFrom('male', 'both') }),
  fc.record({
    kind: fc.constant('lab'),
    code: fc.constantFrom('HB', ''),
    operator: fc.constantFrom('<', '>=', '='),
    value: fc.constantFrom('7.5', 7, '7.12345', -1),
    unit: fc.constant('g/dL'),
  }),
  fc.record({
    kind: fc.constant('prior-use'),
    codes: fc.constantFrom(['XA01'], ['X*'], []),
    withinDays: fc.constantFrom(0, 30),
    daysMin: fc.constantFrom(7, 60),
  }),
);

const parameter = fc.oneof(
  leaf,
  window,
  fc.array(fc.record({ allOf: fc.array(condition, { maxLength: 2 }) }), { maxLength: 2 }),
  fc.record({ primary: fc.constantFrom(1, '2.5', 'x'), secondary: fc.constant(3) }, { requiredKeys: [] }),
);

const kindModes = Object.keys(KIND_MODE_NUMBERS);

/** Parameters that the mode has, most of the time. */
function parametersFor(kindMode: string): fc.Arbitrary<Record<string, unknown>> {
  const [kind = '', mode = ''] = kindMode.split('.');
  const names = Object.keys(findMode({ kind, mode })?.parameters ?? {});
  return fc.dictionary(fc.constantFrom(...names, ...(names.length === 0 ? ['nonsense'] : [])), parameter, {
    maxKeys: 3,
  });
}

function rowOf(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, always: readonly string[]) {
  return fc.record(fields, { requiredKeys: always as string[] });
}

const text = fc.constant({ 'zh-CN': '限{bound}', en: 'only {bound}' });
const date = fc.constantFrom('2025-01-01', '2025-06-01', '2026-01-01');
const codes = fc.array(fc.constantFrom('XA01', 'XA01AA', 'XB02', 'XA0*', 'XA*', 'XB 2'), {
  minLength: 0,
  maxLength: 3,
});

function sourceFor(kindMode: string): fc.Arbitrary<Record<string, unknown>> {
  const [kind, mode] = kindMode.split('.');
  const rule = rowOf(
    {
      id: fc.constantFrom('R1', 'R2'),
      name: text,
      message: text,
      logic: rowOf({ kind: fc.constant(kind), mode: fc.constant(mode), parameters: parametersFor(kindMode) }, [
        'kind',
        'mode',
      ]),
      verdict: fc.constantFrom('violation', 'suspected', 'notice'),
      severity: fc.constantFrom('critical', 'warning'),
      fundScope: fc.constantFrom('pooled', 'any'),
      basis: fc.constantFrom([{ instrument: 'TEST' }], []),
      degree: fc.constant('high'),
      phases: fc.constantFrom([], ['prompt']),
      from: date,
      to: date,
    },
    ['id', 'name', 'message', 'logic', 'verdict', 'severity', 'fundScope', 'basis'],
  );
  const point = rowOf(
    {
      id: fc.constantFrom('K1', 'K2', 'K3'),
      rule: fc.constantFrom('R1', 'R1', 'R2', 'R3'),
      items: codes,
      others: codes,
      parameters: parametersFor(kindMode),
      from: date,
      to: date,
      supersedes: fc.constantFrom(['K1'], ['K2', 'K9']),
    },
    ['id', 'rule', 'items'],
  );
  const item = rowOf(
    {
      code: fc.constantFrom('XA01', 'XA01AA', 'X A', 'XB02'),
      name: fc.constant('n'),
      kind: fc.constantFrom('drug', 'service'),
      baseUnit: fc.constantFrom('tablet', 'hour'),
      units: fc.constantFrom({ box: 24 }, { box: 0.5 }, { third: [1, 3] }, { tablet: 2 }, { box: 0 }),
      from: date,
      to: date,
    },
    ['code', 'name', 'kind'],
  );
  const rows = <T>(row: fc.Arbitrary<T>) => fc.array(row, { maxLength: 3 });
  return rowOf(
    {
      formatVersion: fc.constant(1),
      id: fc.constant('S1'),
      layer: fc.constantFrom('national', 'city'),
      rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
      knowledge: rows(point),
      catalogue: rows(item),
      mappings: rows(
        rowOf({ localCode: fc.constantFrom('L1', 'L2'), code: fc.constantFrom('XA01', 'X?'), from: date }, [
          'localCode',
          'code',
        ]),
      ),
      policy: rows(
        rowOf(
          {
            rule: fc.constantFrom('R1', 'R9'),
            severity: fc.constant('info'),
            decision: fc.constantFrom('block', 'pass'),
          },
          ['decision'],
        ),
      ),
      withdrawn: rows(fc.record({ row: fc.constantFrom('rule', 'knowledge'), id: fc.constantFrom('R1', 'K1', 'K9') })),
    },
    ['formatVersion', 'id', 'layer', 'rules'],
  );
}

const source = fc.constantFrom(...kindModes).chain(sourceFor);

/** Replaces one value somewhere inside. */
const mutated = fc
  .tuple(source, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), leaf, fc.boolean())
  .map(([value, route, replacement, adds]) => mutate(structuredClone(value), route, replacement, adds));

function mutate(root: Record<string, unknown>, route: readonly number[], replacement: unknown, adds: boolean): unknown {
  let place: Record<string, unknown> = root;
  for (const step of route) {
    const keys = Object.keys(place);
    if (keys.length === 0) break;
    const key = keys[step % keys.length] as string;
    const inner = place[key];
    if (typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && step !== route.at(-1)) {
      place = inner as Record<string, unknown>;
      continue;
    }
    place[key] = replacement;
    return root;
  }
  if (adds && !Array.isArray(place)) place['extra'] = replacement;
  return root;
}

const FORM_CODES = [
  'source-malformed',
  'format-unsupported',
  'field-missing',
  'field-malformed',
  'field-unknown',
  'logic-unknown',
  'parameter-unknown',
  'parameter-malformed',
  'decimal-imprecise',
];

describe('lintSource', () => {
  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          mutated,
          fc.record({ formatVersion: fc.constant(1), rules: fc.anything(), knowledge: fc.array(fc.anything()) }),
        ),
        (value) => {
          expect(Array.isArray(lintSource(value as RuleSource))).toBe(true);
        },
      ),
      { numRuns },
    );
  });

  it('finds the form wrong exactly when the schema refuses the source', () => {
    fc.assert(
      fc.property(fc.oneof(source, mutated), (value) => {
        const parsed = parseRuleSource(value);
        const found = lintSource(value as unknown as RuleSource).filter(({ code }) => FORM_CODES.includes(code));
        const problems = parsed.ok ? [] : parsed.problems.map(({ path, code }) => `${code} ${path}`);
        expect(
          found.length > 0,
          JSON.stringify({ problems, found: found.map(({ code, path }) => `${code} ${path}`) }),
        ).toBe(!parsed.ok);
      }),
      { numRuns: numRuns * 5 },
    );
  });

  it('reports an error for every source that compiling refuses', () => {
    fc.assert(
      fc.property(fc.oneof(source, mutated), (value) => {
        const refusal = refusalOf(value);
        if (refusal === undefined) return;
        const errors = lintSource(value as unknown as RuleSource).filter(({ severity }) => severity === 'error');
        expect(errors.length, refusal).toBeGreaterThan(0);
      }),
      { numRuns: numRuns * 5 },
    );
  });
});

function refusalOf(value: unknown): string | undefined {
  try {
    compileSegment(value as RuleSource);
    return undefined;
  } catch (error) {
    // A source of another form is not compiled but parsed first; compiling may then stumble in any way.
    return isCoreError(error) ? `${error.code} ${JSON.stringify(error.detail)}` : undefined;
  }
}
