import { type CstDay, parseCstDate } from '../model/calendar.ts';
import { DAY_ALWAYS, DAY_NEVER } from '../segment/row.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type {
  CatalogueItem,
  CodeMapping,
  KnowledgePoint,
  Layer,
  PolicyRow,
  RuleDefinition,
  Withdrawal,
} from '../source/rule-source.ts';
import type { ReportedRow } from './report.ts';

/** One row of the source, where it stands and when it is in force. */
export interface Row<Content> extends ReportedRow {
  readonly content: Content;
  /** First day in force. */
  readonly from: CstDay;
  /** First day no longer in force. */
  readonly to: CstDay;
}

/** The rows of a source whose form is right; checks look at nothing else. */
export interface SourceView {
  readonly layer: Layer;
  readonly rules: readonly Row<RuleDefinition>[];
  readonly knowledge: readonly Row<KnowledgePoint>[];
  readonly catalogue: readonly Row<CatalogueItem>[];
  readonly mappings: readonly Row<CodeMapping>[];
  readonly policy: readonly Row<PolicyRow>[];
  readonly withdrawals: readonly Row<Withdrawal>[];
  /** Ids of rules that are there but not in the right form, so that their knowledge points are not blamed. */
  readonly unreadableRules: ReadonlySet<string>;
  /** Versions of each rule of this source. */
  readonly rulesById: ReadonlyMap<string, readonly Row<RuleDefinition>[]>;
  readonly knowledgeByRule: ReadonlyMap<string, readonly Row<KnowledgePoint>[]>;
}

/** What is known beyond the source. */
export interface Surroundings {
  /** Absent when the caller did not tell what earlier sources hold. */
  readonly earlier?: EarlierRows;
  /** Logic of rules that other sources define. */
  readonly knownRules: ReadonlyMap<string, RuleLogic>;
  readonly catalogue: CatalogueIndex;
  readonly diagnoses?: SortedCodes;
  readonly operations?: ReadonlySet<string>;
}

/** Rows of the sources that are already in force. */
export interface EarlierRows {
  readonly rules: ReadonlyMap<string, { readonly layer: Layer; readonly definition: RuleDefinition }>;
  readonly knowledge: ReadonlyMap<string, { readonly layer: Layer; readonly rule: string }>;
  readonly catalogue: ReadonlyMap<string, Layer>;
  readonly mappings: ReadonlyMap<string, Layer>;
  readonly policy: readonly { readonly layer: Layer; readonly row: PolicyRow }[];
}

/** Catalogue rows of this and earlier sources. */
export interface CatalogueIndex {
  readonly byCode: ReadonlyMap<string, readonly CatalogueItem[]>;
  /** Codes in order, for prefixes. */
  readonly codes: SortedCodes;
}

/** Codes in order of their UTF-16 units. */
export type SortedCodes = readonly string[];

/** Whether any code begins with the prefix. O(log codes). */
export function hasPrefix(codes: SortedCodes, prefix: string): boolean {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] as string) < prefix) low = middle + 1;
    else high = middle;
  }
  return codes[low]?.startsWith(prefix) ?? false;
}

/** Days of a row whose dates are in the right form. */
export function daysOf(content: { readonly from?: string; readonly to?: string }): { from: CstDay; to: CstDay } {
  return {
    from: content.from === undefined ? DAY_ALWAYS : parseCstDate(content.from),
    to: content.to === undefined ? DAY_NEVER : parseCstDate(content.to),
  };
}

/** Whether two rows are in force on a common day. */
export function overlap(a: { from: CstDay; to: CstDay }, b: { from: CstDay; to: CstDay }): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Rows by a key. */
export function groupBy<Key, Value>(values: Iterable<Value>, keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
