/**
 * Synthetic calls for the tests of this folder: the smallest complete ones, overridden field by field. Nobody and
 * nothing in them exists.
 */
import {
  activate,
  type Evaluation,
  evaluate,
  openSegment,
  type RuleDefinition,
  type RuleSource,
  type Ruleset,
} from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import type { CdsCard } from './card.ts';
import type { FhirObject } from './fhir-node.ts';
import { type CdsRequest, readCdsRequest } from './read-request.ts';
import type { CdsSettings } from './settings.ts';
import { writeCdsResponse } from './write-response.ts';

/** When every sample call arrives. */
export const AS_OF = '2026-07-01 09:30:00';

/** Code of the drug that sample orders are of. */
const DRUG = 'XA01ABD075A002010100483';
/** Another one. */
export const OTHER_DRUG = 'XB02ABD075A002010100484';

/** One draft prescription: two boxes, for seven days. */
export function sampleOrder(overrides: FhirObject = {}): FhirObject {
  return {
    resourceType: 'MedicationRequest',
    id: 'o1',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    encounter: { reference: 'Encounter/e1' },
    requester: { reference: 'Practitioner/d1' },
    authoredOn: '2026-07-01T09:20:00+08:00',
    medicationCodeableConcept: {
      coding: [{ system: 'urn:forecheck:code:item', code: DRUG, display: '演示药品一' }],
      text: '演示药品一片',
    },
    dispenseRequest: {
      quantity: { value: 2, unit: '盒' },
      expectedSupplyDuration: { value: 7, unit: '天', system: 'http://unitsofmeasure.org', code: 'd' },
    },
    ...overrides,
  };
}

/** One call of order-sign with the given orders. */
export function sampleCall(orders: readonly FhirObject[] = [sampleOrder()], overrides: FhirObject = {}): FhirObject {
  return {
    hook: 'order-sign',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      encounterId: 'e1',
      draftOrders: { resourceType: 'Bundle', type: 'collection', entry: orders.map((resource) => ({ resource })) },
    },
    prefetch: samplePrefetch(),
    ...overrides,
  };
}

/** What a client with nothing to hide prefetches. */
export function samplePrefetch(overrides: FhirObject = {}): FhirObject {
  return {
    patient: { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1990-05-05' },
    encounter: {
      resourceType: 'Encounter',
      id: 'e1',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: { reference: 'Patient/p1' },
      period: { start: '2026-07-01T09:00:00+08:00' },
      diagnosis: [{ condition: { reference: 'Condition/c1' }, rank: 1 }],
    },
    conditions: bundleOf({
      resourceType: 'Condition',
      id: 'c1',
      subject: { reference: 'Patient/p1' },
      clinicalStatus: { coding: [{ code: 'active' }] },
      verificationStatus: { coding: [{ code: 'confirmed' }] },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10.x00' }] },
    }),
    coverage: bundleOf({
      resourceType: 'Coverage',
      id: 'v1',
      status: 'active',
      beneficiary: { reference: 'Patient/p1' },
      type: { coding: [{ code: '310' }] },
      payor: [{ identifier: { system: 'urn:forecheck:code:region', value: '999900' } }],
    }),
    medications: bundleOf(),
    services: null,
    ...overrides,
  };
}

/** A searchset of those resources. */
export function bundleOf(...resources: readonly FhirObject[]): FhirObject {
  return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) };
}

/** The call, read; fails the test when it was refused. */
export function readSample(call: unknown, settings: CdsSettings = {}): CdsRequest {
  const reading = readCdsRequest('forecheck', call, { asOf: AS_OF, settings });
  if (reading.kind === 'refused') throw new Error(`refused: ${JSON.stringify(reading.refusal)}`);
  return reading.request;
}

/** A ruleset of that source. */
export function rulesetOf(source: RuleSource): Ruleset {
  const digest = 'a'.repeat(64);
  return activate({ manifest: 'demo', segments: [digest] }, [{ digest, view: openSegment(compileSegment(source)) }]);
}

/** A source of those rules, each with its knowledge point about the sample drug. */
export function sourceOf(...rules: readonly Partial<RuleDefinition>[]): RuleSource {
  return {
    formatVersion: 1,
    id: 'demo',
    layer: 'national',
    catalogue: [
      { code: DRUG, name: '演示药品一', kind: 'drug', baseUnit: '片', units: { 盒: 14 } },
      { code: OTHER_DRUG, name: '演示药品二', kind: 'drug' },
    ],
    rules: rules.map((rule, index) => ({ ...SEX_RULE, id: `R${index + 1}`, ...rule })),
    knowledge: rules.map((rule, index) => ({ id: `K${index + 1}`, rule: rule.id ?? `R${index + 1}`, items: [DRUG] })),
  };
}

/** The cards of a call under a source, with the evaluation and the request that they were made of. */
export function cardsOf(
  call: unknown,
  source: RuleSource,
  settings: CdsSettings = {},
): { readonly cards: readonly CdsCard[]; readonly evaluation: Evaluation; readonly request: CdsRequest } {
  const request = readSample(call, settings);
  const evaluation = evaluate(rulesetOf(source), request.encounter);
  const answer = writeCdsResponse({ evaluation }, request);
  if (answer.kind === 'refused') throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return { cards: answer.response.cards, evaluation, request };
}

/** A rule that the sample call breaks. */
export const SEX_RULE: RuleDefinition = {
  id: 'drug-sex',
  name: { 'zh-CN': '药品限性别使用', en: 'drug restricted to one sex' },
  logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
  verdict: 'violation',
  severity: 'critical',
  fundScope: 'pooled',
  message: { 'zh-CN': '{item} 限男性使用', en: '{item} is for men' },
  basis: [{ instrument: '演示目录', article: '第三条', inForceFrom: '2026-01-01' }],
};
