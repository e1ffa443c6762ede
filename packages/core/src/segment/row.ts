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
/** List of the basis's texts; see `read-basis.ts`. */
export const ROW_BASIS = 6;
/** List of the item patterns: of every knowledge row at least one, of a rule row none. */
export const ROW_ITEMS = 7;
/** List of the patterns on the other side. */
export const ROW_OTHERS = 8;
/** First parameter slot. */
export const ROW_PARAMETERS = ROW_INTS - PARAMETER_SLOTS;

/**
 * What a field that holds a list says: its offset in the heap; `LIST_NONE`; or, for a list of one value, the value itself
 * as `LIST_INLINE` less the value. Nearly all lists have one value, and the heap costs a cache miss.
 */
export const LIST_NONE = -1;
export const LIST_INLINE = -2;

export const RULE_NUMBER_BITS = 20;
export const RULE_NUMBER_MASK = (1 << RULE_NUMBER_BITS) - 1;

export const DAY_ALWAYS = -0x8000_0000;
export const DAY_NEVER = 0x7fff_ffff;

/** Integers of one catalogue row. */
export const CATALOGUE_INTS = 6;
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

/**
 * Integers of one code entry: all starts of a code stand side by side, so that it takes one cache line to learn what there
 * is about it. Whatever starts in the entry of a code ends where that of the next one starts; there is one entry more than
 * there are codes.
 */
export const CODE_ENTRY_INTS = 4;
/** First of the rows whose first item pattern is the code (or the prefix); they are neighbours. */
export const ENTRY_ROW = 0;
/** First posting: the other rows that name the code (or the prefix). */
export const ENTRY_POSTING = 1;
/** First catalogue row. */
export const ENTRY_CATALOGUE = 2;
/** Longest prefix that the code begins with, plus one; 0 for none. */
export const ENTRY_PREFIX = 3;

/** Integers of one prefix entry: rows and postings like those of a code, and the next shorter prefix. */
export const PREFIX_ENTRY_INTS = 3;
/** Longest prefix that the prefix itself begins with, plus one; 0 for none. */
export const ENTRY_SHORTER = 2;
