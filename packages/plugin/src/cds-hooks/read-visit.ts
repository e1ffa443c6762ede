import { type Practitioner, parseInstant, type Scene, type Visit, type VisitType } from '@forecheck/core';
import { practitionerTitleTable, withoutIdentityNumber } from '@forecheck/nhsa';
import { codingsOf, meaningOf, rowIn } from './coding.ts';
import { childOf, childrenOf, type FhirNode, flagOf, pathOf, referenceOf, textOf } from './fhir-node.ts';
import { timeOf } from './fhir-time.ts';
import type { Resource } from './gather-resources.ts';
import { extensionOf } from './read-order.ts';
import type { CompleteCdsSettings } from './settings.ts';

/** The visit that the orders belong to. */
export function readVisit(encounter: FhirNode, settings: CompleteCdsSettings): Visit {
  const type = readVisitType(encounter, settings);
  const period = childOf(encounter, 'period');
  const startedAt = timeOf(period, 'start');
  const endedAt = timeOf(period, 'end');
  const isEnded = endedAt !== undefined && (startedAt === undefined || parseInstant(endedAt) > parseInstant(startedAt));
  if (endedAt !== undefined && !isEnded) encounter.problems.add('value-implausible', `${pathOf(period)}.end`);
  const department = departmentOf(childOf(encounter, 'serviceType'), settings);
  const emergency = extensionOf(encounter, settings.extensions.emergency);
  return {
    ...(type === undefined ? {} : { type }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(isEnded ? { endedAt } : {}),
    ...(department === undefined ? {} : { department }),
    // The reason that a client writes is free text; that one was declared is all that a rule asks.
    ...(emergency !== undefined && flagOf(emergency, 'valueBoolean') === true
      ? { emergency: { reason: 'declared' } }
      : {}),
  };
}

/** When orders are selected and signed, by where care is given. */
export function sceneOf(type: VisitType | undefined): Scene | undefined {
  if (type === undefined) return undefined;
  if (type === 'pharmacy') return 'pharmacy-purchase';
  return type === 'inpatient' || type === 'day-surgery' ? 'inpatient-order' : 'outpatient-order';
}

/** Practitioners by every reference that may name them, with what a PractitionerRole tells. */
export function readPractitioners(
  resources: readonly Resource[],
  settings: CompleteCdsSettings,
): ReadonlyMap<string, Practitioner> {
  const practitioners = new Map<string, Practitioner>();
  for (const { type, reference, node } of resources) {
    if (type !== 'PractitionerRole') continue;
    const title = childrenOf(node, 'code')
      .map((concept) => titleOf(concept, settings))
      .find((known) => known !== undefined);
    const department = childrenOf(node, 'specialty')
      .map((concept) => departmentOf(concept, settings))
      .find((known) => known !== undefined);
    for (const id of [reference, referenceOf(node, 'practitioner')]) {
      if (id === undefined || practitioners.has(id)) continue;
      practitioners.set(id, {
        id: withoutIdentityNumber(id),
        ...(title === undefined ? {} : { title }),
        ...(department === undefined ? {} : { department }),
      });
    }
  }
  return practitioners;
}

/** Encounter.type where the settings know it, else Encounter.class. */
function readVisitType(encounter: FhirNode, { visitTypes }: CompleteCdsSettings): VisitType | undefined {
  for (const concept of childrenOf(encounter, 'type')) {
    for (const { code } of codingsOf(concept)) {
      const known = rowIn(visitTypes, code);
      if (known !== undefined) return known === 'missing' ? undefined : known;
    }
  }
  // R4 has a Coding here, R5 a list of CodeableConcepts.
  const raw = encounter.value['class'];
  const node = childOf(encounter, 'class');
  const code = textOf(node, 'code') ?? codingsOf(node)[0]?.code;
  if (code === undefined) return undefined;
  const meaning = rowIn(visitTypes, code) ?? rowIn(CLASSES, code);
  if (meaning === undefined && raw !== undefined) encounter.problems.add('code-unknown', pathOf(node));
  return meaning === 'missing' ? undefined : meaning;
}

function titleOf(concept: FhirNode, { titles }: CompleteCdsSettings): Practitioner['title'] {
  return meaningOf<NonNullable<Practitioner['title']>>(
    concept,
    (code) => rowIn(titles, code) ?? practitionerTitleTable.rows.find((row) => row.code === code)?.meaning,
  );
}

function departmentOf(concept: FhirNode, { departments }: CompleteCdsSettings): string | undefined {
  const codes = codingsOf(concept).map(({ code }) => code);
  if (codes.length === 0) return undefined;
  if (departments === 'as-sent') return codes[0];
  const known = departments === undefined ? [] : codes.flatMap((code) => rowIn(departments, code) ?? []);
  if (known.length === 0) concept.problems.add('department-unmapped', pathOf(concept));
  return known[0];
}

/** HL7 v3 ActCode. Short stay (SS), home (HH) and field (FLD) have no word in the model. */
const CLASSES: Readonly<Record<string, VisitType | 'missing'>> = {
  AMB: 'outpatient',
  EMER: 'emergency',
  OBSENC: 'observation',
  IMP: 'inpatient',
  ACUTE: 'inpatient',
  NONAC: 'inpatient',
  VR: 'internet',
  PRENC: 'missing',
  SS: 'missing',
  HH: 'missing',
  FLD: 'missing',
};
