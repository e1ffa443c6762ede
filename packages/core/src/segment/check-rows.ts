import { CoreError } from '../error.ts';
import type { Bounds, ListChecker } from './check-lists.ts';
import { createParameterFinder, KIND_MODE_MAX } from './check-parameters.ts';
import type { Sections } from './layout.ts';
import { RULE_NAME_INTS } from './layout.ts';
import { ROWS_MAX, RULES_MAX } from './limits.ts';
import { excessive, malformed } from './malformed.ts';
import {
  ROW_BASIS,
  ROW_FROM,
  ROW_ID,
  ROW_INTS,
  ROW_ITEMS,
  ROW_NAME,
  ROW_OTHERS,
  ROW_RULE,
  ROW_TEXT,
  ROW_TO,
  RULE_NUMBER_BITS,
  RULE_NUMBER_MASK,
} from './row.ts';

/** @throws {@link CoreError} when a rule name refers to no text, or is of a kind that this build does not know. */
export function checkRuleNames(ruleNames: Uint32Array, bounds: Bounds): void {
  const count = ruleNames.length / RULE_NAME_INTS;
  if (!Number.isInteger(count)) throw malformed('ruleNames', ruleNames.length);
  if (count > RULES_MAX) throw excessive('ruleNames', count, RULES_MAX);
  for (let i = 0; i < ruleNames.length; i += RULE_NAME_INTS) {
    if (ruleNames[i] === 0 || ruleNames[i]! >= bounds.texts) throw malformed('ruleNames', i);
    const kindMode = ruleNames[i + 1]!;
    if (kindMode === 0) throw malformed('ruleNames', i);
    if (kindMode > KIND_MODE_MAX) {
      throw new CoreError('segment-kind-unsupported', `rule kind \`${kindMode}\` is not known here`, { kindMode });
    }
  }
}

/** What is known of the rows once they have been checked. */
export interface CheckedRows {
  readonly count: number;
  /** Bit per row: 1 when it has another side. */
  readonly withOthers: Int32Array;
}

/** Looks at every reference in the rows. @throws {@link CoreError} */
export function checkRows(sections: Sections, bounds: Bounds, checker: ListChecker): CheckedRows {
  const { rows, lists, ruleNames, rowParameters } = sections;
  const count = rows.length / ROW_INTS;
  if (!Number.isInteger(count)) throw malformed('rows', rows.length);
  if (count > ROWS_MAX) throw excessive('rows', count, ROWS_MAX);
  if (rowParameters.length !== count) throw malformed('rowParameters', rowParameters.length);
  const findBadParameters = createParameterFinder(rows, lists, bounds, checker);
  // Several loops over a block that stays in the cache, rather than one loop that does everything: each is simple
  // enough to be compiled well.
  for (let start = 0; start < rows.length; start += BLOCK_INTS) {
    const end = Math.min(start + BLOCK_INTS, rows.length);
    let bad = findBadFields(rows, start, end, ruleNames, bounds.texts - 1);
    if (bad < 0) bad = checker.findBadPatterns(rows, start + ROW_ITEMS, end, false);
    if (bad < 0) bad = checker.findBadPatterns(rows, start + ROW_OTHERS, end, true);
    if (bad < 0) bad = findBadParameters(start, end);
    if (bad >= 0) throw malformed('rows', bad);
  }
  const withOthers = new Int32Array((count + 31) >>> 5);
  for (let row = 0; row < count; row += 1) {
    if (rowParameters[row]! >= bounds.texts) throw malformed('rowParameters', row);
    if (rows[row * ROW_INTS + ROW_OTHERS] !== -1) withOthers[row >>> 5]! |= 1 << (row & 31);
  }
  return { count, withOthers };
}

function findBadFields(rows: Int32Array, start: number, end: number, ruleNames: Uint32Array, textMax: number): number {
  const ruleCount = ruleNames.length / RULE_NAME_INTS;
  for (let at = start; at < end; at += ROW_INTS) {
    const rule = rows[at + ROW_RULE]! & RULE_NUMBER_MASK;
    const kindMode = rows[at + ROW_RULE]! >>> RULE_NUMBER_BITS;
    const id = rows[at + ROW_ID]!;
    const text = rows[at + ROW_TEXT]!;
    const name = rows[at + ROW_NAME]!;
    const basis = rows[at + ROW_BASIS]!;
    // Text indexes in range leave every sign bit clear. An id is not the empty text.
    const texts =
      (id - 1) | text | name | basis | (textMax - id) | (textMax - text) | (textMax - name) | (textMax - basis);
    const isWhole =
      texts >= 0 &&
      rule < ruleCount &&
      kindMode === ruleNames[rule * RULE_NAME_INTS + 1] &&
      rows[at + ROW_FROM]! < rows[at + ROW_TO]!;
    if (!isWhole) return at / ROW_INTS;
  }
  return -1;
}

/** Rows `[rowMin, rows.count)` posted per code in ascending order. @throws {@link CoreError} */
export function checkPostings(
  sections: Sections,
  side: 'code' | 'prefix',
  count: number,
  rowMin: number,
  rows: CheckedRows,
): void {
  const name = side === 'code' ? 'postings' : 'prefixPostings';
  const startName = side === 'code' ? 'postingStart' : 'prefixPostingStart';
  const start = sections[startName];
  const postings = sections[name];
  checkStarts(startName, start, count, postings.length);
  const begins = markStarts(start, postings.length);
  const isBad = hasBadPosting(postings, begins, rows.withOthers, rowMin * 2, rows.count * 2 - 1);
  if (isBad) throw malformed(name, postings.length);
}

/** One byte per entry: 1 where the entries of a code begin. The starts have been checked. */
export function markStarts(start: Uint32Array, total: number): Uint8Array {
  const begins = new Uint8Array(total + 1);
  for (let i = 0; i < start.length; i += 1) begins[start[i]!] = 1;
  return begins;
}

// One straight pass without branches; a loop per code, mostly over one posting or none, took four times as long.
function hasBadPosting(
  postings: Uint32Array,
  begins: Uint8Array,
  withOthers: Int32Array,
  postingMin: number,
  postingMax: number,
): boolean {
  const signed = new Int32Array(postings.buffer, postings.byteOffset, postings.length);
  let signs = 0;
  let strays = 0;
  let before = -1;
  for (let i = 0; i < signed.length; i += 1) {
    const posting = signed[i]!;
    const row = posting >>> 1;
    signs |= posting | (posting - postingMin) | (postingMax - posting);
    // Not above the one before it, where no code begins.
    signs |= (posting - before - 1) & (begins[i]! - 1);
    strays |= posting & 1 & ~(withOthers[row >>> 5]! >>> (row & 31));
    before = posting;
  }
  return signs < 0 || strays !== 0;
}

/** `count + 1` starts that rise from 0 to `total`. @throws {@link CoreError} */
export function checkStarts(
  name: 'postingStart' | 'prefixPostingStart' | 'catalogueStart' | 'textStart',
  start: Uint32Array,
  count: number,
  total: number,
): void {
  if (start.length !== count + 1 || start[0] !== 0 || start[count] !== total) throw malformed(name, start.length);
  // Signed, so that one sign bit tells both a fall and a start beyond any file.
  const signed = new Int32Array(start.buffer, start.byteOffset, start.length);
  let bad = 0;
  let before = 0;
  for (let i = 1; i <= count; i += 1) {
    const value = signed[i]!;
    bad |= value | (value - before);
    before = value;
  }
  if (bad < 0) throw malformed(name, count);
}

/** 2,048 rows: 128 KB, which fits a second-level cache beside the lists. */
const BLOCK_INTS = 2048 * ROW_INTS;
