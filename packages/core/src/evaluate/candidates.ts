import type { EvaluateCandidate } from '../kinds/evaluate-table.ts';
import { EVALUATE_BY_NUMBER } from '../kinds/evaluate-table.ts';
import type { ActiveRule, ActiveSegment, RuleVersion } from '../ruleset/ruleset.ts';
import {
  CATALOGUE_INTS,
  ROW_FROM,
  ROW_INTS,
  ROW_RULE,
  ROW_TO,
  RULE_NUMBER_BITS,
  RULE_NUMBER_MASK,
} from '../segment/row.ts';
import { isExemptInsurance, isMoment } from './applies.ts';
import { ITEM_COUNTS, ITEM_STANDING, ROLE_HISTORY } from './facts.ts';
import type { Judge, TraceOutcome } from './judge.ts';
import { isPayerInScope } from './judge.ts';
import { prefixesOf } from './members.ts';
import { lastDayOfStanding } from './uses.ts';

/**
 * Judges every knowledge point that the encounter's items are posted to, segment by segment, newest first.
 *
 * Cost: one dictionary look-up per distinct code and segment, then the postings of the codes that are known.
 */
export function judgeCandidates(judge: Judge): void {
  const { facts, ruleset, lookup } = judge;
  // All segments first: units and names of an item may stand in another segment than its knowledge points.
  for (let s = 0; s < ruleset.segments.length; s += 1) lookUpCandidates(judge, s);
  for (let s = 0; s < ruleset.segments.length; s += 1) {
    const segment = ruleset.segments[s]!;
    judge.segmentIndex = s;
    judge.segment = segment;
    judge.view = segment.view;
    const ids = lookup.ids[s]!;
    touch(judge, ids);
    for (let code = 0; code < facts.codeCount; code += 1) {
      if (facts.isCandidate[code] === 0) continue;
      const id = ids[code]!;
      if (id >= 0) {
        const { postings, postingStart } = segment.view;
        const end = postingStart[id + 1]!;
        for (let k = postingStart[id]!; k < end; k += 1) judgePosting(judge, postings[k]!, code);
      }
      if (segment.view.prefixes.count > 0) judgePrefixes(judge, code);
    }
  }
}

function judgePrefixes(judge: Judge, code: number): void {
  const { facts, lookup, view, segmentIndex } = judge;
  for (const prefix of prefixesOf(lookup, view, facts, segmentIndex, code)) {
    const end = view.prefixPostingStart[prefix + 1]!;
    for (let p = view.prefixPostingStart[prefix]!; p < end; p += 1) judgePosting(judge, view.prefixPostings[p]!, code);
  }
}

/**
 * Loads what judging will need of every candidate code before judging the first: loads that do not wait for each other
 * overlap their cache misses. 20 codes among a million: two rounds of misses instead of eighty misses in turn.
 */
function touch(judge: Judge, ids: Int32Array): void {
  const { facts, view } = judge;
  const { postings, postingStart, rows, catalogueStart, catalogue } = view;
  let touched = 0;
  for (let code = 0; code < facts.codeCount; code += 1) {
    const id = ids[code]!;
    if (facts.isCandidate[code] === 0 || id < 0) continue;
    touched += postingStart[id]! + catalogueStart[id]!;
  }
  for (let code = 0; code < facts.codeCount; code += 1) {
    const id = ids[code]!;
    if (facts.isCandidate[code] === 0 || id < 0) continue;
    const first = postingStart[id]!;
    if (first < postingStart[id + 1]!) touched += rows[(postings[first]! >>> 1) * ROW_INTS]!;
    if (catalogueStart[id]! < catalogueStart[id + 1]!) touched += catalogue[catalogueStart[id]! * CATALOGUE_INTS]!;
  }
  judge.touched = touched;
}

/** Looks the candidate codes up together; codes of history items are left for the kinds that ask for them. */
function lookUpCandidates(judge: Judge, segmentIndex: number): void {
  const { facts, lookup } = judge;
  const ids = lookup.ids[segmentIndex]!;
  let wanted = 0;
  lookup.candidateCount = 0;
  for (let code = 0; code < facts.codeCount; code += 1) {
    ids[code] = -1;
    if (facts.isCandidate[code] === 0) continue;
    lookup.candidateCount += 1;
    candidateCode[wanted] = code;
    candidateText[wanted] = facts.codeText[code]!;
    candidateHash[wanted] = facts.codeHash[code]!;
    wanted += 1;
    if (wanted === BATCH) wanted = flush(judge, segmentIndex, wanted);
  }
  flush(judge, segmentIndex, wanted);
}

function flush(judge: Judge, segmentIndex: number, count: number): number {
  if (count === 0) return 0;
  const ids = judge.lookup.ids[segmentIndex]!;
  judge.ruleset.segments[segmentIndex]!.view.codes.findMany(candidateText, candidateHash, count, candidateId);
  for (let k = 0; k < count; k += 1) ids[candidateCode[k]!] = candidateId[k]!;
  judge.lookup.lookups += count;
  return 0;
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

/** Codes looked up together: enough for any screenful of orders, small enough for the scratch to stay in cache. */
const BATCH = 64;
const candidateCode = new Int32Array(BATCH);
const candidateText: string[] = [];
const candidateHash = new Uint32Array(BATCH);
const candidateId = new Int32Array(BATCH);
