import type { Encounter } from '@forecheck/core';

/** Where everything of this example happens: the nation, without provinces below it. */
export const SCOPE = 'cn';

/** An order that all clients judge. Nobody of it exists; what it is for, examples/sample-source says. */
export const sampleEncounter: Encounter = {
  id: 'SAMPLE-1',
  asOf: '2026-07-01 10:00',
  phase: 'review',
  historyCoverage: 'regional',
  insuredPerson: { sex: 'female', birthDate: '1986-07-01', insuranceType: 'employee' },
  institution: { kind: 'hospital', level: 'tertiary' },
  visit: { type: 'inpatient', startedAt: '2026-06-30' },
  diagnoses: [{ code: 'L70.0', isMain: true }],
  items: [
    { id: '1', code: 'XL02BBA326A001010102180', name: '阿帕他胺片', occurredAt: '2026-07-01 09:00', quantity: 1 },
    {
      id: '2',
      code: '001201000030000',
      name: 'Ⅰ级护理',
      occurredAt: '2026-07-01 09:00',
      quantity: 1,
      unit: '日',
      unitPriceFen: 3000,
    },
  ],
};
