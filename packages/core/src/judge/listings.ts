import { somePosting } from '../segment/postings.ts';
import { ROW_FROM, ROW_INTS, ROW_RULE, ROW_TO, RULE_NUMBER_MASK } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Judge } from './judge.ts';
import { lookUpAll } from './look-up.ts';
import { prefixesOf } from './prefixes.ts';

/**
 * Asks about each knowledge point of the current rule that lists item `i` and is in force on its day, in any segment,
 * by code or by prefix. Stops at the first that answers `true` and returns whether one did.
 */
export function someListing(judge: Judge, i: number, answers: (view: SegmentView, row: number) => boolean): boolean {
  const { facts, ruleset } = judge;
  const code = facts.code[i]!;
  if (code < 0) return false;
  for (let s = 0; s < ruleset.segments.length; s += 1) {
    const { view } = ruleset.segments[s]!;
    const id = lookUpAll(judge, s)[code]!;
    const isListing = (posting: number): boolean => isInForceOn(judge, s, i, posting >>> 1, answers);
    if (id >= 0 && somePosting(view, 'code', id, isListing)) return true;
    for (const prefix of prefixesOf(judge, s, code)) {
      if (somePosting(view, 'prefix', prefix, isListing)) return true;
    }
  }
  return false;
}

/** Whether the row is one of the current rule, in force on the item's day, and answers `true`. */
function isInForceOn(
  judge: Judge,
  segmentIndex: number,
  i: number,
  row: number,
  answers: (view: SegmentView, row: number) => boolean,
): boolean {
  const { view, masked, ruleIndex, endings } = judge.ruleset.segments[segmentIndex]!;
  const day = judge.facts.day[i]!;
  const base = row * ROW_INTS;
  const rule = judge.ruleset.rules[ruleIndex[view.rows[base + ROW_RULE]! & RULE_NUMBER_MASK]!];
  if (rule?.id !== judge.version.definition.id || (masked[row >>> 5]! & (1 << (row & 31))) !== 0) return false;
  const to = Math.min(view.rows[base + ROW_TO]!, endings.get(row) ?? Infinity);
  return day >= view.rows[base + ROW_FROM]! && day < to && answers(view, row);
}
