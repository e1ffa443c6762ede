import { LAB_OPERATORS, SEXES } from '../segment/numbering.ts';
import { CONDITION_YEARS_MAX, RECENCY_DAYS_MAX } from '../source/limits.ts';
import type { IndicationCondition } from '../source/rule-logic.ts';
import {
  choiceOf,
  decimal,
  filledTexts,
  guard,
  listOf,
  objectOf,
  type ParameterGuard,
  text,
  unionByKind,
  wholeFrom,
} from './parameter-guard.ts';

const years = wholeFrom(0, CONDITION_YEARS_MAX);
const recency = wholeFrom(0, RECENCY_DAYS_MAX);
const daysOfUse = wholeFrom(1, RECENCY_DAYS_MAX);

function condition(
  kind: IndicationCondition['kind'],
  properties: Readonly<Record<string, ParameterGuard>>,
  optional: readonly string[] = [],
): ParameterGuard {
  const required = ['kind', ...Object.keys(properties).filter((name) => !optional.includes(name))];
  const own = guard((value) => value === kind, `\`${kind}\``);
  return objectOf({ kind: own, ...properties }, `a condition of kind \`${kind}\``, required);
}

const CONDITIONS: Readonly<Record<IndicationCondition['kind'], ParameterGuard>> = {
  diagnosis: condition('diagnosis', { codes: filledTexts, role: choiceOf(['any', 'main']) }, ['role']),
  age: condition('age', { yearsMin: years, yearsBelow: years }, ['yearsMin', 'yearsBelow']),
  sex: condition('sex', { sex: choiceOf(SEXES) }),
  lab: condition(
    'lab',
    { code: text, operator: choiceOf(LAB_OPERATORS), value: decimal, unit: text, withinDays: recency },
    ['withinDays'],
  ),
  marker: condition('marker', { code: text, results: filledTexts }),
  document: condition('document', { type: text, withinDays: recency }, ['withinDays']),
  onset: condition('onset', { withinHours: wholeFrom(1, RECENCY_DAYS_MAX * 24) }),
  'prior-use': condition('prior-use', { codes: filledTexts, withinDays: daysOfUse, daysMin: daysOfUse }, ['daysMin']),
};

/** Groups of conditions: any group suffices, all conditions of a group must hold. */
export const conditionGroups: ParameterGuard = listOf(
  objectOf(
    {
      allOf: listOf(
        unionByKind(
          CONDITIONS,
          `a condition of kind ${Object.keys(CONDITIONS)
            .map((kind) => `\`${kind}\``)
            .join(', ')}`,
        ),
        1,
      ),
    },
    'a group of conditions in `allOf`',
  ),
  1,
);
