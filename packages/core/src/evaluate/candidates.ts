import { ITEM_COUNTS, ITEM_STANDING, ROLE_HISTORY } from '../judge/facts.ts';
import type { Judge, TraceOutcome } from '../judge/judge.ts';
import { isPayerInScope, rowKey } from '../judge/judge.ts';
import { lookUpCandidates, touchCandidates } from '../judge/look-up.ts';
import { NONE, prefixesOf, SEVERAL } from '../judge/prefixes.ts';
import { lastDayOfStanding } from '../judge/uses.ts';
import type { EvaluateCandidate } from '../kinds/evaluate-table.ts';
import { EVALUATE_BY_NUMBER } from '../kinds/evaluate-table.ts';
import type { ActiveRule, ActiveSegment, RuleVersion } from '../ruleset/ruleset.ts';
import {
  CODE_ENTRY_INTS,
  ENTRY_POSTING,
  ENTRY_ROW,
  PREFIX_ENTRY_INTS,
  ROW_FROM,
  ROW_INTS,
  ROW_RULE,
  ROW_TO,
  RULE_NUMBER_BITS,
  RULE_NUMBER_MASK,
} from '../segment/row.ts';
import { isExemptInsurance, isMoment } from './applies.ts';

/**
 * Judges every knowledge point that the encounter's items are posted to, segment by segment, newest first.
 *
 * Cost: one dictionary look-up per distinct code and segment, then the postings of the codes that are known.
 */
export function judgeCandidates(judge: Judge): void {
  const { ruleset } = judge;
  // All segments first: units and names of an item may stand in another segment than its knowledge points.
  for (let s = 0; s < ruleset.segments.length; s += 1) lookUpCandidates(judge, s);
  for (let s = 0; s < ruleset.segments.length; s += 1) {
    enterSegment(judge, s);
    touchCandidates(judge);
    judgeSegment(judge);
  }
}

/** Judges the candidates again, as `judge.isWanted` says, with what has been looked up before. */
export function judgeAgain(judge: Judge): void {
  for (let s = 0; s < judge.ruleset.segments.length; s += 1) {
    enterSegment(judge, s);
    judgeSegment(judge);
  }
}

function enterSegment(judge: Judge, segmentIndex: number): void {
  const segment = judge.ruleset.segments[segmentIndex]!;
  judge.segmentIndex = segmentIndex;
  judge.segment = segment;
  judge.view = segment.view;
}

function judgeSegment(judge: Judge): void {
  const { facts, view, lookup, segmentIndex } = judge;
  const ids = lookup.ids[segmentIndex]!;
  const { codeEntries, postings } = view;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (facts.isCandidate[code] === 0) continue;
    const id = ids[code]!;
    if (id >= 0) {
      const at = id * CODE_ENTRY_INTS;
      const pastRow = codeEntries[at + CODE_ENTRY_INTS + ENTRY_ROW]!;
      for (let row = codeEntries[at + ENTRY_ROW]!; row < pastRow; row += 1) judgePosting(judge, row * 2, code);
      const past = codeEntries[at + CODE_ENTRY_INTS + ENTRY_POSTING]!;
      for (let k = codeEntries[at + ENTRY_POSTING]!; k < past; k += 1) judgePosting(judge, postings[k]!, code);
    }
    if (view.prefixes.count > 0) judgePrefixes(judge, code);
  }
}

function judgePrefixes(judge: Judge, code: number): void {
  const only = judge.lookup.prefixes[judge.segmentIndex]!.only[code]!;
  if (only === SEVERAL) {
    for (const prefix of prefixesOf(judge, judge.segmentIndex, code)) judgePrefix(judge, prefix, code);
  } else if (only !== NONE) judgePrefix(judge, only, code);
}

function judgePrefix(judge: Judge, prefix: number, code: number): void {
  const { prefixEntries, prefixPostings } = judge.view;
  const at = prefix * PREFIX_ENTRY_INTS;
  const pastRow = prefixEntries[at + PREFIX_ENTRY_INTS + ENTRY_ROW]!;
  for (let row = prefixEntries[at + ENTRY_ROW]!; row < pastRow; row += 1) judgePosting(judge, row * 2, code);
  const past = prefixEntries[at + PREFIX_ENTRY_INTS + ENTRY_POSTING]!;
  for (let k = prefixEntries[at + ENTRY_POSTING]!; k < past; k += 1) judgePosting(judge, prefixPostings[k]!, code);
}

function judgePosting(judge: Judge, posting: number, code: number): void {
  const segment = judge.segment;
  const row = posting >>> 1;
  if (segment.hasMasks && (segment.masked[row >>> 5]! & (1 << (row & 31))) !== 0) {
    if (judge.trace !== undefined) noteRow(judge, row, code, 'replaced');
    return;
  }
  const rows = segment.view.rows;
  const base = row * ROW_INTS;
  const word = rows[base + ROW_RULE]!;
  const ruleIndex = segment.ruleIndex[word & RULE_NUMBER_MASK]!;
  if (ruleIndex < 0) return;
  const rule = judge.ruleset.rules[ruleIndex]!;
  const kindMode = word >>> RULE_NUMBER_BITS;
  const evaluate = EVALUATE_BY_NUMBER[kindMode];
  if (evaluate === undefined) return;
  if (judge.isWanted !== undefined && !judge.isWanted(rowKey(row, judge.segmentIndex), kindMode)) return;
  judge.row = row;
  judge.side = posting & 1;
  const from = rows[base + ROW_FROM]!;
  const to = segment.endings.size === 0 ? rows[base + ROW_TO]! : endOf(segment, row, rows[base + ROW_TO]!);
  const { facts } = judge;
  for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
    if (facts.role[i] === ROLE_HISTORY || (facts.flags[i]! & ITEM_COUNTS) === 0) continue;
    const day = facts.day[i]!;
    judge.item = i;
    if ((facts.flags[i]! & ITEM_STANDING) !== 0) {
      judgeStanding(judge, rule, kindMode, from, to, evaluate);
      continue;
    }
    const version = versionOn(rule, day);
    if (version === undefined || version.kindMode !== kindMode || day < from || day >= to) {
      if (judge.trace !== undefined) note(judge, version ?? rule.versions[0], i, 'not-in-force');
      continue;
    }
    judgeItem(judge, version, from, to, evaluate);
  }
}

/** Judges `judge.item` under one version of the rule, if it is meant for this moment and payer. */
function judgeItem(judge: Judge, version: RuleVersion, from: number, to: number, evaluate: EvaluateCandidate): void {
  const { facts, item } = judge;
  judge.version = version;
  if (!isMoment(version, facts)) {
    if (judge.trace !== undefined) note(judge, version, item, 'other-phase');
    return;
  }
  if (!isPayerInScope(facts.payment[item]!, version.scope) || isExemptInsurance(version, facts)) {
    if (judge.trace !== undefined) note(judge, version, item, 'other-payer');
    return;
  }
  judge.from = from > version.from ? from : version.from;
  judge.to = to < version.to ? to : version.to;
  judge.candidates += 1;
  evaluate(judge);
}

/** A standing order is used on many days: every version in force on one of them judges the days that are its own. */
function judgeStanding(
  judge: Judge,
  rule: ActiveRule,
  kindMode: number,
  from: number,
  to: number,
  evaluate: EvaluateCandidate,
): void {
  const first = judge.facts.day[judge.item]!;
  const last = lastDayOfStanding(judge.facts, judge.item);
  for (const version of rule.versions) {
    const begins = Math.max(from, version.from);
    const ends = Math.min(to, version.to);
    if (version.kindMode !== kindMode || first >= ends || last < begins) {
      if (judge.trace !== undefined) note(judge, version, judge.item, 'not-in-force');
    } else judgeItem(judge, version, from, to, evaluate);
  }
}

function endOf(segment: ActiveSegment, row: number, to: number): number {
  const ending = segment.endings.get(row);
  return ending !== undefined && ending < to ? ending : to;
}

/** The version of the newest segment that is in force on the day. */
function versionOn(rule: ActiveRule, day: number): RuleVersion | undefined {
  const { versions } = rule;
  for (let k = 0; k < versions.length; k += 1) {
    const version = versions[k]!;
    if (day >= version.from && day < version.to) return version;
  }
  return undefined;
}

function noteRow(judge: Judge, row: number, code: number, outcome: TraceOutcome): void {
  const ruleIndex = judge.segment.ruleIndex[judge.view.rows[row * ROW_INTS + ROW_RULE]! & RULE_NUMBER_MASK]!;
  judge.row = row;
  for (let i = judge.facts.head[code]!; i >= 0; i = judge.facts.next[i]!) {
    if (judge.facts.role[i] !== ROLE_HISTORY) note(judge, judge.ruleset.rules[ruleIndex]?.versions[0], i, outcome);
  }
}

function note(judge: Judge, version: RuleVersion | undefined, item: number, outcome: TraceOutcome): void {
  if (version === undefined) return;
  judge.version = version;
  judge.item = item;
  judge.trace?.note(judge, outcome, [item], [], []);
}
