import { SCALE } from '../model/decimal.ts';
import type { KindMode } from '../segment/kind-numbers.ts';
import {
  INSTITUTION_LEVELS,
  INSURANCE_TYPES,
  REPRODUCTIVE_STATES,
  SEXES,
  TITLES,
  VISIT_TYPES,
} from '../segment/numbering.ts';
import {
  AGE_BOUND_MAX,
  AMOUNT_FEN_MAX,
  COUNT_BOUND_MAX,
  DISTINCT_TOGETHER_MAX,
  RECENCY_DAYS_MAX,
} from '../source/limits.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import { conditionGroups } from './condition-guard.ts';
import {
  choiceOf,
  decimal,
  decimalUpTo,
  filledTexts,
  flag,
  listOf,
  objectOf,
  type ParameterGuard,
  text,
  texts,
  wholeFrom,
  window,
  windowOrOverlap,
} from './parameter-guard.ts';

/** What a policy expert may write for one kind and mode. */
export interface Mode {
  readonly parameters: Readonly<Record<string, ParameterGuard>>;
  /** Of each of these sets, rule and knowledge point together must give at least one. */
  readonly required: readonly (readonly string[])[];
  /**
   * `one`: every item by itself · `two`: items against `others` · `class`: the items of a knowledge point are counted
   * against each other.
   */
  readonly sides: 'one' | 'two' | 'class';
  /** Two knowledge points of one rule about one item and window both apply, so that only the stricter has an effect. */
  readonly isCompeting: boolean;
  /** Placeholders of the message that this mode fills besides `{item}` and `{text}`. */
  readonly placeholders: readonly string[];
}

type ParameterNames<Key extends KindMode> = RuleLogic extends infer L
  ? L extends {
      readonly kind: infer K extends string;
      readonly mode: infer M extends string;
      readonly parameters?: infer P;
    }
    ? `${K}.${M}` extends Key
      ? keyof NonNullable<P>
      : never
    : never
  : never;
type ModeOf<Key extends KindMode> = Mode & {
  readonly parameters: Readonly<Record<ParameterNames<Key>, ParameterGuard>>;
};

const age = wholeFrom(0, AGE_BOUND_MAX);
const count = wholeFrom(0, COUNT_BOUND_MAX);
const days = wholeFrom(1, RECENCY_DAYS_MAX);
const level = choiceOf(INSTITUTION_LEVELS);
const sum = { max: decimal, window, unit: text, count: choiceOf(['together', 'each']), perSite: flag };
const pair = { window, sameSite: flag };
const attribute = { sides: 'one', isCompeting: true, placeholders: ['value', 'bound'] } as const;
const measured = { sides: 'one', isCompeting: true, placeholders: ['value', 'bound', 'excess'] } as const;
const summed = { ...measured, placeholders: ['value', 'bound', 'excess', 'unit'] } as const;
const paired = { required: [], sides: 'two', isCompeting: false } as const;

function allowDeny(values: readonly string[]) {
  const list = listOf(choiceOf(values));
  return { parameters: { allow: list, deny: list }, required: [['allow', 'deny']], ...attribute };
}

const MODES: { readonly [Key in KindMode]: ModeOf<Key> } = {
  'restrict.sex': { parameters: { sex: choiceOf(SEXES) }, required: [['sex']], ...attribute },
  'restrict.age': {
    parameters: { yearsMin: age, yearsBelow: age, daysMin: age, daysMax: age },
    required: [['yearsMin', 'yearsBelow', 'daysMin', 'daysMax']],
    ...attribute,
  },
  'restrict.insurance-type': allowDeny(INSURANCE_TYPES),
  'restrict.visit-type': allowDeny(VISIT_TYPES),
  'restrict.institution-level': {
    parameters: { levelMin: level, specialities: texts },
    required: [['levelMin', 'specialities']],
    ...attribute,
  },
  'restrict.department': { parameters: { allow: texts, deny: texts }, required: [['allow', 'deny']], ...attribute },
  'restrict.prescriber': {
    parameters: { titleMin: choiceOf(TITLES), departments: texts },
    required: [['titleMin', 'departments']],
    ...attribute,
  },
  'restrict.reproductive-state': allowDeny(REPRODUCTIVE_STATES),
  'indication.allow': { parameters: { groups: conditionGroups }, required: [['groups']], ...attribute },
  'indication.deny': {
    parameters: { groups: conditionGroups },
    required: [['groups']],
    ...attribute,
    isCompeting: false,
  },
  'indication.evidence': {
    parameters: { visitTypes: listOf(choiceOf(VISIT_TYPES)) },
    required: [],
    sides: 'one',
    isCompeting: false,
    placeholders: [],
  },
  'conflict.includes': { parameters: pair, ...paired, placeholders: ['other', 'bound'] },
  'conflict.excludes': { parameters: pair, ...paired, placeholders: ['other', 'bound'] },
  'conflict.same-class': {
    parameters: { window: windowOrOverlap, distinctMax: wholeFrom(1, DISTINCT_TOGETHER_MAX) },
    required: [],
    sides: 'class',
    isCompeting: false,
    placeholders: ['other', 'value', 'bound', 'excess'],
  },
  'limit.quantity': { parameters: sum, required: [['max']], ...summed },
  'limit.times': { parameters: sum, required: [['max']], ...measured },
  'limit.days': {
    parameters: { max: count, count: choiceOf(['distinct', 'span']), window },
    required: [['max']],
    ...measured,
  },
  'limit.min-gap': { parameters: { days: count }, required: [['days']], ...measured },
  'limit.supply': { parameters: { daysMax: decimal }, required: [['daysMax']], ...measured },
  'limit.amount': {
    parameters: { maxFen: wholeFrom(0, AMOUNT_FEN_MAX), window },
    required: [['maxFen']],
    ...measured,
  },
  'limit.distinct': {
    parameters: { max: count, window },
    required: [['max']],
    sides: 'class',
    isCompeting: false,
    placeholders: ['value', 'bound', 'excess'],
  },
  'price.ceiling': {
    parameters: {
      maxFen: decimal,
      maxFenByLevel: objectOf(
        { primary: decimal, secondary: decimal, tertiary: decimal },
        'bounds by institution level, each a decimal',
        [],
      ),
    },
    required: [['maxFen', 'maxFenByLevel']],
    ...measured,
  },
  'price.discount': {
    parameters: {
      ratio: decimalUpTo(SCALE, 'a decimal from 0 to 1 of at most four fractional digits'),
      group: text,
      incision: choiceOf(['stated', 'same-day']),
    },
    required: [['ratio'], ['group']],
    sides: 'one',
    isCompeting: true,
    placeholders: ['other', 'value', 'bound'],
  },
  'coverage.never': { parameters: {}, required: [], sides: 'one', isCompeting: false, placeholders: ['value'] },
  'coverage.composition': { parameters: {}, required: [], sides: 'one', isCompeting: false, placeholders: ['value'] },
  'companion.required': { parameters: { window }, ...paired, placeholders: ['bound'] },
  'companion.step': {
    parameters: { firstLine: filledTexts, withinDays: days, daysMin: days },
    required: [['firstLine']],
    sides: 'one',
    isCompeting: false,
    placeholders: ['value', 'bound'],
  },
};

/** What a kind and mode takes, or `undefined` when there is no such kind and mode. */
export function findMode(logic: { readonly kind: string; readonly mode: string }): Mode | undefined {
  const key = `${logic.kind}.${logic.mode}`;
  return Object.hasOwn(MODES, key) ? MODES[key as KindMode] : undefined;
}
