import type { Decimal } from '../model/decimal.ts';
import type { InstitutionLevel, InsuranceType, InsuredPerson, VisitType } from '../model/encounter.ts';

/**
 * What a rule computes: kind + mode + parameters. A closed set; rules are data, never code.
 *
 * Every mode's parameters may be given by the rule, by the knowledge point, or partly by both (the knowledge point
 * wins). `docs/rule-language.md` tells each in full.
 */
export type RuleLogic =
  | Logic<'restrict', 'sex', SexParameters>
  | Logic<'restrict', 'age', AgeParameters>
  | Logic<'restrict', 'insurance-type', AllowDeny<InsuranceType>>
  | Logic<'restrict', 'visit-type', AllowDeny<VisitType>>
  | Logic<'restrict', 'institution-level', InstitutionLevelParameters>
  | Logic<'restrict', 'department', AllowDeny<string>>
  | Logic<'restrict', 'prescriber', PrescriberParameters>
  | Logic<'restrict', 'reproductive-state', AllowDeny<NonNullable<InsuredPerson['reproductiveState']>>>
  | Logic<'indication', 'allow', IndicationParameters>
  | Logic<'indication', 'deny', IndicationParameters>
  | Logic<'indication', 'evidence', EvidenceParameters>
  | Logic<'conflict', 'includes', ConflictParameters>
  | Logic<'conflict', 'excludes', ConflictParameters>
  | Logic<'conflict', 'same-class', SameClassParameters>
  | Logic<'limit', 'quantity', LimitParameters>
  | Logic<'limit', 'times', LimitParameters>
  | Logic<'limit', 'days', DaysParameters>
  | Logic<'limit', 'min-gap', MinGapParameters>
  | Logic<'limit', 'supply', SupplyParameters>
  | Logic<'limit', 'amount', AmountParameters>
  | Logic<'limit', 'distinct', DistinctParameters>
  | Logic<'price', 'ceiling', CeilingParameters>
  | Logic<'price', 'discount', DiscountParameters>
  | Logic<'coverage', 'never', NoParameters>
  | Logic<'coverage', 'composition', NoParameters>
  | Logic<'companion', 'required', CompanionParameters>
  | Logic<'companion', 'step', StepParameters>;

interface Logic<Kind extends string, Mode extends string, Parameters> {
  readonly kind: Kind;
  readonly mode: Mode;
  readonly parameters?: Partial<Parameters>;
}

/** A span of time, or of paper, over which things are counted or must not meet. */
export type Window =
  | {
      readonly kind:
        | 'line'
        | 'prescription'
        | 'visit'
        | 'day'
        | 'hour'
        | 'week'
        | 'month'
        | 'quarter'
        | 'year'
        | 'lifetime';
    }
  /** From 00:00 of `startsOn` (`MM-DD`) of one year to the next. */
  | { readonly kind: 'insurance-year'; readonly startsOn?: string }
  /** At most `hours` apart. */
  | { readonly kind: 'hours'; readonly hours: number }
  /** Any `days` consecutive calendar days, the day itself included. */
  | { readonly kind: 'rolling'; readonly days: number }
  /** One course: uses no further than `gapDays` days apart. */
  | { readonly kind: 'course'; readonly gapDays: number };

/** The sex that an item is for. */
export interface SexParameters {
  readonly sex: 'male' | 'female';
}
/** Bounds on completed years and on completed days of life, on the day of the item. */
export interface AgeParameters {
  /** Inclusive. */
  readonly yearsMin: number;
  /** Exclusive: 14 admits up to the day before the 14th birthday. */
  readonly yearsBelow: number;
  /** Inclusive. */
  readonly daysMin: number;
  /** Inclusive: 28 admits the 28th day of life counted from 0 at birth. */
  readonly daysMax: number;
}
/** One of the two lists. */
export interface AllowDeny<Value> {
  readonly allow: readonly Value[];
  readonly deny: readonly Value[];
}
/** The least institution that an item is for. */
export interface InstitutionLevelParameters {
  readonly levelMin: InstitutionLevel;
  /** Only institutions that hold one of these. */
  readonly specialities: readonly string[];
}
/** Who may order an item. */
export interface PrescriberParameters {
  readonly titleMin: 'resident' | 'attending' | 'associate-chief' | 'chief';
  readonly departments: readonly string[];
}
/** Groups of conditions: any group suffices, all conditions of a group must hold. */
export interface IndicationParameters {
  readonly groups: readonly IndicationGroup[];
}
/** Conditions that must all hold. */
export interface IndicationGroup {
  readonly allOf: readonly IndicationCondition[];
}
/** One condition of a group; three-valued. */
export type IndicationCondition =
  /** ICD-10 codes, prefixes (`E11`), or ranges of three-character categories (`I60-I64`). */
  | { readonly kind: 'diagnosis'; readonly codes: readonly string[]; readonly role?: 'any' | 'main' }
  | { readonly kind: 'age'; readonly yearsMin?: number; readonly yearsBelow?: number }
  | { readonly kind: 'sex'; readonly sex: 'male' | 'female' }
  | {
      readonly kind: 'lab';
      readonly code: string;
      readonly operator: '<' | '<=' | '>=' | '>';
      readonly value: Decimal;
      readonly unit: string;
      readonly withinDays?: number;
    }
  | { readonly kind: 'marker'; readonly code: string; readonly results: readonly string[] }
  | { readonly kind: 'document'; readonly type: string; readonly withinDays?: number }
  | { readonly kind: 'onset'; readonly withinHours: number }
  /** Use of an item before, on at least `daysMin` days within `withinDays` days. */
  | {
      readonly kind: 'prior-use';
      readonly codes: readonly string[];
      readonly withinDays: number;
      readonly daysMin?: number;
    };
/** Only a person can tell; the knowledge point's text is the question. */
export interface EvidenceParameters {
  /** The question is asked only when the visit is of these types; absent: always. */
  readonly visitTypes: readonly VisitType[];
}
/** When items of the two sides meet. */
export interface ConflictParameters {
  readonly window: Window;
  /** Only items on the same body site meet. Items without a site are taken to be on the same one. */
  readonly sameSite: boolean;
}
/** How many different items of a class may be used together. */
export interface SameClassParameters {
  readonly window: Window | { readonly kind: 'overlap' };
  /** How many different items of the class may be used together. */
  readonly distinctMax: number;
}
/** Bound on a sum over a window. `max` is itself allowed. */
export interface LimitParameters {
  readonly max: Decimal;
  readonly window: Window;
  /** Unit of `max`; must be the catalogue's base unit or one that it converts. */
  readonly unit: string;
  /** `together`: all items of the knowledge point add up; `each`: every code by itself. */
  readonly count: 'together' | 'each';
  readonly perSite: boolean;
}
/** Bound on days of use; `max` is itself allowed. */
export interface DaysParameters {
  readonly max: number;
  /** `distinct`: days on which it was used; `span`: calendar days from the first use to the last, both included. */
  readonly count: 'distinct' | 'span';
  readonly window: Window;
}
/** Bound on the days between two uses. */
export interface MinGapParameters {
  /** Two uses must be at least so many days apart: with 14, day d and day d+14 are allowed, d+13 is not. */
  readonly days: number;
}
/** Bound on the days that one item supplies; itself allowed. */
export interface SupplyParameters {
  readonly daysMax: Decimal;
}
/** Bound on the net amount over a window, in fen; itself allowed. */
export interface AmountParameters {
  readonly maxFen: number;
  readonly window: Window;
}
/** Bound on how many different items a window may hold; itself allowed. */
export interface DistinctParameters {
  readonly max: number;
  readonly window: Window;
}
/** Highest unit price, in fen; itself allowed. */
export interface CeilingParameters {
  readonly maxFen: Decimal;
  /** By institution level; wins over `maxFen`. */
  readonly maxFenByLevel: Partial<Readonly<Record<InstitutionLevel, Decimal>>>;
}
/** What operations through one incision may cost. */
export interface DiscountParameters {
  /** Operations of one group through one incision: the dearest in full, the others at most at this share of theirs. */
  readonly ratio: Decimal;
  readonly group: string;
  /**
   * `stated`: only items whose `incisionId` says so share an incision; without it the rule is undetermined.
   * `same-day`: items of one day without an `incisionId` are taken to share one.
   */
  readonly incision: 'stated' | 'same-day';
}
/** Where the companion must be found. */
export interface CompanionParameters {
  readonly window: Window;
}
/** What must have been tried first, and for how long. */
export interface StepParameters {
  /** Codes or prefixes of first-line items. */
  readonly firstLine: readonly string[];
  readonly withinDays: number;
  readonly daysMin: number;
}
/** Of modes that take none: their knowledge points are the list. */
export type NoParameters = Readonly<Record<never, never>>;
