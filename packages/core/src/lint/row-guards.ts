import type { Basis, LocalText } from '../model/evaluation.ts';
import { isRecord } from '../segment/check-definition.ts';
import { LIST_VALUES_MAX } from '../segment/limits.ts';
import { INSURANCE_TYPES, ITEM_KINDS, PHASES } from '../segment/numbering.ts';
import { LONG_TEXT_MAX } from '../source/limits.ts';
import {
  type CatalogueItem,
  CODE_LENGTH_MAX,
  type CodeMapping,
  type KnowledgePoint,
  type PolicyRow,
  type RuleDefinition,
  type RuleExample,
  type Withdrawal,
} from '../source/rule-source.ts';
import { isUnitFactor } from '../source/unit-factor.ts';
import {
  anything,
  date,
  type FieldGuards,
  flag,
  idText,
  listOf,
  longText,
  oneOf,
  optional,
  recordOf,
  required,
  shortText,
  textUpTo,
} from './field-guard.ts';

/** What each row of a source takes, field by field; `schema/rule-source.ts` says the same and a test compares them. */

export const VERDICTS = ['violation', 'suspected', 'notice'] as const;
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
/** Loosest first. */
export const DECISIONS = ['pass', 'remind', 'require-reason', 'require-fix', 'block'] as const;
export const FUND_SCOPES = ['pooled', 'insurance', 'any'] as const;

const SCENES = [
  'outpatient-registration',
  'outpatient-order',
  'outpatient-pre-settlement',
  'outpatient-settlement',
  'admission',
  'inpatient-order',
  'inpatient-execution',
  'inpatient-pre-settlement',
  'inpatient-settlement',
  'pharmacy-purchase',
];
const DISPOSITIONS = ['return-and-change', 'continue-with-reason', 'self-pay-with-consent', 'supply-evidence'];

const filledLongText = textUpTo(LONG_TEXT_MAX, 1);
const code = textUpTo(CODE_LENGTH_MAX, 1);
const codePatterns = required(
  (value) => Array.isArray(value) && value.length <= LIST_VALUES_MAX && value.every(isPattern),
  `a list of codes of at most ${CODE_LENGTH_MAX} characters`,
);

function isPattern(value: unknown): boolean {
  return typeof value === 'string' && value.length >= 1 && value.length <= CODE_LENGTH_MAX + 1;
}

const LOCAL_TEXT: FieldGuards<LocalText> = { 'zh-CN': longText, en: longText };
const localText = recordOf(LOCAL_TEXT, 'text in `zh-CN` and `en`');

const BASIS: FieldGuards<Basis> = {
  instrument: filledLongText,
  article: optional(shortText),
  locator: optional(shortText),
  inForceFrom: optional(shortText),
  text: optional(longText),
};
const basis = recordOf(BASIS, 'a basis with `instrument`');

const EXAMPLE: FieldGuards<RuleExample> = {
  name: idText,
  encounter: anything,
  expect: oneOf(['alert', 'clear', 'undetermined']),
};

/** Kind and mode are looked up, and the parameters looked at, by the checks on parameters. */
const logic = required(
  (value) =>
    isRecord(value) &&
    typeof value['kind'] === 'string' &&
    typeof value['mode'] === 'string' &&
    (value['parameters'] === undefined || isRecord(value['parameters'])) &&
    Object.keys(value).every((key) => key === 'kind' || key === 'mode' || key === 'parameters'),
  'a rule logic with `kind`, `mode` and `parameters`',
);

const units = required(
  (value) =>
    isRecord(value) && Object.entries(value).every(([unit, factor]) => idText.accepts(unit) && isUnitFactor(factor)),
  'an object of unit names and how many base units each holds',
);

export const RULE_GUARDS: FieldGuards<RuleDefinition> = {
  id: idText,
  nationalCode: optional(shortText),
  name: localText,
  logic,
  verdict: oneOf(VERDICTS),
  degree: optional(oneOf(['high', 'low'])),
  severity: oneOf(SEVERITIES),
  phases: optional(listOf(oneOf(PHASES))),
  scenes: optional(listOf(oneOf(SCENES))),
  fundScope: oneOf(FUND_SCOPES),
  exemptInsurance: optional(listOf(oneOf(INSURANCE_TYPES))),
  isEmergencyExempt: optional(flag),
  message: localText,
  basis: listOf(basis),
  dispositions: optional(listOf(oneOf(DISPOSITIONS))),
  from: optional(date),
  to: optional(date),
  examples: optional(listOf(recordOf(EXAMPLE, 'examples with `name`, `encounter` and `expect`'))),
};

export const KNOWLEDGE_GUARDS: FieldGuards<KnowledgePoint> = {
  id: idText,
  rule: idText,
  items: codePatterns,
  others: optional(codePatterns),
  parameters: optional(required(isRecord, 'an object')),
  name: optional(longText),
  text: optional(longText),
  basis: optional(basis),
  from: optional(date),
  to: optional(date),
  supersedes: optional(listOf(idText)),
};

export const CATALOGUE_GUARDS: FieldGuards<CatalogueItem> = {
  code,
  name: longText,
  kind: oneOf(ITEM_KINDS),
  payClass: optional(oneOf(['a', 'b', 'self-paid'])),
  baseUnit: optional(idText),
  units: optional(units),
  from: optional(date),
  to: optional(date),
};

export const MAPPING_GUARDS: FieldGuards<CodeMapping> = {
  localCode: idText,
  code,
  from: optional(date),
  to: optional(date),
};

export const POLICY_GUARDS: FieldGuards<PolicyRow> = {
  rule: optional(idText),
  verdict: optional(oneOf(VERDICTS)),
  severity: optional(oneOf(SEVERITIES)),
  phase: optional(oneOf(PHASES)),
  department: optional(idText),
  decision: oneOf(DECISIONS),
  mayLoosen: optional(flag),
};

export const WITHDRAWAL_GUARDS: FieldGuards<Withdrawal> = {
  row: oneOf(['rule', 'knowledge', 'catalogue', 'mapping']),
  id: idText,
};
