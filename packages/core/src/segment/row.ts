import { PARAMETER_SLOTS } from './encoding.ts';

/** Integers of one row: 16, so that a row is one cache line. */
export const ROW_INTS = 16;

/** Rule number in the low 20 bits (index of `SegmentView.ruleIds`), kind-and-mode number above. */
export const ROW_RULE = 0;
/** First day in force; `DAY_ALWAYS` when open. */
export const ROW_FROM = 1;
/** First day no longer in force; `DAY_NEVER` when open. */
export const ROW_TO = 2;
/** Text index of the knowledge point's id. */
export const ROW_ID = 3;
/** Text index of the regulator's words, 0 for none. */
export const ROW_TEXT = 4;
/** Text index of the published item name, 0 for none. */
export const ROW_NAME = 5;
/** Text index of the basis as JSON, 0 for none. */
export const ROW_BASIS = 6;
/** List offset of the item patterns. */
export const ROW_ITEMS = 7;
/** List offset of the patterns on the other side; −1 for none. */
export const ROW_OTHERS = 8;
/** First parameter slot. */
export const ROW_PARAMETERS = ROW_INTS - PARAMETER_SLOTS;

export const RULE_NUMBER_BITS = 20;
export const RULE_NUMBER_MASK = (1 << RULE_NUMBER_BITS) - 1;

export const DAY_ALWAYS = -0x8000_0000;
export const DAY_NEVER = 0x7fff_ffff;

/** Integers of one catalogue row. */
export const CATALOGUE_INTS = 8;
/** Text index of the name. */
export const CATALOGUE_NAME = 0;
/** Item kind in the low byte (1 drug, 2 consumable, 3 service), pay class in the next (0 absent, 1 a, 2 b, 3 self-paid). */
export const CATALOGUE_CLASS = 1;
/** Text index of the base unit, 0 when absent. */
export const CATALOGUE_UNIT = 2;
/** List offset of the units: for each, text index, numerator, denominator; −1 for none. */
export const CATALOGUE_UNITS = 3;
export const CATALOGUE_FROM = 4;
export const CATALOGUE_TO = 5;
