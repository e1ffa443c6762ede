import type { Diagnosis } from '@forecheck/core';
import { codeUnder, codingsOf } from './coding.ts';
import { childOf, childrenOf, type FhirNode, hasChild, pathOf, referenceOf } from './fhir-node.ts';
import { timeOf } from './fhir-time.ts';
import type { Resource } from './gather-resources.ts';
import type { CompleteCdsSettings } from './settings.ts';

/**
 * Diagnoses from Conditions, with the role and rank that the Encounter gives them. `undefined` when none carries a
 * code: every visit has a diagnosis, so an empty list says “not sent”, not “healthy”.
 */
export function readConditions(
  conditions: readonly Resource[],
  encounter: FhirNode | undefined,
  settings: CompleteCdsSettings,
): readonly Diagnosis[] | undefined {
  const roles = encounter === undefined ? new Map<string, Role>() : rolesOf(encounter);
  const diagnoses: Diagnosis[] = [];
  for (const { reference, node } of conditions) {
    const role = reference === undefined ? undefined : roles.get(reference);
    const diagnosis = readCondition(node, settings, role);
    if (diagnosis !== undefined) diagnoses.push(diagnosis);
  }
  return diagnoses.length === 0 ? undefined : diagnoses;
}

type Role = Pick<Diagnosis, 'isMain' | 'stage'>;

function readCondition(
  node: FhirNode,
  { systems }: CompleteCdsSettings,
  role: Role | undefined,
): Diagnosis | undefined {
  const verification = statusOf(node, 'verificationStatus');
  if (verification === 'refuted' || verification === 'entered-in-error') return undefined;
  const concept = childOf(node, 'code');
  const code = codeUnder(concept, systems.diagnosis);
  if (code === undefined) {
    node.problems.add('code-missing', pathOf(concept));
    return undefined;
  }
  const certainty = certaintyOf(verification, statusOf(node, 'clinicalStatus'));
  const recordedAt = timeOf(node, 'recordedDate');
  return {
    code,
    ...role,
    ...(certainty === undefined ? {} : { certainty }),
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
}

/** What is over is history, whatever it was certain of. */
function certaintyOf(verification: string | undefined, clinical: string | undefined): Diagnosis['certainty'] {
  if (clinical !== undefined && ['inactive', 'remission', 'resolved'].includes(clinical)) return 'history';
  if (verification !== undefined && ['unconfirmed', 'provisional', 'differential'].includes(verification))
    return 'suspected';
  return verification === 'confirmed' ? 'confirmed' : undefined;
}

/** Either status is a CodeableConcept in R4 and a plain code before. */
function statusOf(node: FhirNode, name: string): string | undefined {
  const raw = node.value[name];
  return typeof raw === 'string' ? raw : hasChild(node, name) ? codingsOf(childOf(node, name))[0]?.code : undefined;
}

/** Encounter.diagnosis: rank 1 of a visit is its main diagnosis; admission and discharge are stages. */
function rolesOf(encounter: FhirNode): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const entry of childrenOf(encounter, 'diagnosis')) {
    const reference = referenceOf(entry, 'condition');
    if (reference === undefined) continue;
    const uses = codingsOf(childOf(entry, 'use')).map(({ code }) => code);
    const stage = uses.includes('DD') ? 'discharge' : uses.includes('AD') ? 'admission' : undefined;
    const rank = entry.value['rank'];
    const known = roles.get(reference);
    roles.set(reference, {
      ...known,
      ...(typeof rank === 'number' ? { isMain: rank === 1 || known?.isMain === true } : {}),
      ...(stage === undefined ? {} : { stage }),
    });
  }
  return roles;
}
