import type { InstitutionLevel, InsuranceType, ItemKind, Phase, VisitType } from '../model/encounter.ts';

/**
 * Numbers of enumerated facts inside a segment: position in the list, or a bit at that position. Part of the segment
 * format: append only.
 */
export const SEXES = ['male', 'female'] as const;
export const INSURANCE_TYPES = [
  'employee',
  'resident',
  'civil-servant',
  'large-amount',
  'retired-cadre',
  'maternity',
  'work-injury',
  'other',
] as const satisfies readonly InsuranceType[];
export const VISIT_TYPES = [
  'outpatient',
  'emergency',
  'observation',
  'inpatient',
  'day-surgery',
  'chronic-disease',
  'pharmacy',
  'internet',
] as const satisfies readonly VisitType[];
export const INSTITUTION_LEVELS = ['primary', 'secondary', 'tertiary'] as const satisfies readonly InstitutionLevel[];
export const TITLES = ['resident', 'attending', 'associate-chief', 'chief'] as const;
export const REPRODUCTIVE_STATES = ['none', 'pregnant', 'lactating'] as const;
export const PHASES = ['prompt', 'review', 'audit'] as const satisfies readonly Phase[];
export const ITEM_KINDS = ['drug', 'consumable', 'service'] as const satisfies readonly ItemKind[];
export const LAB_OPERATORS = ['<', '<=', '>=', '>'] as const;

/** Windows by number. `overlap` is for items used together rather than counted. */
export const WINDOW_KINDS = [
  'line',
  'prescription',
  'visit',
  'day',
  'hour',
  'week',
  'month',
  'quarter',
  'year',
  'lifetime',
  'insurance-year',
  'hours',
  'rolling',
  'course',
  'overlap',
] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

export const ALLOW = 1;
export const DENY = 2;
/** 1 is together. */
export const COUNT_EACH = 2;
/** 1 is distinct. */
export const DAYS_SPAN = 2;
/** 1 is stated. */
export const INCISION_SAME_DAY = 2;

/** Conditions of an indication group, as they stand in the list heap. */
export const CONDITION_DIAGNOSIS = 1;
export const CONDITION_AGE = 2;
export const CONDITION_SEX = 3;
export const CONDITION_LAB = 4;
export const CONDITION_MARKER = 5;
export const CONDITION_DOCUMENT = 6;
export const CONDITION_ONSET = 7;
export const CONDITION_PRIOR_USE = 8;
