import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { type Encounter, EXECUTIONS_MAX, ITEMS_MAX, SHORT_TEXT_MAX } from '../model/encounter.ts';
import type { encounterSchema } from './encounter.ts';
import { parseEncounter } from './parse.ts';

const minimal = { id: 'E1', asOf: '2025-03-01 10:00', phase: 'prompt', items: [] };

const complete = {
  ...minimal,
  scene: 'outpatient-order',
  insuredPerson: {
    sex: 'female',
    birthDate: '1988-02-29',
    insuranceType: 'employee',
    poolingRegion: '420100',
    reproductiveState: 'none',
  },
  institution: { kind: 'hospital', level: 'tertiary', region: '420100', specialities: ['ophthalmology'] },
  visit: {
    type: 'outpatient',
    startedAt: '2025-03-01',
    endedAt: 1_740_800_000_000,
    department: 'D1',
    emergency: { reason: 'rescue' },
  },
  practitioners: [{ id: 'P1', title: 'chief', department: 'D1' }],
  diagnoses: [{ code: 'E11.900', isMain: true, stage: 'admission', certainty: 'confirmed', recordedAt: '2025-03-01' }],
  operations: [{ code: '00.0100', isMain: false, startedAt: '2025-03-01T09:00:30' }],
  clinicalFacts: {
    labs: [{ code: 'HB', value: '7.25', unit: 'g/dL', at: '2025-02-28' }],
    markers: [{ code: 'HER2', result: 'positive' }],
    documents: [{ type: 'OCT', at: '2025-02-28' }],
    onsetAt: '2025-02-20',
  },
  items: [
    {
      id: 'I1',
      code: 'XA01AAA000A001010100001',
      localCode: 'L1',
      name: 'TEST-DRUG',
      kind: 'drug',
      role: 'draft',
      visitId: 'V1',
      status: 'active',
      prescriptionId: 'R1',
      occurredAt: '2025-03-01 09:00',
      endedAt: '2025-03-02 09:00',
      quantity: -0.5,
      unit: 'box',
      days: 7,
      unitPriceFen: '1234.5678',
      listPriceFen: 2000,
      amountFen: -1234,
      payment: 'pooled',
      isStanding: true,
      executions: [{ at: '2025-03-01 09:00', endedAt: '2025-03-01 09:40', quantity: '0.5' }],
      reverses: 'I0',
      isDischargeMedication: false,
      bodySite: 'left eye',
      incisionId: 'C1',
      department: 'D1',
      practitionerId: 'P1',
      attestations: ['KP-1'],
    },
  ],
  historyCoverage: 'regional',
};

function problemsOf(input: unknown): readonly string[] {
  const parsed = parseEncounter(input);
  return parsed.ok ? [] : parsed.problems.map(({ path, code }) => `${code} ${path}`);
}

describe('parseEncounter', () => {
  it('gives back an encounter that uses every property', () => {
    expect(parseEncounter(complete)).toEqual({ ok: true, value: complete });
  });

  it('asks for no more than id, time, phase and items', () => {
    expect(parseEncounter(minimal)).toEqual({ ok: true, value: minimal });
    expect(problemsOf({})).toEqual([
      'field-missing id',
      'field-missing asOf',
      'field-missing phase',
      'field-missing items',
    ]);
  });

  it('leaves out properties of its parts that it does not know', () => {
    const parsed = parseEncounter({ ...minimal, items: [{ id: 'I1', brand: 'x' }] });
    expect(parsed).toEqual({ ok: true, value: { ...minimal, items: [{ id: 'I1' }] } });
  });

  it('refuses a property of its own that it does not know: it may be one of those that are read, misspelt', () => {
    expect(problemsOf({ ...minimal, diagnosis: [] })).toEqual(['field-unknown diagnosis']);
  });

  it('takes a property set to undefined as absent', () => {
    expect(problemsOf({ ...minimal, insuredPerson: { sex: undefined }, visit: undefined })).toEqual([]);
  });

  it.each([undefined, null, 1, 'text', []])('refuses %j as a whole', (input) => {
    expect(problemsOf(input)).toEqual(['root-malformed ']);
  });

  it.each([
    ['asOf', { asOf: '2025-02-29' }],
    ['asOf', { asOf: '2025-03-01T10:00:00+08:00' }],
    ['asOf', { asOf: Number.NaN }],
    ['phase', { phase: 'before' }],
    ['insuredPerson', { insuredPerson: null }],
    ['insuredPerson', { insuredPerson: [] }],
    ['insuredPerson.sex', { insuredPerson: { sex: 'unknown' } }],
    ['insuredPerson.birthDate', { insuredPerson: { birthDate: '2025-3-1' } }],
    ['institution.specialities[0]', { institution: { specialities: [7] } }],
    ['visit.emergency', { visit: { emergency: true } }],
    ['diagnoses[0].isMain', { diagnoses: [{ code: 'A00', isMain: 1 }] }],
    ['clinicalFacts.labs[0].value', { clinicalFacts: { labs: [{ code: 'HB', value: '>7' }] } }],
    ['items', { items: {} }],
    ['items[1]', { items: [{ id: 'I1' }, 'I2'] }],
    ['items[0].id', { items: [{ id: '' }] }],
    ['items[0].quantity', { items: [{ id: 'I1', quantity: 0.00001 }] }],
    ['items[0].quantity', { items: [{ id: 'I1', quantity: '1e3' }] }],
    ['items[0].amountFen', { items: [{ id: 'I1', amountFen: 0.5 }] }],
    ['items[0].name', { items: [{ id: 'I1', name: 'n'.repeat(SHORT_TEXT_MAX + 1) }] }],
    ['items[0].executions[0].at', { items: [{ id: 'I1', executions: [{ at: 'now' }] }] }],
  ])('names %s when that is malformed', (path, change) => {
    expect(problemsOf({ ...minimal, ...change })).toEqual([`field-malformed ${path}`]);
  });

  it('counts items and executions', () => {
    const items = Array.from({ length: ITEMS_MAX + 1 }, (_, index) => ({ id: `I${index}` }));
    expect(problemsOf({ ...minimal, items })).toEqual(['list-excessive items']);
    expect(problemsOf({ ...minimal, items: items.slice(1) })).toEqual([]);
    const executions = Array.from({ length: EXECUTIONS_MAX + 1 }, () => ({ at: '2025-03-01' }));
    expect(problemsOf({ ...minimal, items: [{ id: 'I1', executions }] })).toEqual([
      'list-excessive items[0].executions',
    ]);
  });

  it('says what it expected and never what it got', () => {
    const parsed = parseEncounter({ ...minimal, insuredPerson: { sex: 'Zhang', birthDate: 'Zhang' }, phase: 'Zhang' });
    expect(parsed).toMatchObject({
      problems: [
        { message: '`phase` is not one of `prompt`, `review`, `audit`' },
        { message: '`insuredPerson.sex` is not one of `male`, `female`' },
        { message: '`insuredPerson.birthDate` is not a date `YYYY-MM-DD` from 1800 to 2199' },
      ],
    });
    expect(JSON.stringify(parsed)).not.toContain('Zhang');
  });
});

describe('encounterSchema', () => {
  it('is a schema of the interface', () => {
    expectTypeOf<z.output<typeof encounterSchema>>().toEqualTypeOf<Encounter>();
  });

  it('makes no code from strings', () => {
    expect(z.config().jitless).toBe(true);
  });
});
