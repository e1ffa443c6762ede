import {
  type ClinicalFacts,
  type Diagnosis,
  type Encounter,
  EXECUTIONS_MAX,
  type Execution,
  type HistoryCoverage,
  type Institution,
  type InsuredPerson,
  ITEMS_MAX,
  type Lab,
  type Operation,
  type OrderItem,
  type OrderItemKind,
  type Practitioner,
  type Visit,
} from '../model/encounter.ts';
import {
  choice,
  date,
  decimal,
  flag,
  idText,
  instant,
  listOf,
  optional,
  type Schema,
  shortText,
  strictObject,
  tolerantObject,
  wholeFen,
} from './field.ts';
import {
  institutionLevel,
  insuranceType,
  phase,
  practitionerTitle,
  reproductiveState,
  scene,
  sex,
  visitType,
} from './vocabulary.ts';

// What an institution sends carries properties of its own; refusing them would refuse the encounter. At the top, where a
// misspelt property loses all diagnoses, none is tolerated; nor is any in a rule source, where it loses a rule.

const insuredPerson = tolerantObject<InsuredPerson>({
  sex: optional(sex),
  birthDate: optional(date),
  insuranceType: optional(insuranceType),
  poolingRegion: optional(shortText),
  reproductiveState: optional(reproductiveState),
});

const institution = tolerantObject<Institution>({
  kind: optional(choice<'hospital' | 'pharmacy'>({ hospital: true, pharmacy: true })),
  level: optional(institutionLevel),
  region: optional(shortText),
  specialities: optional(listOf(shortText)),
});

const visit = tolerantObject<Visit>({
  type: optional(visitType),
  startedAt: optional(instant),
  endedAt: optional(instant),
  department: optional(shortText),
  emergency: optional(tolerantObject<{ readonly reason: string }>({ reason: shortText })),
});

const practitioner = tolerantObject<Practitioner>({
  id: idText,
  title: optional(practitionerTitle),
  department: optional(shortText),
});

const diagnosis = tolerantObject<Diagnosis>({
  code: shortText,
  isMain: optional(flag),
  stage: optional(choice<'admission' | 'discharge'>({ admission: true, discharge: true })),
  certainty: optional(
    choice<'confirmed' | 'suspected' | 'history'>({ confirmed: true, suspected: true, history: true }),
  ),
  recordedAt: optional(instant),
});

const operation = tolerantObject<Operation>({
  code: shortText,
  isMain: optional(flag),
  startedAt: optional(instant),
});

const lab = tolerantObject<Lab>({
  code: shortText,
  value: decimal,
  unit: optional(shortText),
  at: optional(instant),
});

type Marker = NonNullable<ClinicalFacts['markers']>[number];
type ClinicalDocument = NonNullable<ClinicalFacts['documents']>[number];

const clinicalFacts = tolerantObject<ClinicalFacts>({
  labs: optional(listOf(lab)),
  markers: optional(listOf(tolerantObject<Marker>({ code: shortText, result: shortText }))),
  documents: optional(listOf(tolerantObject<ClinicalDocument>({ type: shortText, at: optional(instant) }))),
  onsetAt: optional(instant),
});

const execution = tolerantObject<Execution>({
  at: instant,
  endedAt: optional(instant),
  quantity: optional(decimal),
});

const orderItem = tolerantObject<OrderItem>({
  id: idText,
  code: optional(shortText),
  localCode: optional(shortText),
  name: optional(shortText),
  kind: optional(choice<OrderItemKind>({ drug: true, consumable: true, service: true, 'decoction-piece': true })),
  role: optional(choice<NonNullable<OrderItem['role']>>({ draft: true, context: true, history: true })),
  visitId: optional(shortText),
  status: optional(
    choice<NonNullable<OrderItem['status']>>({ active: true, cancelled: true, stopped: true, 'skin-test': true }),
  ),
  prescriptionId: optional(shortText),
  occurredAt: optional(instant),
  endedAt: optional(instant),
  quantity: optional(decimal),
  unit: optional(shortText),
  days: optional(decimal),
  unitPriceFen: optional(decimal),
  listPriceFen: optional(decimal),
  amountFen: optional(wholeFen),
  payment: optional(choice<NonNullable<OrderItem['payment']>>({ pooled: true, account: true, self: true })),
  isStanding: optional(flag),
  executions: optional(listOf(execution, EXECUTIONS_MAX)),
  reverses: optional(shortText),
  isDischargeMedication: optional(flag),
  bodySite: optional(shortText),
  incisionId: optional(shortText),
  department: optional(shortText),
  practitionerId: optional(shortText),
  attestations: optional(listOf(shortText, EXECUTIONS_MAX)),
});

/**
 * One encounter, checked against `Encounter`. A property at the top that it does not know is a problem; deeper down such
 * properties are tolerated and left out.
 *
 * Slow (tens of microseconds): evaluation reads encounters by hand and agrees with this schema on what it accepts.
 */
export const encounterSchema: Schema<Encounter> = strictObject<Encounter>({
  id: idText,
  asOf: instant,
  phase,
  scene: optional(scene),
  insuredPerson: optional(insuredPerson),
  institution: optional(institution),
  visit: optional(visit),
  practitioners: optional(listOf(practitioner)),
  diagnoses: optional(listOf(diagnosis)),
  operations: optional(listOf(operation)),
  clinicalFacts: optional(clinicalFacts),
  items: listOf(orderItem, ITEMS_MAX),
  historyCoverage: optional(choice<HistoryCoverage>({ none: true, local: true, regional: true })),
});
