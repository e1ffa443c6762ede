import { areBelow, arePatterns, type Bounds, type ListChecker, SORT_FIRST_FREE } from './check-lists.ts';
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
  const { sorts } = checker;
  /** By offset of a group: its values, spelt out. Made for the first group, because most segments have none. */
  let sizes: Int32Array | undefined;

  // Loops within loops: the same walk through a function that takes functions was a third of opening a segment.
  return (offset) => {
    if (!checker.isList(offset)) return false;
    if ((sorts[offset]! & SORT_GROUPS) !== 0) return true;
    const end = offset + 1 + lists[offset]!;
    let size = 0;
    for (let i = offset + 1; i < end; i += 1) {
      const group = lists[i]!;
      if (!isGroup(group)) return false;
      size += sizes![group]!;
      if (size > LIST_VALUES_MAX) return false;
    }
    if (size === 0) return false;
    sorts[offset]! |= SORT_GROUPS;
    return true;
  };

  function isGroup(offset: number): boolean {
    if (!checker.isList(offset)) return false;
    if ((sorts[offset]! & SORT_GROUP) !== 0) return true;
    const end = offset + 1 + lists[offset]!;
    let size = 0;
    for (let i = offset + 1; i < end; i += 1) {
      const condition = lists[i]!;
      if (!isCondition(condition)) return false;
      size += lists[condition]! + 1;
      if (size > LIST_VALUES_MAX) return false;
    }
    if (size === 0) return false;
    sizes ??= new Int32Array(lists.length);
    sizes[offset] = size;
    sorts[offset]! |= SORT_GROUP;
    return true;
  }

  function isCondition(offset: number): boolean {
    if (!checker.isList(offset)) return false;
    if ((sorts[offset]! & SORT_CONDITION) !== 0) return true;
    if (!isConditionAt(offset + 1, offset + 1 + lists[offset]!)) return false;
    sorts[offset]! |= SORT_CONDITION;
    return true;
  }

  function isConditionAt(start: number, end: number): boolean {
    const length = end - start;
    if (length < 2) return false;
    const first = lists[start + 1]!;
    switch (lists[start]) {
      case CONDITION_DIAGNOSIS:
        return (first === 0 || first === 1) && areBelow(lists, start + 2, end, bounds.diagnoses);
      case CONDITION_AGE:
        return length === 3 && isYears(first) && isYears(lists[start + 2]!);
      case CONDITION_SEX:
        return length === 2 && first >= 1 && first <= SEXES.length;
      case CONDITION_LAB:
        return length === 7 && isLab(start + 1);
      case CONDITION_MARKER:
        return areBelow(lists, start + 1, end, bounds.texts);
      case CONDITION_DOCUMENT:
        return length === 3 && areBelow(lists, start + 1, start + 2, bounds.texts) && isRecency(lists[start + 2]!);
      case CONDITION_ONSET:
        return length === 2 && first > 0;
      case CONDITION_PRIOR_USE:
        return length >= 3 && first > 0 && lists[start + 2]! > 0 && arePatterns(lists, start + 3, end, bounds);
      default:
        return false;
    }
  }

  function isLab(start: number): boolean {
    const operator = lists[start + 1]!;
    return (
      areBelow(lists, start, start + 1, bounds.texts) &&
      operator >= 1 &&
      operator <= LAB_OPERATORS.length &&
      lists[start + 2]! >= 0 &&
      lists[start + 3]! >= 0 &&
      areBelow(lists, start + 4, start + 5, bounds.texts) &&
      isRecency(lists[start + 5]!)
    );
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
