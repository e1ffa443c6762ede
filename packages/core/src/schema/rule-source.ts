import * as z from 'zod/mini';
import type { Basis, Decision, Degree, DispositionKind, LocalText, Severity, Verdict } from '../model/evaluation.ts';
import { LIST_VALUES_MAX, POLICY_ROWS_MAX, ROWS_MAX, RULES_MAX } from '../segment/limits.ts';
import { LONG_TEXT_MAX } from '../source/limits.ts';
import {
  type CatalogueItem,
  CODE_LENGTH_MAX,
  type CodeMapping,
  type KnowledgePoint,
  type Layer,
  type PolicyRow,
  type RuleDefinition,
  type RuleExample,
  type RuleSource,
  type Withdrawal,
} from '../source/rule-source.ts';
import { isUnitFactor } from '../source/unit-factor.ts';
import {
  choice,
  constant,
  date,
  filledText,
  flag,
  idText,
  listOf,
  longText,
  optional,
  type Schema,
  shortText,
  strictObject,
} from './field.ts';
import { ruleLogicSchema } from './rule-logic.ts';
import { insuranceType, itemKind, phase, scene } from './vocabulary.ts';

const code = filledText(CODE_LENGTH_MAX);
/** One more than a code: the `*` that makes it a prefix. */
const codePattern = filledText(CODE_LENGTH_MAX + 1);

const verdict = choice<Verdict>({ violation: true, suspected: true, notice: true });
const severity = choice<Severity>({ critical: true, warning: true, info: true });
const layer = choice<Layer>({ national: true, province: true, city: true, institution: true });
const decision = choice<Decision>({
  pass: true,
  remind: true,
  'require-reason': true,
  'require-fix': true,
  block: true,
});

const localText = strictObject<LocalText>({ 'zh-CN': longText, en: longText });

const basis = strictObject<Basis>({
  instrument: filledText(LONG_TEXT_MAX),
  article: optional(shortText),
  locator: optional(shortText),
  inForceFrom: optional(shortText),
  text: optional(longText),
});

const unitFactor = z.custom<number | readonly [number, number]>(isUnitFactor, {
  error: 'a decimal, or a ratio `[numerator, denominator]` of whole numbers, greater than zero',
});

const example = strictObject<RuleExample>({
  name: idText,
  encounter: z.unknown(),
  expect: choice<RuleExample['expect']>({ alert: true, clear: true, undetermined: true }),
});

/** One row of the catalogue. */
export const catalogueItemSchema: Schema<CatalogueItem> = strictObject<CatalogueItem>({
  code,
  name: longText,
  kind: itemKind,
  payClass: optional(choice<'a' | 'b' | 'self-paid'>({ a: true, b: true, 'self-paid': true })),
  baseUnit: optional(idText),
  units: optional(
    z.record(idText, unitFactor, { error: 'an object of unit names and how many base units each holds' }),
  ),
  from: optional(date),
  to: optional(date),
});

/** One rule with its kind, mode and own parameters. */
export const ruleDefinitionSchema: Schema<RuleDefinition> = strictObject<RuleDefinition>({
  id: idText,
  nationalCode: optional(shortText),
  name: localText,
  logic: ruleLogicSchema,
  verdict,
  degree: optional(choice<Degree>({ high: true, low: true })),
  severity,
  phases: optional(listOf(phase)),
  scenes: optional(listOf(scene)),
  fundScope: choice<RuleDefinition['fundScope']>({ pooled: true, insurance: true, any: true }),
  exemptInsurance: optional(listOf(insuranceType)),
  isEmergencyExempt: optional(flag),
  message: localText,
  basis: listOf(basis),
  dispositions: optional(
    listOf(
      choice<DispositionKind>({
        'return-and-change': true,
        'continue-with-reason': true,
        'self-pay-with-consent': true,
        'supply-evidence': true,
      }),
    ),
  ),
  from: optional(date),
  to: optional(date),
  examples: optional(listOf(example)),
});

/**
 * One knowledge point by itself. Its parameters depend on the mode of its rule: `parseKnowledgePoint` and
 * `parseRuleSource` check them, this schema alone does not.
 */
export const knowledgePointSchema: Schema<KnowledgePoint> = strictObject<KnowledgePoint>({
  id: idText,
  rule: idText,
  items: listOf(codePattern, LIST_VALUES_MAX),
  others: optional(listOf(codePattern, LIST_VALUES_MAX)),
  parameters: optional(z.record(z.string(), z.unknown(), { error: 'an object' })),
  name: optional(longText),
  text: optional(longText),
  basis: optional(basis),
  from: optional(date),
  to: optional(date),
  supersedes: optional(listOf(idText, LIST_VALUES_MAX)),
});

/** One row of an institution's mapping. */
export const codeMappingSchema: Schema<CodeMapping> = strictObject<CodeMapping>({
  localCode: idText,
  code,
  from: optional(date),
  to: optional(date),
});

/** One row of policy. */
export const policyRowSchema: Schema<PolicyRow> = strictObject<PolicyRow>({
  rule: optional(idText),
  verdict: optional(verdict),
  severity: optional(severity),
  phase: optional(phase),
  department: optional(idText),
  decision,
  mayLoosen: optional(flag),
});

/** One row that is withdrawn. */
export const withdrawalSchema: Schema<Withdrawal> = strictObject<Withdrawal>({
  row: choice<Withdrawal['row']>({ rule: true, knowledge: true, catalogue: true, mapping: true }),
  id: idText,
});

/** A whole source. Parameters of knowledge points are left to `parseRuleSource`, which knows their rules. */
export const ruleSourceSchema: Schema<RuleSource> = strictObject<RuleSource>({
  formatVersion: constant(1),
  id: idText,
  layer,
  title: optional(longText),
  catalogue: optional(listOf(catalogueItemSchema, ROWS_MAX)),
  rules: optional(listOf(ruleDefinitionSchema, RULES_MAX)),
  knowledge: optional(listOf(knowledgePointSchema, ROWS_MAX)),
  mappings: optional(listOf(codeMappingSchema, ROWS_MAX)),
  policy: optional(listOf(policyRowSchema, POLICY_ROWS_MAX)),
  withdrawn: optional(listOf(withdrawalSchema, ROWS_MAX)),
});

/** What `source.json` of a source folder holds. */
export type SourceHeader = Pick<RuleSource, 'formatVersion' | 'id' | 'layer' | 'title'>;

/** A source without its rows. */
export const sourceHeaderSchema: Schema<SourceHeader> = strictObject<SourceHeader>({
  formatVersion: constant(1),
  id: idText,
  layer,
  title: optional(longText),
});
