import { SCALE } from '../model/decimal.ts';
import type { KindMode } from '../segment/kind-numbers.ts';
import {
  AGE_BOUND_MAX,
  AMOUNT_FEN_MAX,
  COUNT_BOUND_MAX,
  DISTINCT_TOGETHER_MAX,
  RECENCY_DAYS_MAX,
} from '../source/limits.ts';
import type {
  AgeParameters,
  AllowDeny,
  AmountParameters,
  CeilingParameters,
  CompanionParameters,
  ConflictParameters,
  DaysParameters,
  DiscountParameters,
  DistinctParameters,
  EvidenceParameters,
  IndicationParameters,
  InstitutionLevelParameters,
  LimitParameters,
  MinGapParameters,
  NoParameters,
  PrescriberParameters,
  RuleLogic,
  SameClassParameters,
  SexParameters,
  StepParameters,
  SupplyParameters,
} from '../source/rule-logic.ts';
import {
  choice,
  constant,
  decimalNotNegative,
  decimalThat,
  filledListOf,
  flag,
  idText,
  listOf,
  member,
  optional,
  type Schema,
  strictObject,
  unionBy,
  whole,
} from './field.ts';
import { indicationGroups } from './indication.ts';
import { institutionLevel, insuranceType, practitionerTitle, reproductiveState, sex, visitType } from './vocabulary.ts';
import { windowOrOverlapSchema, windowSchema } from './window.ts';

type ModeOf<Key extends KindMode> = RuleLogic extends infer L
  ? L extends { readonly kind: infer K extends string; readonly mode: infer M extends string }
    ? `${K}.${M}` extends Key
      ? L
      : never
    : never
  : never;

/** Parameters of one kind and mode, each of which the rule or the knowledge point may leave to the other. */
type ParametersOf<Key extends KindMode> = NonNullable<ModeOf<Key>['parameters']>;

const count = whole(0, COUNT_BOUND_MAX);

function allowDeny<Value>(value: Schema<Value>): Schema<Partial<AllowDeny<Value>>> {
  return strictObject<Partial<AllowDeny<Value>>>({ allow: optional(listOf(value)), deny: optional(listOf(value)) });
}

const sum = strictObject<Partial<LimitParameters>>({
  max: optional(decimalNotNegative),
  window: optional(windowSchema),
  unit: optional(idText),
  count: optional(choice<'together' | 'each'>({ together: true, each: true })),
  perSite: optional(flag),
});

const conflict = strictObject<Partial<ConflictParameters>>({
  window: optional(windowSchema),
  sameSite: optional(flag),
});
const indication = strictObject<Partial<IndicationParameters>>({ groups: optional(indicationGroups) });
const none = strictObject<NoParameters>({});

/** What each kind and mode takes. */
export const parameterSchemas: { readonly [Key in KindMode]: Schema<ParametersOf<Key>> } = {
  'restrict.sex': strictObject<Partial<SexParameters>>({ sex: optional(sex) }),
  'restrict.age': strictObject<Partial<AgeParameters>>({
    yearsMin: optional(whole(0, AGE_BOUND_MAX)),
    yearsBelow: optional(whole(0, AGE_BOUND_MAX)),
    daysMin: optional(whole(0, AGE_BOUND_MAX)),
    daysMax: optional(whole(0, AGE_BOUND_MAX)),
  }),
  'restrict.insurance-type': allowDeny(insuranceType),
  'restrict.visit-type': allowDeny(visitType),
  'restrict.institution-level': strictObject<Partial<InstitutionLevelParameters>>({
    levelMin: optional(institutionLevel),
    specialities: optional(listOf(idText)),
  }),
  'restrict.department': allowDeny(idText),
  'restrict.prescriber': strictObject<Partial<PrescriberParameters>>({
    titleMin: optional(practitionerTitle),
    departments: optional(listOf(idText)),
  }),
  'restrict.reproductive-state': allowDeny(reproductiveState),
  'indication.allow': indication,
  'indication.deny': indication,
  'indication.evidence': strictObject<Partial<EvidenceParameters>>({ visitTypes: optional(listOf(visitType)) }),
  'conflict.includes': conflict,
  'conflict.excludes': conflict,
  'conflict.same-class': strictObject<Partial<SameClassParameters>>({
    window: optional(windowOrOverlapSchema),
    distinctMax: optional(whole(1, DISTINCT_TOGETHER_MAX)),
  }),
  'limit.quantity': sum,
  'limit.times': sum,
  'limit.days': strictObject<Partial<DaysParameters>>({
    max: optional(count),
    count: optional(choice<'distinct' | 'span'>({ distinct: true, span: true })),
    window: optional(windowSchema),
  }),
  'limit.min-gap': strictObject<Partial<MinGapParameters>>({ days: optional(count) }),
  'limit.supply': strictObject<Partial<SupplyParameters>>({ daysMax: optional(decimalNotNegative) }),
  'limit.amount': strictObject<Partial<AmountParameters>>({
    maxFen: optional(whole(0, AMOUNT_FEN_MAX)),
    window: optional(windowSchema),
  }),
  'limit.distinct': strictObject<Partial<DistinctParameters>>({
    max: optional(count),
    window: optional(windowSchema),
  }),
  'price.ceiling': strictObject<Partial<CeilingParameters>>({
    maxFen: optional(decimalNotNegative),
    maxFenByLevel: optional(
      strictObject<CeilingParameters['maxFenByLevel']>({
        primary: optional(decimalNotNegative),
        secondary: optional(decimalNotNegative),
        tertiary: optional(decimalNotNegative),
      }),
    ),
  }),
  'price.discount': strictObject<Partial<DiscountParameters>>({
    ratio: optional(
      decimalThat(
        (scaled) => scaled >= 0 && scaled <= SCALE,
        'a decimal from 0 to 1 of at most four fractional digits',
      ),
    ),
    group: optional(idText),
    incision: optional(choice<'stated' | 'same-day'>({ stated: true, 'same-day': true })),
  }),
  'coverage.never': none,
  'coverage.composition': none,
  'companion.required': strictObject<Partial<CompanionParameters>>({ window: optional(windowSchema) }),
  'companion.step': strictObject<Partial<StepParameters>>({
    firstLine: optional(filledListOf(idText)),
    withinDays: optional(whole(1, RECENCY_DAYS_MAX)),
    daysMin: optional(whole(1, RECENCY_DAYS_MAX)),
  }),
};

/** The parameters of one kind and mode, or `undefined` when there is no such kind and mode. */
export function parameterSchemaOf(kind: string, mode: string): Schema<object> | undefined {
  const key = `${kind}.${mode}`;
  return Object.hasOwn(parameterSchemas, key) ? parameterSchemas[key as KindMode] : undefined;
}

/** Kind, mode and parameters, told apart by kind, then by mode. */
export const ruleLogicSchema: Schema<RuleLogic> = unionBy('kind', unionsOfModes());

function unionsOfModes(): Readonly<Record<string, Schema<RuleLogic>>> {
  const modesByKind: Record<string, Record<string, Schema<unknown>>> = {};
  for (const [key, parameters] of Object.entries(parameterSchemas)) {
    const [kind = '', mode = ''] = key.split('.');
    modesByKind[kind] ??= {};
    modesByKind[kind][mode] = member<{ kind: string; mode: string; parameters?: object }>({
      kind: constant(kind),
      mode: constant(mode),
      parameters: optional(parameters),
    });
  }
  return Object.fromEntries(
    Object.entries(modesByKind).map(([kind, modes]) => [kind, unionBy<RuleLogic>('mode', modes)]),
  );
}
