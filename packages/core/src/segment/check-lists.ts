import { LIST_VALUES_MAX } from './limits.ts';
import { excessive, malformed } from './malformed.ts';
import { LIST_INLINE, LIST_NONE, ROW_INTS } from './row.ts';

/** How many entries each table has; every reference from a list or a row stays below. */
export interface Bounds {
  readonly texts: number;
  readonly codes: number;
  readonly prefixes: number;
  readonly diagnoses: number;
}

/**
 * Answers whether an offset is the beginning of a list of a given sort.
 *
 * Every list is looked through once for each sort, however many rows share it: a file in which half a million rows
 * share one list of a million values is read in the time that its size allows.
 */
export interface ListChecker {
  /** By offset: `SORT_LIST` where a list begins, and a bit for each sort that it was found to be. */
  readonly sorts: Uint8Array;
  isList(offset: number): boolean;
  /** Item patterns: `codeId * 2` or `prefixId * 2 + 1`. */
  isPatterns(offset: number): boolean;
  isTexts(offset: number): boolean;
  /** Triples: text, numerator, denominator, both positive. */
  isUnits(offset: number): boolean;
  /** So many values, whatever they are. */
  isInts(offset: number, length: number): boolean;
  /**
   * The first row of a block whose field is neither one item pattern nor an offset of several, or −1. `first` is where the
   * field of the block's first row stands; none is let pass when the field is optional.
   */
  findBadPatterns(rows: Int32Array, first: number, end: number, isOptional: boolean): number;
  /** The same of texts: none, one, or at most so many. */
  findBadTexts(rows: Int32Array, first: number, end: number, lengthMax: number): number;
}

/** @throws {@link CoreError} `segment-malformed` when the heap is not list after list to its very end. */
export function createListChecker(lists: Int32Array, bounds: Bounds): ListChecker {
  const sorts = new Uint8Array(lists.length);
  for (let at = 0; at < lists.length; ) {
    const length = lists[at]!;
    if (length < 0) throw malformed('lists', at);
    if (length > LIST_VALUES_MAX) throw excessive('lists', length, LIST_VALUES_MAX);
    sorts[at] = SORT_LIST;
    at += length + 1;
    if (at > lists.length) throw malformed('lists', at);
  }

  function isList(offset: number): boolean {
    return offset >= 0 && offset < sorts.length && sorts[offset] !== 0;
  }

  function remember(offset: number, sort: number, check: (start: number, end: number) => boolean): boolean {
    if (!isList(offset)) return false;
    if ((sorts[offset]! & sort) !== 0) return true;
    if (!check(offset + 1, offset + 1 + lists[offset]!)) return false;
    sorts[offset]! |= sort;
    return true;
  }

  function areUnits(start: number, end: number): boolean {
    if ((end - start) % 3 !== 0) return false;
    for (let i = start; i < end; i += 3) {
      if (!(lists[i]! > 0 && lists[i]! < bounds.texts && lists[i + 1]! > 0 && lists[i + 2]! > 0)) return false;
    }
    return true;
  }

  return {
    sorts,
    isList,
    isPatterns: (offset) => remember(offset, SORT_PATTERNS, (start, end) => arePatterns(lists, start, end, bounds)),
    isTexts: (offset) => remember(offset, SORT_TEXTS, (start, end) => areBelow(lists, start, end, bounds.texts)),
    isUnits: (offset) => remember(offset, SORT_UNITS, areUnits),
    isInts: (offset, length) => isList(offset) && lists[offset] === length,
    findBadPatterns: (rows, first, end, isOptional) =>
      findBadPatterns(rows, first, end, isOptional, lists, sorts, bounds),
    findBadTexts: (rows, first, end, lengthMax) =>
      findBadTexts(rows, first, end, lengthMax, lists, sorts, bounds.texts),
  };
}

// Plain loops over local arrays: every row asks this, and through a closure it took twice as long.
function findBadPatterns(
  rows: Int32Array,
  first: number,
  end: number,
  isOptional: boolean,
  lists: Int32Array,
  sorts: Uint8Array,
  bounds: Bounds,
): number {
  const { codes, prefixes } = bounds;
  for (let at = first; at < end; at += ROW_INTS) {
    const field = rows[at]!;
    if (field <= LIST_INLINE) {
      const reference = LIST_INLINE - field;
      if (reference >>> 1 >= ((reference & 1) === 0 ? codes : prefixes)) return Math.floor(at / ROW_INTS);
    } else if (field === LIST_NONE) {
      if (!isOptional) return Math.floor(at / ROW_INTS);
    } else {
      const known = field < sorts.length ? sorts[field]! : 0;
      if ((known & SORT_PATTERNS) !== 0) continue;
      if (known === 0 || !arePatterns(lists, field + 1, field + 1 + lists[field]!, bounds)) {
        return Math.floor(at / ROW_INTS);
      }
      sorts[field] = known | SORT_PATTERNS;
    }
  }
  return -1;
}

function findBadTexts(
  rows: Int32Array,
  first: number,
  end: number,
  lengthMax: number,
  lists: Int32Array,
  sorts: Uint8Array,
  texts: number,
): number {
  for (let at = first; at < end; at += ROW_INTS) {
    const field = rows[at]!;
    if (field === LIST_NONE) continue;
    if (field <= LIST_INLINE) {
      if (LIST_INLINE - field >= texts) return Math.floor(at / ROW_INTS);
      continue;
    }
    const known = field < sorts.length ? sorts[field]! : 0;
    if ((known & SORT_TEXTS) !== 0 && lists[field]! <= lengthMax) continue;
    const isTexts =
      known !== 0 && lists[field]! <= lengthMax && areBelow(lists, field + 1, field + 1 + lists[field]!, texts);
    if (!isTexts) return Math.floor(at / ROW_INTS);
    sorts[field] = known | SORT_TEXTS;
  }
  return -1;
}

/** Whether every value of `lists[start … end)` is an item pattern. */
export function arePatterns(lists: Int32Array, start: number, end: number, { codes, prefixes }: Bounds): boolean {
  for (let i = start; i < end; i += 1) {
    const pattern = lists[i]!;
    if (pattern < 0 || pattern >>> 1 >= ((pattern & 1) === 0 ? codes : prefixes)) return false;
  }
  return true;
}

/** Whether every value of `lists[start … end)` is from 0 to `bound` − 1. */
export function areBelow(lists: Int32Array, start: number, end: number, bound: number): boolean {
  for (let i = start; i < end; i += 1) if (!(lists[i]! >= 0 && lists[i]! < bound)) return false;
  return true;
}

const SORT_LIST = 1;
const SORT_PATTERNS = 2;
const SORT_TEXTS = 4;
const SORT_UNITS = 8;
/** Bits of {@link ListChecker.sorts} from here on are free for other checkers. */
export const SORT_FIRST_FREE = 16;
