import type { Encounter, Institution, InsuredPerson, OrderItem, Visit } from '@forecheck/core';
import type { InputNote } from './judge-input.ts';

/**
 * Notes about properties of an encounter that nothing reads: the engine passes them over, and a misspelt one is a fact
 * that is missing. Only names that could be one of ours are repeated; others are counted.
 */
export function unreadFields(encounter: unknown): readonly InputNote[] {
  const notes = new Map<string, number>();
  addUnread(notes, encounter, ENCOUNTER, '');
  if (!isRecord(encounter)) return [];
  const { insuredPerson, institution, visit, items } = encounter;
  addUnread(notes, insuredPerson, PERSON, 'insuredPerson.');
  addUnread(notes, institution, INSTITUTION, 'institution.');
  addUnread(notes, visit, VISIT, 'visit.');
  if (Array.isArray(items)) for (const item of items) addUnread(notes, item, ITEM, 'items[].');
  return [...notes].map(([path, count]) => ({ code: 'field-unknown', path, count }));
}

function addUnread(
  notes: Map<string, number>,
  value: unknown,
  known: Readonly<Record<string, true>>,
  parent: string,
): void {
  if (!isRecord(value)) return;
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(known, name)) continue;
    // A key may be anything, a name or a number of a person too. Letters as programs use them are not.
    const path = parent + (PROGRAM_NAME.test(name) ? name : '…');
    notes.set(path, (notes.get(path) ?? 0) + 1);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const PROGRAM_NAME = /^\$?[A-Za-z_]{1,40}$/;

type Fields<Model> = Readonly<Record<keyof Model, true>>;

// A property that is added to the model does not compile until it is here.
const ENCOUNTER: Fields<Encounter> = {
  id: true,
  asOf: true,
  phase: true,
  scene: true,
  insuredPerson: true,
  institution: true,
  visit: true,
  practitioners: true,
  diagnoses: true,
  operations: true,
  clinicalFacts: true,
  items: true,
  historyCoverage: true,
};
const PERSON: Fields<InsuredPerson> = {
  sex: true,
  birthDate: true,
  insuranceType: true,
  poolingRegion: true,
  reproductiveState: true,
};
const INSTITUTION: Fields<Institution> = { kind: true, level: true, region: true, specialities: true };
const VISIT: Fields<Visit> = { type: true, startedAt: true, endedAt: true, department: true, emergency: true };
const ITEM: Fields<OrderItem> = {
  id: true,
  code: true,
  localCode: true,
  name: true,
  kind: true,
  role: true,
  visitId: true,
  status: true,
  prescriptionId: true,
  occurredAt: true,
  endedAt: true,
  quantity: true,
  unit: true,
  days: true,
  unitPriceFen: true,
  listPriceFen: true,
  amountFen: true,
  payment: true,
  isStanding: true,
  executions: true,
  reverses: true,
  isDischargeMedication: true,
  bodySite: true,
  incisionId: true,
  department: true,
  practitionerId: true,
  attestations: true,
};
