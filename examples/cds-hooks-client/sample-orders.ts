/** A resource of FHIR R4. */
export type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string; readonly id: string };

/** Drafts of one visit: a drug for men, and fourteen days of one that seven days are for. Nobody of it exists. */
export const DRAFTS: readonly Resource[] = [
  prescription('o1', 'XL02BBA326A001010102180', '阿帕他胺片', 1, '盒', 28),
  prescription('o2', 'ZA01BAS0846010101363', '双黄连注射液', 14, '支', 14),
];

/** What the EHR knows and the service asked to be sent along. A key that it has nothing for is `null`. */
export function prefetch(keys: readonly string[]): Readonly<Record<string, unknown>> {
  const known: Readonly<Record<string, unknown>> = {
    patient: { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1986-07-01' },
    encounter: {
      resourceType: 'Encounter',
      id: 'e1',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: { reference: 'Patient/p1' },
    },
    conditions: {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [
        {
          resource: {
            resourceType: 'Condition',
            id: 'c1',
            subject: { reference: 'Patient/p1' },
            clinicalStatus: { coding: [{ code: 'active' }] },
            verificationStatus: { coding: [{ code: 'confirmed' }] },
            code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'J06.9' }] },
          },
        },
      ],
    },
  };
  return Object.fromEntries(keys.map((key) => [key, known[key] ?? null]));
}

function prescription(id: string, code: string, name: string, value: number, unit: string, days: number): Resource {
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    encounter: { reference: 'Encounter/e1' },
    medicationCodeableConcept: { coding: [{ system: 'urn:forecheck:code:item', code }], text: name },
    dispenseRequest: {
      quantity: { value, unit },
      expectedSupplyDuration: { value: days, unit: '天', system: 'http://unitsofmeasure.org', code: 'd' },
    },
  };
}
