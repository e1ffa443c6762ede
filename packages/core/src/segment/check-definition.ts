import { parseCstDate } from '../model/calendar.ts';
import { KIND_MODE_NUMBERS } from './kind-numbers.ts';
import { INSURANCE_TYPES, PHASES } from './numbering.ts';

/**
 * Path of the first property that is not what a rule definition has there, or `undefined`. Never throws.
 *
 * A segment may come from anywhere, so what is parsed out of one is looked at before evaluation trusts its type. The
 * compiler asks the same, so that it never writes what cannot be opened.
 */
export function definitionProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return 'rule';
  const logic = value['logic'];
  if (!isRecord(logic) || kindModeOf(logic) === undefined) return 'logic';
  if (logic['parameters'] !== undefined && !isRecord(logic['parameters'])) return 'logic.parameters';
  return firstProblem(value, DEFINITION_CHECKS);
}

/** Path of the first property that is not what a policy row has there, or `undefined`. Never throws. */
export function policyProblem(value: unknown): string | undefined {
  return isRecord(value) ? firstProblem(value, POLICY_CHECKS) : 'policy';
}

/** Path of the first property that is not what a basis has there, or `undefined`. Never throws. */
export function basisProblem(value: unknown): string | undefined {
  return isRecord(value) ? firstProblem(value, BASIS_CHECKS) : 'basis';
}

/** Number of the kind and mode of a rule's logic, or `undefined` for one that this build does not know. */
export function kindModeOf(logic: Readonly<Record<string, unknown>>): number | undefined {
  const name = `${String(logic['kind'])}.${String(logic['mode'])}`;
  return Object.hasOwn(KIND_MODE_NUMBERS, name) ? KIND_MODE_NUMBERS[name as keyof typeof KIND_MODE_NUMBERS] : undefined;
}

/** Whether a value is a plain record: neither an array nor `null`. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Check = (value: unknown) => boolean;

function firstProblem(value: Readonly<Record<string, unknown>>, checks: Readonly<Record<string, Check>>) {
  for (const [name, check] of Object.entries(checks)) if (!check(value[name])) return name;
  return undefined;
}

const isText: Check = (value) => typeof value === 'string';
const isName: Check = (value) => typeof value === 'string' && value !== '';
const isLocalText: Check = (value) => isRecord(value) && isText(value['zh-CN']) && isText(value['en']);
const isDate: Check = (value) => typeof value === 'string' && !Number.isNaN(parseCstDate(value));
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const isVerdict = oneOf('violation', 'suspected', 'notice');
const isSeverity = oneOf('critical', 'warning', 'info');
const isPhase = oneOf(...PHASES);

const BASIS_CHECKS: Readonly<Record<string, Check>> = {
  instrument: isText,
  article: optional(isText),
  locator: optional(isText),
  inForceFrom: optional(isText),
  text: optional(isText),
};
const isBasis: Check = (value) => basisProblem(value) === undefined;

const DEFINITION_CHECKS: Readonly<Record<string, Check>> = {
  id: isName,
  nationalCode: optional(isText),
  name: isLocalText,
  verdict: isVerdict,
  degree: optional(oneOf('high', 'low')),
  severity: isSeverity,
  phases: optional(listOf(isPhase)),
  scenes: optional(listOf(isText)),
  fundScope: oneOf('pooled', 'insurance', 'any'),
  exemptInsurance: optional(listOf(oneOf(...INSURANCE_TYPES))),
  isEmergencyExempt: optional((value) => typeof value === 'boolean'),
  message: isLocalText,
  basis: listOf(isBasis),
  dispositions: optional(
    listOf(oneOf('return-and-change', 'continue-with-reason', 'self-pay-with-consent', 'supply-evidence')),
  ),
  from: optional(isDate),
  to: optional(isDate),
  examples: optional(listOf(isRecord)),
};

const POLICY_CHECKS: Readonly<Record<string, Check>> = {
  rule: optional(isName),
  verdict: optional(isVerdict),
  severity: optional(isSeverity),
  phase: optional(isPhase),
  department: optional(isText),
  decision: oneOf('pass', 'remind', 'require-reason', 'require-fix', 'block'),
  mayLoosen: optional((value) => typeof value === 'boolean'),
};
