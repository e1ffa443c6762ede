import { LIST_VALUES_MAX } from './limits.ts';
import { excessive, malformed } from './malformed.ts';
import { ROW_INTS } from './row.ts';

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
  /** Item patterns: `codeId * 2` or `prefixId * 2 + 1`. */
  isPatterns(offset: number): boolean;
  /**
   * The first row of a block whose field is not an offset of item patterns, or −1. `first` is where the field of the
   * block's first row stands; −1 is let pass when the field is optional.
   */
  findBadPatterns(rows: Int32Array, first: number, end: number, isOptional: boolean): number;
  isTexts(offset: number): boolean;
  /** Triples: text, numerator, denominator, both positive. */
  isUnits(offset: number): boolean;
  /** So many values, whatever they are. */
  isInts(offset: number, length: number): boolean;
  /** Answers of any other sort, remembered under a bit from `SORT_FIRST_FREE` on. */
  remember(offset: number, sortBit: number, check: (start: number, end: number) => boolean): boolean;
}

/** @throws {@link CoreError} `segment-malformed` when the heap is not list after list to its very end. */
export function createListChecker(lists: Int32Array, bounds: Bounds): ListChecker {
  const known = new Uint8Array(lists.length);
  for (let at = 0; at < lists.length; ) {
    const length = lists[at]!;
    if (length < 0) throw malformed('lists', at);
    if (length > LIST_VALUES_MAX) throw excessive('lists', length, LIST_VALUES_MAX);
    known[at] = SORT_LIST;
    at += length + 1;
    if (at > lists.length) throw malformed('lists', at);
  }

  function remember(offset: number, sortBit: number, check: (start: number, end: number) => boolean): boolean {
    if (!(offset >= 0 && offset < lists.length)) return false;
    const sorts = known[offset]!;
    if ((sorts & sortBit) !== 0) return true;
    if ((sorts & SORT_LIST) === 0 || !check(offset + 1, offset + 1 + lists[offset]!)) return false;
    known[offset] = sorts | sortBit;
    return true;
  }

  function arePatterns(start: number, end: number): boolean {
    return areBelow(lists, start, end, bounds.codes, bounds.prefixes);
  }

  function areTexts(start: number, end: number): boolean {
    for (let i = start; i < end; i += 1) if (!(lists[i]! >= 0 && lists[i]! < bounds.texts)) return false;
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
    isPatterns: (offset) => remember(offset, SORT_PATTERNS, arePatterns),
    findBadPatterns: (rows, first, end, isOptional) =>
      findBadPatterns(rows, first, end, isOptional, lists, known, bounds),
    isTexts: (offset) => remember(offset, SORT_TEXTS, areTexts),
    isUnits: (offset) => remember(offset, SORT_UNITS, areUnits),
    isInts: (offset, length) => remember(offset, SORT_LIST, alwaysTrue) && lists[offset] === length,
    remember,
  };
}

// A plain loop over local arrays: every row asks this, and through a closure it took twice as long.
function findBadPatterns(
  rows: Int32Array,
  first: number,
  end: number,
  isOptional: boolean,
  lists: Int32Array,
  known: Uint8Array,
  bounds: Bounds,
): number {
  const { codes, prefixes } = bounds;
  for (let at = first; at < end; at += ROW_INTS) {
    const offset = rows[at]!;
    if (isOptional && offset === -1) continue;
    if (!(offset >= 0 && offset < lists.length)) return Math.floor(at / ROW_INTS);
    const sorts = known[offset]!;
    if ((sorts & SORT_PATTERNS) !== 0) continue;
    const isPatterns =
      (sorts & SORT_LIST) !== 0 && areBelow(lists, offset + 1, offset + 1 + lists[offset]!, codes, prefixes);
    if (!isPatterns) return Math.floor(at / ROW_INTS);
    known[offset] = sorts | SORT_PATTERNS;
  }
  return -1;
}

function areBelow(lists: Int32Array, start: number, end: number, codes: number, prefixes: number): boolean {
  for (let i = start; i < end; i += 1) {
    const pattern = lists[i]!;
    if (pattern < 0 || pattern >>> 1 >= ((pattern & 1) === 0 ? codes : prefixes)) return false;
  }
  return true;
}

function alwaysTrue(): boolean {
  return true;
}

const SORT_LIST = 1;
const SORT_PATTERNS = 2;
const SORT_TEXTS = 4;
const SORT_UNITS = 8;
/** Bits from here on are free for {@link ListChecker.remember}. */
export const SORT_FIRST_FREE = 16;
