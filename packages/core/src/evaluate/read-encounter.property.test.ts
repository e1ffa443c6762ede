import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Encounter, EXECUTIONS_MAX, FACTS_MAX, ITEMS_MAX, SHORT_TEXT_MAX } from '../model/encounter.ts';
import { parseEncounter } from '../schema/parse.ts';
import { readEncounter } from './read-encounter.ts';
import { returnFacts, takeFacts } from './scratch.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200);

const text = fc.constantFrom('D1', '', 'x'.repeat(SHORT_TEXT_MAX), '甲');
const id = fc.constantFrom('I1', 'I2', 'I3');
const instant = fc.constantFrom('2025-03-01', '2025-03-01 09:30', '2025-03-01T09:30:59', 0, 1_740_800_000_000);
const decimal = fc.constantFrom('0.5', 0, 7, -3, '12.3456', 0.1);
const flag = fc.boolean();

/** Every property, each present or absent. */
function anyOf(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, always: readonly string[] = []) {
  return fc.record(fields, { requiredKeys: always as string[] });
}

function few<T>(entry: fc.Arbitrary<T>) {
  return fc.array(entry, { maxLength: 2 });
}

const item = anyOf(
  {
    id,
    code: text,
    localCode: text,
    name: text,
    kind: fc.constantFrom('drug', 'consumable', 'service', 'decoction-piece'),
    role: fc.constantFrom('draft', 'context', 'history'),
    visitId: text,
    status: fc.constantFrom('active', 'cancelled', 'stopped', 'skin-test'),
    prescriptionId: text,
    occurredAt: instant,
    endedAt: instant,
    quantity: decimal,
    unit: text,
    days: decimal,
    unitPriceFen: decimal,
    listPriceFen: decimal,
    amountFen: fc.constantFrom(0, -100, 1_234_567),
    payment: fc.constantFrom('pooled', 'account', 'self'),
    isStanding: flag,
    executions: few(anyOf({ at: instant, endedAt: instant, quantity: decimal }, ['at'])),
    reverses: text,
    isDischargeMedication: flag,
    bodySite: text,
    incisionId: text,
    department: text,
    practitionerId: text,
    attestations: few(text),
  },
  ['id'],
);

const encounter = anyOf(
  {
    id,
    asOf: instant,
    phase: fc.constantFrom('prompt', 'review', 'audit'),
    scene: fc.constantFrom('outpatient-order', 'pharmacy-purchase'),
    insuredPerson: anyOf({
      sex: fc.constantFrom('male', 'female'),
      birthDate: fc.constantFrom('1990-02-28', '1900-01-01'),
      insuranceType: fc.constantFrom('employee', 'other'),
      poolingRegion: text,
      reproductiveState: fc.constantFrom('none', 'pregnant'),
    }),
    institution: anyOf({
      kind: fc.constantFrom('hospital', 'pharmacy'),
      level: fc.constantFrom('primary', 'tertiary'),
      region: text,
      specialities: few(text),
    }),
    visit: anyOf({
      type: fc.constantFrom('outpatient', 'inpatient'),
      startedAt: instant,
      endedAt: instant,
      department: text,
      emergency: fc.record({ reason: text }),
    }),
    practitioners: few(anyOf({ id, title: fc.constantFrom('resident', 'chief'), department: text }, ['id'])),
    diagnoses: few(
      anyOf(
        {
          code: text,
          isMain: flag,
          stage: fc.constantFrom('admission', 'discharge'),
          certainty: fc.constantFrom('confirmed', 'suspected', 'history'),
          recordedAt: instant,
        },
        ['code'],
      ),
    ),
    operations: few(anyOf({ code: text, isMain: flag, startedAt: instant }, ['code'])),
    clinicalFacts: anyOf({
      labs: few(anyOf({ code: text, value: decimal, unit: text, at: instant }, ['code', 'value'])),
      markers: few(fc.record({ code: text, result: text })),
      documents: few(anyOf({ type: text, at: instant }, ['type'])),
      onsetAt: instant,
    }),
    items: fc.array(item, { maxLength: 3 }),
    historyCoverage: fc.constantFrom('none', 'local', 'regional'),
  },
  ['id', 'asOf', 'phase', 'items'],
);

/** What systems send where something else was meant. */
const wrong = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  '-',
  '默认',
  'x'.repeat(SHORT_TEXT_MAX + 1),
  0,
  -1,
  0.00001,
  1e300,
  Number.NaN,
  '1e3',
  '2025-02-29',
  '2025-03-01T09:30:00Z',
  true,
  [],
  {},
  [null],
  [{}],
  'draft',
  'male',
);

const mutated = fc
  .tuple(
    encounter,
    fc.array(fc.tuple(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 5 }), wrong), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([value, changes]) => {
    const copy = structuredClone(value) as Record<string, unknown>;
    for (const [route, replacement] of changes) replaceAt(copy, route, replacement);
    return copy;
  });

function replaceAt(root: Record<string, unknown>, route: readonly number[], replacement: unknown): void {
  let place = root;
  for (const [position, step] of route.entries()) {
    const keys = Object.keys(place);
    if (keys.length === 0) return;
    const key = keys[step % keys.length] as string;
    const inner = place[key];
    const canEnter = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
    if (!canEnter || position === route.length - 1) {
      place[key] = replacement;
      return;
    }
    place = inner as Record<string, unknown>;
  }
}

/** What the hand-written reader says. */
function read(value: unknown): { readonly isRead: boolean; readonly paths: readonly string[] } {
  const items = (value as Partial<Encounter> | null | undefined)?.items;
  const facts = takeFacts(Array.isArray(items) ? items.length : 0);
  facts.encounter = value as Encounter;
  const isRead = readEncounter(facts, value as Encounter);
  const paths = facts.diagnostics.map(({ path }) => path);
  returnFacts(facts);
  return { isRead, paths };
}

function schemaPaths(value: unknown): readonly string[] {
  const parsed = parseEncounter(value);
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
}

/** The same place, or one inside the other: where an object is missing altogether, either may be named. */
function agree(a: string, b: string): boolean {
  return a === b || isInside(a, b) || isInside(b, a);
}

function isInside(inner: string, outer: string): boolean {
  return outer === '' || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

function expectAgreement(value: unknown): void {
  const { isRead, paths } = read(value);
  const wanted = schemaPaths(value);
  const context = JSON.stringify({ reader: paths, schema: wanted });
  expect(isRead && paths.length === 0, context).toBe(wanted.length === 0);
  expect(
    paths.filter((path) => !wanted.some((it) => agree(path, it))),
    `only the reader: ${context}`,
  ).toEqual([]);
  // A reader that refuses the whole stops at the first reason; one that goes on names them all.
  if (!isRead) return;
  expect(
    wanted.filter((path) => !paths.some((it) => agree(path, it))),
    `only the schema: ${context}`,
  ).toEqual([]);
}

describe('the hand-written reader and the schema', () => {
  it('accept the same encounters', () => {
    fc.assert(
      fc.property(encounter, (value) => {
        expect(schemaPaths(value)).toEqual([]);
        expectAgreement(value);
      }),
      { numRuns },
    );
  });

  it('refuse the same fields', () => {
    fc.assert(fc.property(mutated, expectAgreement), { numRuns: numRuns * 5 });
  });

  it('agree about anything at all', () => {
    fc.assert(fc.property(fc.anything(), expectAgreement), { numRuns });
  });

  it.each([
    [
      'items',
      (count: number) => ({ items: Array.from({ length: count }, (_, index) => ({ id: `I${index}` })) }),
      ITEMS_MAX,
    ],
    [
      'diagnoses',
      (count: number) => ({ diagnoses: Array.from({ length: count }, () => ({ code: 'A00' })) }),
      FACTS_MAX,
    ],
    [
      'items[0].executions',
      (count: number) => ({
        items: [{ id: 'I1', executions: Array.from({ length: count }, () => ({ at: '2025-03-01' })) }],
      }),
      EXECUTIONS_MAX,
    ],
    [
      'items[0].attestations',
      (count: number) => ({ items: [{ id: 'I1', attestations: Array.from({ length: count }, () => 'K') }] }),
      EXECUTIONS_MAX,
    ],
  ])('draw the same limit for %s', (path, build, limit) => {
    const head = { id: 'E1', asOf: 0, phase: 'prompt', items: [] };
    expectAgreement({ ...head, ...build(limit) });
    expectAgreement({ ...head, ...build(limit + 1) });
    expect(schemaPaths({ ...head, ...build(limit + 1) })).toEqual([path]);
  });
});
