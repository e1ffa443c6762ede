import { type Bounds, type ListChecker, SORT_FIRST_FREE } from './check-lists.ts';
import { PARAMETER_ABSENT } from './encoding.ts';
import { LIST_VALUES_MAX } from './limits.ts';
import {
  CONDITION_AGE,
  CONDITION_DIAGNOSIS,
  CONDITION_DOCUMENT,
  CONDITION_LAB,
  CONDITION_MARKER,
  CONDITION_ONSET,
  CONDITION_PRIOR_USE,
  CONDITION_SEX,
  LAB_OPERATORS,
  SEXES,
} from './numbering.ts';

/**
 * Answers whether a list offset is that of indication groups: a list of groups, each a list of conditions, each a list
 * that begins with the condition's number.
 *
 * Lists may be shared, so three small lists could stand for a product of their lengths. What the groups come to when
 * spelt out is bounded too, because that is what an evaluation walks.
 */
export function createIndicationChecker(
  lists: Int32Array,
  bounds: Bounds,
  checker: ListChecker,
): (offset: number) => boolean {
  /** Conditions and values of each group or list of groups, spelt out. */
  const sizes = new Map<number, number>();

  const isGroups = (offset: number) => checker.remember(offset, SORT_GROUPS, (a, b) => areAll(offset, a, b, isGroup));
  const isGroup = (offset: number) => checker.remember(offset, SORT_GROUP, (a, b) => areAll(offset, a, b, isCondition));
  const isCondition = (offset: number) => checker.remember(offset, SORT_CONDITION, isConditionAt);
  return isGroups;

  function areAll(offset: number, start: number, end: number, isMember: (offset: number) => boolean): boolean {
    let size = 0;
    for (let i = start; i < end; i += 1) {
      const member = lists[i]!;
      if (!isMember(member)) return false;
      size += sizes.get(member) ?? lists[member]! + 1;
      if (size > LIST_VALUES_MAX) return false;
    }
    sizes.set(offset, size);
    return end > start;
  }

  function isConditionAt(start: number, end: number): boolean {
    const length = end - start;
    if (length < 2) return false;
    const first = lists[start + 1]!;
    switch (lists[start]) {
      case CONDITION_DIAGNOSIS:
        return (first === 0 || first === 1) && areBelow(start + 2, end, bounds.diagnoses);
      case CONDITION_AGE:
        return length === 3 && isYears(first) && isYears(lists[start + 2]!);
      case CONDITION_SEX:
        return length === 2 && first >= 1 && first <= SEXES.length;
      case CONDITION_LAB:
        return length === 7 && isLab(start + 1);
      case CONDITION_MARKER:
        return areBelow(start + 1, end, bounds.texts);
      case CONDITION_DOCUMENT:
        return length === 3 && areBelow(start + 1, start + 2, bounds.texts) && isRecency(lists[start + 2]!);
      case CONDITION_ONSET:
        return length === 2 && first > 0;
      case CONDITION_PRIOR_USE:
        return length >= 3 && first > 0 && lists[start + 2]! > 0 && arePatterns(start + 3, end);
      default:
        return false;
    }
  }

  function isLab(start: number): boolean {
    const operator = lists[start + 1]!;
    return (
      areBelow(start, start + 1, bounds.texts) &&
      operator >= 1 &&
      operator <= LAB_OPERATORS.length &&
      lists[start + 2]! >= 0 &&
      lists[start + 3]! >= 0 &&
      areBelow(start + 4, start + 5, bounds.texts) &&
      isRecency(lists[start + 5]!)
    );
  }

  function arePatterns(start: number, end: number): boolean {
    for (let i = start; i < end; i += 1) {
      const pattern = lists[i]!;
      if (pattern < 0 || pattern >>> 1 >= ((pattern & 1) === 0 ? bounds.codes : bounds.prefixes)) return false;
    }
    return true;
  }

  function areBelow(start: number, end: number, bound: number): boolean {
    for (let i = start; i < end; i += 1) if (!(lists[i]! >= 0 && lists[i]! < bound)) return false;
    return true;
  }
}

function isYears(value: number): boolean {
  return value === PARAMETER_ABSENT || value >= 0;
}

function isRecency(value: number): boolean {
  return value === PARAMETER_ABSENT || value >= 0;
}

const SORT_GROUPS = SORT_FIRST_FREE;
const SORT_GROUP = SORT_FIRST_FREE * 2;
const SORT_CONDITION = SORT_FIRST_FREE * 4;
