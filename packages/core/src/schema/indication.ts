import { CONDITION_YEARS_MAX, RECENCY_DAYS_MAX } from '../source/limits.ts';
import type { IndicationCondition, IndicationGroup } from '../source/rule-logic.ts';
import {
  choice,
  constant,
  decimalNotNegative,
  filledListOf,
  idText,
  member,
  optional,
  type Schema,
  strictObject,
  unionBy,
  whole,
} from './field.ts';
import { sex } from './vocabulary.ts';

type ConditionOf<Kind extends IndicationCondition['kind']> = Extract<IndicationCondition, { readonly kind: Kind }>;

const recency = whole(0, RECENCY_DAYS_MAX);
const daysOfUse = whole(1, RECENCY_DAYS_MAX);
const years = whole(0, CONDITION_YEARS_MAX);
const texts = filledListOf(idText);

const condition: Schema<IndicationCondition> = unionBy('kind', {
  diagnosis: member<ConditionOf<'diagnosis'>>({
    kind: constant('diagnosis'),
    codes: texts,
    role: optional(choice<'any' | 'main'>({ any: true, main: true })),
  }),
  age: member<ConditionOf<'age'>>({ kind: constant('age'), yearsMin: optional(years), yearsBelow: optional(years) }),
  sex: member<ConditionOf<'sex'>>({ kind: constant('sex'), sex }),
  lab: member<ConditionOf<'lab'>>({
    kind: constant('lab'),
    code: idText,
    operator: choice<ConditionOf<'lab'>['operator']>({ '<': true, '<=': true, '>=': true, '>': true }),
    value: decimalNotNegative,
    unit: idText,
    withinDays: optional(recency),
  }),
  marker: member<ConditionOf<'marker'>>({ kind: constant('marker'), code: idText, results: texts }),
  document: member<ConditionOf<'document'>>({
    kind: constant('document'),
    type: idText,
    withinDays: optional(recency),
  }),
  onset: member<ConditionOf<'onset'>>({ kind: constant('onset'), withinHours: whole(1, RECENCY_DAYS_MAX * 24) }),
  'prior-use': member<ConditionOf<'prior-use'>>({
    kind: constant('prior-use'),
    codes: texts,
    withinDays: daysOfUse,
    daysMin: optional(daysOfUse),
  }),
} satisfies Readonly<Record<IndicationCondition['kind'], unknown>>);

export const indicationGroups: Schema<readonly IndicationGroup[]> = filledListOf(
  strictObject<IndicationGroup>({ allOf: filledListOf(condition) }),
);
