import type { Evidence } from '../model/evaluation.ts';
import type { ActiveSegment, Ruleset, RuleVersion } from '../ruleset/ruleset.ts';
import { joinDecimal, PARAMETER_ABSENT } from '../segment/encoding.ts';
import { ROW_ID, ROW_INTS, ROW_PARAMETERS } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { MatchedDiagnoses } from './diagnoses.ts';
import type { Facts } from './facts.ts';
import { DAY_ABSENT, ITEM_COUNTS, PAYMENT_ACCOUNT, PAYMENT_SELF } from './facts.ts';
import type { JudgedRows } from './judged-rows.ts';
import { isNewRow } from './judged-rows.ts';
import type { CodeLookup } from './look-up.ts';
import type { DaysUsed } from './prior-use.ts';

/**
 * The candidate being judged and where its outcome goes. One per evaluation, its fields overwritten for each
 * candidate, so that looking at a candidate allocates nothing.
 */
export interface Judge {
  readonly facts: Facts;
  readonly ruleset: Ruleset;
  segmentIndex: number;
  segment: ActiveSegment;
  view: SegmentView;
  row: number;
  /** 1 when the item stands among the `others` of the knowledge point. */
  side: number;
  version: RuleVersion;
  /** Days on which both the row and the rule version are in force. */
  from: number;
  to: number;
  /** The item that made this a candidate. */
  item: number;
  readonly findings: Finding[];
  readonly undecided: Undecided[];
  readonly partials: Partial[];
  /** Rows already judged whole, as `segment × row × version` numbers. */
  readonly judged: JudgedRows;
  readonly lookup: Lookup;
  /** Days on which what a list names was used, by segment and list; absent until a rule asks. */
  priorUse: Map<SegmentView, Map<number, DaysUsed>> | undefined;
  /** Drafts and context items without a national code, neither sent nor mapped. */
  readonly withoutCode: readonly number[];
  /** Set only while trying a fix: says which rows are to be judged again. */
  readonly isWanted: IsWanted | undefined;
  candidates: number;
  /** Keeps loads alive that are made only to fetch memory early: an engine may drop a load whose value nobody sees. */
  touched: number;
  /** Set only while explaining. */
  trace: Trace | undefined;
}

/** Whether a row, by `rowKey`, of a kind and mode is to be judged. */
export type IsWanted = (key: number, kindMode: number) => boolean;

/** What has been looked up for one evaluation. */
export interface Lookup extends CodeLookup {
  /** Small numbers for texts that windows are keyed by. */
  readonly keys: Map<string, number>;
  readonly diagnoses: Map<SegmentView, MatchedDiagnoses>;
}

/** A rule that fired, before it is worded. */
export interface Finding {
  /** Read from the segment once: it is compared, hashed and shown. */
  readonly knowledgePoint: string;
  readonly segment: ActiveSegment;
  readonly row: number;
  readonly version: RuleVersion;
  /** Item indexes, ascending. */
  readonly offending: readonly number[];
  readonly involved: readonly number[];
  /** Which window instance; equal for equal facts. */
  readonly window: string;
  /** Present even when there is none: all findings have one shape. */
  readonly excess: FindingExcess | undefined;
  readonly evidence: readonly Evidence[];
  readonly words: Words;
}

/** What a kind says of a candidate that fires. */
export interface Firing extends Pick<Finding, 'offending' | 'involved' | 'window' | 'evidence' | 'words'> {
  readonly excess?: FindingExcess;
}

export interface FindingExcess {
  /** Scaled, in `unit`. */
  readonly quantity?: number;
  readonly unit?: string;
  readonly days?: number;
  readonly amountFen?: number;
}

/** Values for the placeholders of the rule's message. */
export interface Words {
  /** Item that `{other}` names. */
  readonly other?: number;
  readonly value?: string;
  readonly bound?: string;
  readonly excess?: string;
  readonly unit?: string;
}

export interface Undecided {
  readonly segment: ActiveSegment;
  readonly row: number;
  readonly version: RuleVersion;
  readonly items: readonly number[];
  readonly missing: readonly string[];
  readonly asksForEvidence: boolean;
}

export interface Partial {
  readonly rule: string;
  readonly items: readonly number[];
}

/** What an explanation records of one candidate. */
export interface Trace {
  note(
    judge: Judge,
    outcome: TraceOutcome,
    items: readonly number[],
    evidence: readonly Evidence[],
    missing: readonly string[],
    involved?: readonly number[],
  ): void;
}
export type TraceOutcome =
  | 'hit'
  | 'preexisting'
  | 'clear'
  | 'undetermined'
  | 'not-in-force'
  | 'replaced'
  | 'other-phase'
  | 'other-payer';

/** The candidate fires. */
export function hit(judge: Judge, firing: Firing): void {
  // Field by field: spreading the firing into the finding, and alerts likewise, was 4 % of an evaluation.
  judge.findings.push({
    knowledgePoint: judge.view.text(judge.view.rows[judge.row * ROW_INTS + ROW_ID]!),
    segment: judge.segment,
    row: judge.row,
    version: judge.version,
    offending: firing.offending,
    involved: firing.involved,
    window: firing.window,
    excess: firing.excess,
    evidence: firing.evidence,
    words: firing.words,
  });
  judge.trace?.note(judge, 'hit', firing.offending, firing.evidence, [], firing.involved);
}

/** The candidate cannot be decided. */
export function undetermined(
  judge: Judge,
  items: readonly number[],
  missing: readonly string[],
  asksForEvidence = false,
): void {
  judge.undecided.push({
    segment: judge.segment,
    row: judge.row,
    version: judge.version,
    items,
    missing,
    asksForEvidence,
  });
  judge.trace?.note(judge, 'undetermined', items, [], missing);
}

/** The candidate cannot be decided for want of one fact about its item. */
export function lacks(judge: Judge, fact: string): void {
  undetermined(judge, [judge.item], [fact]);
}

/** The candidate does not fire. `isLong`: its window reaches beyond this visit, so a short history leaves a doubt. */
export function clear(judge: Judge, isLong = false): void {
  if (isLong && !judge.facts.isHistoryComplete) {
    judge.partials.push({ rule: judge.version.definition.id, items: [judge.item] });
  }
  if (judge.trace !== undefined) judge.trace.note(judge, 'clear', [judge.item], [], []);
}

/** Parameter in a slot: the knowledge point's own, else the rule's, else `PARAMETER_ABSENT`. */
export function parameter(judge: Judge, slot: number): number {
  const own = judge.view.rows[judge.row * ROW_INTS + ROW_PARAMETERS + slot]!;
  if (own !== PARAMETER_ABSENT) return own;
  return judge.version.segment.rows[judge.version.row * ROW_INTS + ROW_PARAMETERS + slot]!;
}

/** Like {@link parameter}, with a default for an absent one. */
export function parameterOr(judge: Judge, slot: number, absent: number): number {
  const value = parameter(judge, slot);
  return value === PARAMETER_ABSENT ? absent : value;
}

/** The segment that the parameter in a slot refers into: lists and texts are numbered per segment. */
export function parameterView(judge: Judge, slot: number): SegmentView {
  const own = judge.view.rows[judge.row * ROW_INTS + ROW_PARAMETERS + slot]!;
  return own !== PARAMETER_ABSENT ? judge.view : judge.version.segment;
}

/** Decimal in two slots, `NaN` when absent. */
export function decimalParameterAt(judge: Judge, slot: number): number {
  const view = parameterView(judge, slot);
  const base =
    (view === judge.view && judge.view.rows[judge.row * ROW_INTS + ROW_PARAMETERS + slot] !== PARAMETER_ABSENT
      ? judge.row
      : judge.version.row) *
      ROW_INTS +
    ROW_PARAMETERS +
    slot;
  const high = view.rows[base]!;
  return high === PARAMETER_ABSENT ? NaN : joinDecimal(high, view.rows[base + 1]!);
}

/** Text that the parameter in a slot names, `''` when absent. */
export function textParameterAt(judge: Judge, slot: number): string {
  const index = parameter(judge, slot);
  return index === PARAMETER_ABSENT ? '' : parameterView(judge, slot).text(index);
}

/** Whether the item counts and its payer is one that the rule is about. */
export function takesPart(judge: Judge, i: number): boolean {
  return (judge.facts.flags[i]! & ITEM_COUNTS) !== 0 && isPayerInScope(judge.facts.payment[i]!, judge.version.scope);
}

/** Whether the item takes part on a day that the rule is in force on. An item of unknown day might. */
export function isInForce(judge: Judge, i: number): boolean {
  return isDayInForce(judge, judge.facts.day[i]!) && takesPart(judge, i);
}

/** Whether row and rule version are in force on the day; an unknown day might be one of theirs. */
export function isDayInForce(judge: Judge, day: number): boolean {
  return day === DAY_ABSENT || (day >= judge.from && day < judge.to);
}

/** Scope 1 pooled fund, 2 insurance, 3 any. An unstated payer is taken to be the pooled fund. */
export function isPayerInScope(payment: number, scope: number): boolean {
  return scope === 3 || (payment !== PAYMENT_SELF && (scope === 2 || payment !== PAYMENT_ACCOUNT));
}

/** True the first time it is asked about the current row under the current rule version. */
export function isFirstLook(judge: Judge): boolean {
  const key = rowKey(judge.row, judge.segmentIndex) * DAY_SPAN + (judge.version.from & DAY_MASK);
  return isNewRow(judge.judged, key);
}

/** One number for a row and its segment. */
export function rowKey(row: number, segmentIndex: number): number {
  return row * SEGMENTS_MAX + segmentIndex;
}

/** Most segments in force together. */
const SEGMENTS_MAX = 64;
/** Rule versions differ in their first day, which fits 18 bits. */
const DAY_SPAN = 2 ** 18;
const DAY_MASK = DAY_SPAN - 1;
