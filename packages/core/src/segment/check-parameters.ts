import { createIndicationChecker } from './check-indication.ts';
import type { Bounds, ListChecker } from './check-lists.ts';
import { PARAMETER_ABSENT, PARAMETER_SLOTS } from './encoding.ts';
import type { KindMode } from './kind-numbers.ts';
import { KIND_MODE_NUMBERS } from './kind-numbers.ts';
import {
  INSTITUTION_LEVELS,
  INSURANCE_TYPES,
  REPRODUCTIVE_STATES,
  SEXES,
  TITLES,
  VISIT_TYPES,
  WINDOW_KINDS,
} from './numbering.ts';
import { ROW_INTS, ROW_PARAMETERS, ROW_RULE, RULE_NUMBER_BITS } from './row.ts';
import { WINDOW_ARGUMENT_MAX } from './window-encoding.ts';

/** Finds the first row of a block whose parameter slots do not hold what its kind and mode put there, or −1. */
export type ParameterFinder = (start: number, end: number) => number;

/**
 * A finder over rows whose kinds have been checked; a block is given by the offsets of its first row and of the row
 * behind its last.
 *
 * Plain loops over numbers: a closure called for each of half a million rows took 30 ms, these take half.
 */
export function createParameterFinder(
  rows: Int32Array,
  lists: Int32Array,
  bounds: Bounds,
  checker: ListChecker,
): ParameterFinder {
  const { min, max, referenceSlot, referenceSort } = SLOT_TABLE;
  const isGroups = createIndicationChecker(lists, bounds, checker);
  return (start, end) => {
    const outside = findOutside(rows, start, end, min, max);
    return outside >= 0 ? outside : findBadReference(start, end);
  };

  function findBadReference(start: number, end: number): number {
    for (let at = start; at < end; at += ROW_INTS) {
      const kindMode = rows[at + ROW_RULE]! >>> RULE_NUMBER_BITS;
      const sort = referenceSort[kindMode]!;
      if (sort === SORT_INT) continue;
      const value = rows[at + ROW_PARAMETERS + referenceSlot[kindMode]!]!;
      if (value !== PARAMETER_ABSENT && !isReference(sort, value)) return at / ROW_INTS;
    }
    return -1;
  }

  function isReference(sort: number, value: number): boolean {
    switch (sort) {
      case SORT_TEXT:
        return value < bounds.texts;
      case SORT_TEXTS:
        return checker.isTexts(value);
      case SORT_PATTERNS:
        return checker.isPatterns(value);
      case SORT_GROUPS:
        return isGroups(value);
      default:
        return checker.isInts(value, INSTITUTION_LEVELS.length * 2);
    }
  }
}

function findOutside(rows: Int32Array, start: number, end: number, min: Int32Array, max: Int32Array): number {
  for (let at = start; at < end; at += ROW_INTS) {
    const table = (rows[at + ROW_RULE]! >>> RULE_NUMBER_BITS) * PARAMETER_SLOTS;
    let bad = 0;
    for (let slot = 0; slot < PARAMETER_SLOTS; slot += 1) {
      const value = rows[at + ROW_PARAMETERS + slot]!;
      // Without branches, because which slots are absent follows no pattern. All ones for a negative value; only the
      // absent one, the lowest integer, is without a bit below the sign.
      const isNegative = value >> 31;
      const isOutside = ((max[table + slot]! - value) | (value - min[table + slot]!)) >> 31;
      bad |= (isNegative & value & INT_MAX) | (~isNegative & isOutside);
    }
    if (bad !== 0) return at / ROW_INTS;
  }
  return -1;
}

/** Numbers of the kinds and modes that this build knows: 1 to this. */
export const KIND_MODE_MAX = Math.max(...Object.values(KIND_MODE_NUMBERS));

/** What a slot may hold: an integer of a range, or a reference. */
type Shape = readonly [min: number, max: number] | 'text' | 'texts' | 'patterns' | 'groups' | 'bounds-by-level';

const INT_MAX = 0x7fff_ffff;
const WINDOW: readonly Shape[] = [
  [0, WINDOW_KINDS.length - 1],
  [0, WINDOW_ARGUMENT_MAX],
];
const DECIMAL: readonly Shape[] = [
  [0, INT_MAX],
  [0, INT_MAX],
];
const COUNT: Shape = [0, INT_MAX];
const FLAG: Shape = [0, 1];
const CHOICE_OF_TWO: Shape = [1, 2];
const SUM: readonly Shape[] = [...WINDOW, ...DECIMAL, 'text', CHOICE_OF_TWO, FLAG];
const bits = (values: readonly string[]): Shape => [0, 2 ** values.length - 1];
const choice = (values: readonly string[]): Shape => [1, values.length];

/** Slots of every kind and mode, as `kinds/<kind>/encode.ts` fills them. */
const SHAPES: Readonly<Record<KindMode, readonly Shape[]>> = {
  'restrict.sex': [choice(SEXES)],
  'restrict.age': [COUNT, COUNT, COUNT, COUNT],
  'restrict.insurance-type': [CHOICE_OF_TWO, bits(INSURANCE_TYPES)],
  'restrict.visit-type': [CHOICE_OF_TWO, bits(VISIT_TYPES)],
  'restrict.institution-level': [choice(INSTITUTION_LEVELS), 'texts'],
  'restrict.department': [CHOICE_OF_TWO, 'texts'],
  'restrict.prescriber': [choice(TITLES), 'texts'],
  'restrict.reproductive-state': [CHOICE_OF_TWO, bits(REPRODUCTIVE_STATES)],
  'indication.allow': ['groups'],
  'indication.deny': ['groups'],
  'indication.evidence': [bits(VISIT_TYPES)],
  'conflict.includes': [...WINDOW, FLAG],
  'conflict.excludes': [...WINDOW, FLAG],
  'conflict.same-class': [...WINDOW, COUNT],
  'limit.quantity': SUM,
  'limit.times': SUM,
  'limit.days': [...WINDOW, COUNT, CHOICE_OF_TWO],
  'limit.min-gap': [COUNT],
  'limit.supply': DECIMAL,
  'limit.amount': [...WINDOW, ...DECIMAL],
  'limit.distinct': [...WINDOW, COUNT],
  'price.ceiling': [...DECIMAL, 'bounds-by-level'],
  'price.discount': [...DECIMAL, 'text', CHOICE_OF_TWO],
  'coverage.never': [],
  'coverage.composition': [],
  'companion.required': WINDOW,
  'companion.step': ['patterns', COUNT, COUNT],
};

const SORT_INT = 0;
const SORT_TEXT = 1;
const SORT_TEXTS = 2;
const SORT_PATTERNS = 3;
const SORT_GROUPS = 4;
const SORT_BOUNDS = 5;
const SORT_NUMBERS = {
  text: SORT_TEXT,
  texts: SORT_TEXTS,
  patterns: SORT_PATTERNS,
  groups: SORT_GROUPS,
  'bounds-by-level': SORT_BOUNDS,
} as const;

function slotTable() {
  const size = (KIND_MODE_MAX + 1) * PARAMETER_SLOTS;
  // Slots that nobody fills must be absent: an empty range says so.
  const min = new Int32Array(size).fill(1);
  const max = new Int32Array(size).fill(0);
  // No kind has more than one slot that refers to something, which keeps the loop over rows short.
  const referenceSlot = new Uint8Array(KIND_MODE_MAX + 1);
  const referenceSort = new Uint8Array(KIND_MODE_MAX + 1);
  for (const [name, shapes] of Object.entries(SHAPES)) {
    const kindMode = KIND_MODE_NUMBERS[name as KindMode];
    shapes.forEach((shape, slot) => {
      const isReference = typeof shape === 'string';
      min[kindMode * PARAMETER_SLOTS + slot] = isReference ? 0 : shape[0];
      max[kindMode * PARAMETER_SLOTS + slot] = isReference ? INT_MAX : shape[1];
      if (!isReference) return;
      referenceSlot[kindMode] = slot;
      referenceSort[kindMode] = SORT_NUMBERS[shape];
    });
  }
  return { min, max, referenceSlot, referenceSort };
}

const SLOT_TABLE = slotTable();
