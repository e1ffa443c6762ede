import { CoreError } from '../error.ts';
import type { CheckedRows } from './check-entries.ts';
import type { Bounds, ListChecker } from './check-lists.ts';
import { createParameterFinder, KIND_MODE_MAX } from './check-parameters.ts';
import type { Sections } from './layout.ts';
import { RULE_NAME_INTS } from './layout.ts';
import { ROWS_MAX, RULES_MAX } from './limits.ts';
import { excessive, malformed } from './malformed.ts';
import { BASIS_TEXTS } from './read-basis.ts';
import {
  LIST_NONE,
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

/** Looks at every reference in the rows. @throws {@link CoreError} */
export function checkRows(sections: Sections, bounds: Bounds, checker: ListChecker, ruleRows: number): CheckedRows {
  const { rows, lists, ruleNames, rowParameters } = sections;
  const count = rows.length / ROW_INTS;
  if (!Number.isInteger(count)) throw malformed('rows', rows.length);
  if (count > ROWS_MAX) throw excessive('rows', count, ROWS_MAX);
  if (ruleRows > count) throw malformed('rows', count);
  if (rowParameters.length !== count) throw malformed('rowParameters', rowParameters.length);
  for (let row = 0; row < ruleRows; row += 1) {
    if (rows[row * ROW_INTS + ROW_ITEMS] !== LIST_NONE) throw malformed('rows', row);
  }
  const knowledge = ruleRows * ROW_INTS;
  const withOthers = new Int32Array((count + 31) >>> 5);
  const findBadParameters = createParameterFinder(rows, lists, bounds, checker);
  // Several loops over a block that stays in the cache, rather than one loop that does everything: each is simple
  // enough to be compiled well.
  for (let start = 0; start < rows.length; start += BLOCK_INTS) {
    const end = Math.min(start + BLOCK_INTS, rows.length);
    let bad = findBadFields(rows, start, end, ruleNames, bounds.texts - 1);
    if (bad < 0) bad = checker.findBadTexts(rows, start + ROW_BASIS, end, BASIS_TEXTS.length);
    if (bad < 0) bad = checker.findBadPatterns(rows, Math.max(start, knowledge) + ROW_ITEMS, end, false);
    if (bad < 0) bad = checker.findBadPatterns(rows, start + ROW_OTHERS, end, true);
    if (bad < 0) bad = findBadParameters(start, end);
    if (bad >= 0) throw malformed('rows', bad);
    noteOthers(rows, start, end, withOthers);
  }
  for (let row = 0; row < count; row += 1) {
    if (rowParameters[row]! >= bounds.texts) throw malformed('rowParameters', row);
  }
  return { rules: ruleRows, count, withOthers };
}

function noteOthers(rows: Int32Array, start: number, end: number, withOthers: Int32Array): void {
  for (let at = start; at < end; at += ROW_INTS) {
    if (rows[at + ROW_OTHERS] === LIST_NONE) continue;
    const row = at / ROW_INTS;
    withOthers[row >>> 5]! |= 1 << (row & 31);
  }
}

function findBadFields(rows: Int32Array, start: number, end: number, ruleNames: Uint32Array, textMax: number): number {
  const ruleCount = ruleNames.length / RULE_NAME_INTS;
  for (let at = start; at < end; at += ROW_INTS) {
    const rule = rows[at + ROW_RULE]! & RULE_NUMBER_MASK;
    const kindMode = rows[at + ROW_RULE]! >>> RULE_NUMBER_BITS;
    const id = rows[at + ROW_ID]!;
    const text = rows[at + ROW_TEXT]!;
    const name = rows[at + ROW_NAME]!;
    // Text indexes in range leave every sign bit clear. An id is not the empty text.
    const texts = (id - 1) | text | name | (textMax - id) | (textMax - text) | (textMax - name);
    const isWhole =
      texts >= 0 &&
      rule < ruleCount &&
      kindMode === ruleNames[rule * RULE_NAME_INTS + 1] &&
      rows[at + ROW_FROM]! < rows[at + ROW_TO]!;
    if (!isWhole) return at / ROW_INTS;
  }
  return -1;
}

/** 2,048 rows: 128 KB, which fits a second-level cache beside the lists. */
const BLOCK_INTS = 2048 * ROW_INTS;
