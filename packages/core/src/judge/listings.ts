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
    if (id >= 0 && someRow(judge, s, i, view.postings, view.postingStart[id]!, view.postingStart[id + 1]!, answers)) {
      return true;
    }
    for (const prefix of prefixesOf(judge, s, code)) {
      const start = view.prefixPostingStart[prefix]!;
      const end = view.prefixPostingStart[prefix + 1]!;
      if (someRow(judge, s, i, view.prefixPostings, start, end, answers)) return true;
    }
  }
  return false;
}

function someRow(
  judge: Judge,
  segmentIndex: number,
  i: number,
  postings: Uint32Array,
  start: number,
  end: number,
  answers: (view: SegmentView, row: number) => boolean,
): boolean {
  const { view, masked, ruleIndex, endings } = judge.ruleset.segments[segmentIndex]!;
  const ruleId = judge.version.definition.id;
  const day = judge.facts.day[i]!;
  for (let k = start; k < end; k += 1) {
    const row = postings[k]! >>> 1;
    const base = row * ROW_INTS;
    const rule = judge.ruleset.rules[ruleIndex[view.rows[base + ROW_RULE]! & RULE_NUMBER_MASK]!];
    if (rule?.id !== ruleId || (masked[row >>> 5]! & (1 << (row & 31))) !== 0) continue;
    const to = Math.min(view.rows[base + ROW_TO]!, endings.get(row) ?? Infinity);
    if (day >= view.rows[base + ROW_FROM]! && day < to && answers(view, row)) return true;
  }
  return false;
}
