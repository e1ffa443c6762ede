import type { Facts } from '../judge/facts.ts';
import type { RuleVersion } from '../ruleset/ruleset.ts';
import { INSURANCE_TYPES } from '../segment/numbering.ts';

/** Whether the rule is meant for the phase and the scene. A rule that names scenes says nothing where it is unknown. */
export function isMoment(version: RuleVersion, facts: Facts): boolean {
  if ((version.phaseMask & facts.phaseBit) === 0) return false;
  const { scenes } = version.definition;
  const { scene } = facts.encounter;
  return scenes === undefined || (scene !== undefined && scenes.includes(scene));
}

/** Whether the encounter is settled under an insurance that the rule does not bind. */
export function isExemptInsurance(version: RuleVersion, facts: Facts): boolean {
  const { exemptInsurance } = version.definition;
  if (exemptInsurance === undefined || facts.insuranceType === 0) return false;
  return exemptInsurance.includes(INSURANCE_TYPES[facts.insuranceType - 1]!);
}
