import type { Encounter } from '../model/encounter.ts';
import type { RuleId } from '../model/ids.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { KnowledgePoint, RuleSource } from '../source/rule-source.ts';
import { encounterSchema } from './encounter.ts';
import type { Schema } from './field.ts';
import { formatPath, PROBLEMS_MAX, type Problem, toProblems } from './problem.ts';
import { parameterSchemaOf } from './rule-logic.ts';
import { knowledgePointSchema, ruleSourceSchema } from './rule-source.ts';

/** The typed value, or everything that is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Rules that sources outside of this one define, so that parameters of their knowledge points can be checked. */
export interface ParseSourceOptions {
  readonly knownRules?: ReadonlyMap<RuleId, RuleLogic>;
}

/** Checks a value against a schema of this package. Never throws. */
export function parseWith<T>(schema: Schema<T>, input: unknown): Parsed<T> {
  const result = schema.safeParse(input, { jitless: true });
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, problems: toProblems(input, result.error.issues) };
}

/**
 * The encounter that a value holds. A property that `Encounter` does not have is a problem; properties that its parts do
 * not have are left out. Never throws.
 */
export function parseEncounter(input: unknown): Parsed<Encounter> {
  return parseWith(encounterSchema, input);
}

/**
 * The rule source that a value holds. Refuses properties that it does not know: a misspelt one would lose a rule.
 *
 * Parameters of a knowledge point are checked against the mode of its rule; those whose rule is neither in the source
 * nor among `knownRules` are left as they are, and `lintSource` reports them. Never throws.
 */
export function parseRuleSource(input: unknown, options: ParseSourceOptions = {}): Parsed<RuleSource> {
  const parsed = parseWith(ruleSourceSchema, input);
  if (!parsed.ok) return parsed;
  const logicByRule = new Map<string, RuleLogic>(options.knownRules ?? []);
  for (const rule of parsed.value.rules ?? []) logicByRule.set(rule.id, rule.logic);
  const problems: Problem[] = [];
  for (const [index, point] of (parsed.value.knowledge ?? []).entries()) {
    problems.push(...parameterProblems(point, logicByRule.get(point.rule), formatPath(['knowledge', index])));
    if (problems.length >= PROBLEMS_MAX) break;
  }
  return problems.length === 0 ? parsed : { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
}

/**
 * The knowledge point that a value holds.
 *
 * @param logic - Of its rule; without it the parameters are not looked at.
 */
export function parseKnowledgePoint(input: unknown, logic?: RuleLogic): Parsed<KnowledgePoint> {
  const parsed = parseWith(knowledgePointSchema, input);
  if (!parsed.ok) return parsed;
  const problems = parameterProblems(parsed.value, logic, '');
  return problems.length === 0 ? parsed : { ok: false, problems };
}

function parameterProblems(point: KnowledgePoint, logic: RuleLogic | undefined, root: string): readonly Problem[] {
  if (logic === undefined || point.parameters === undefined) return [];
  const result = parameterSchemaOf(logic.kind, logic.mode)?.safeParse(point.parameters, { jitless: true });
  if (result === undefined || result.success) return [];
  return toProblems(point.parameters, result.error.issues, formatPath(['parameters'], root));
}
