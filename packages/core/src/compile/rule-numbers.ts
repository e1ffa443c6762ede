import type { KindMode } from '../segment/kind-numbers.ts';
import { KIND_MODE_NUMBERS } from '../segment/kind-numbers.ts';
import { RULES_MAX } from '../segment/limits.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { KnowledgePoint, RuleDefinition } from '../source/rule-source.ts';
import type { Days } from './row-days.ts';
import { refuseOverlap, rowDays } from './row-days.ts';
import { sourceExcessive, sourceProblem } from './source-problem.ts';

type KindAndMode = Pick<RuleLogic, 'kind' | 'mode'>;

/** Rules that the rows of a segment refer to, numbered in the order of their ids. */
export interface RuleNumbers {
  readonly ids: readonly string[];
  numberOf(id: string): number;
  kindModeOf(id: string): number;
  logicOf(id: string): KindAndMode;
}

/**
 * Numbers the rules that a source defines or refers to.
 *
 * @throws {@link CoreError} for a rule that nobody defines, one whose versions differ in kind or mode (rows in force would
 * be read with the wrong meaning), and versions in force on the same day.
 */
export function resolveRules(
  rules: readonly RuleDefinition[],
  knowledge: readonly KnowledgePoint[],
  knownRules: ReadonlyMap<string, KindAndMode>,
): RuleNumbers {
  const logics = new Map<string, KindAndMode>();
  const versions = new Map<string, Days[]>();
  for (const rule of rules) {
    const days = rowDays(rule, 'rule', rule.id);
    const before = versions.get(rule.id);
    if (before === undefined) versions.set(rule.id, [days]);
    else before.push(days);
    const logic = logics.get(rule.id) ?? knownRules.get(rule.id) ?? rule.logic;
    if (logic.kind !== rule.logic.kind || logic.mode !== rule.logic.mode) {
      throw sourceProblem('rule-kind-differs', 'rule', rule.id);
    }
    logics.set(rule.id, rule.logic);
  }
  for (const [id, days] of versions) if (days.length > 1) refuseOverlap(days, 'rule', id);
  for (const point of knowledge) {
    if (logics.has(point.rule)) continue;
    const known = knownRules.get(point.rule);
    if (known === undefined) throw sourceProblem('rule-unknown', 'knowledge', point.id, { rule: point.rule });
    logics.set(point.rule, known);
  }
  if (logics.size > RULES_MAX) throw sourceExcessive('rules', logics.size, RULES_MAX);
  const ids = [...logics.keys()].sort();
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const kindModes = new Map([...logics].map(([id, logic]) => [id, kindModeNumber(id, logic)]));
  return {
    ids,
    numberOf: (id) => numbers.get(id)!,
    kindModeOf: (id) => kindModes.get(id)!,
    logicOf: (id) => logics.get(id)!,
  };
}

function kindModeNumber(id: string, logic: KindAndMode): number {
  const number = KIND_MODE_NUMBERS[`${logic.kind}.${logic.mode}` as KindMode] as number | undefined;
  if (number === undefined) throw sourceProblem('rule-definition', 'rule', id, { path: 'logic' });
  return number;
}
