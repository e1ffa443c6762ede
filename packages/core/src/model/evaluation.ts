import type { Decimal } from './decimal.ts';
import type { AlertId, EncounterId, ItemCode, ItemId, KnowledgePointId, RuleId, SegmentDigest } from './ids.ts';

/**
 * The answer: what fired, what could not be decided, and what the institution's policy makes of it.
 *
 * Equal rulesets and equal encounters give byte-equal evaluations on every platform (`analysisMs` apart).
 */
export interface Evaluation {
  readonly encounterId: EncounterId;
  /** `refused`: the encounter could not be read at all; `diagnostics` says why and nothing was judged. */
  readonly status: 'complete' | 'refused';
  /** Most severe first, then by position of the first offending item, then by rule id. */
  readonly alerts: readonly Alert[];
  /** Alerts that involve no draft: old matters, reported apart. */
  readonly preexisting: readonly Alert[];
  /** Rules that could not be decided, with the facts that were missing. */
  readonly undetermined: readonly Undetermined[];
  /** Rules that fired but were set aside because a rescue or emergency was declared. */
  readonly exempted: readonly Exempted[];
  /** Rules over a long window that are clear as far as the given history shows, which is not far enough. */
  readonly partial: readonly { readonly rule: RuleId; readonly items: readonly ItemId[] }[];
  /** Items whose code the ruleset does not know and no mapping supplies. Never a violation. */
  readonly unmapped: readonly ItemId[];
  /** The strictest of the alerts; `pass` without one. A refused encounter was not judged: `remind`. */
  readonly decision: Decision;
  readonly reachedUnder: ReachedUnder;
  readonly diagnostics: readonly InputDiagnostic[];
  readonly work: WorkCounters;
  /** Milliseconds spent, when the caller gave a clock. */
  readonly analysisMs?: number;
}

/** The institution's policy applied to the alerts, loosest first. */
export type Decision = 'pass' | 'remind' | 'require-reason' | 'require-fix' | 'block';

/** 明确违规 · 可疑 · 提示. Never “fraud”, never “compliant”. */
export type Verdict = 'violation' | 'suspected' | 'notice';
/** 高度可疑 · 轻度可疑. */
export type Degree = 'high' | 'low';
/** How loudly to say it. Independent of the verdict. */
export type Severity = 'critical' | 'warning' | 'info';

/** One rule that fired (提醒/预警). */
export interface Alert {
  readonly id: AlertId;
  readonly rule: RuleId;
  /** National rule code (GZ…), where one exists. */
  readonly nationalCode?: string;
  readonly knowledgePoint: KnowledgePointId;
  readonly verdict: Verdict;
  readonly degree?: Degree;
  readonly severity: Severity;
  /** The items to correct, in order of the encounter. */
  readonly offending: readonly ItemId[];
  /** Items that take part but need no correction. */
  readonly involved: readonly ItemId[];
  /** How much is too much, where the rule measures. */
  readonly excess?: Excess;
  readonly evidence: readonly Evidence[];
  readonly basis: readonly Basis[];
  readonly name: LocalText;
  readonly message: LocalText;
  readonly decision: Decision;
  readonly dispositions: readonly DispositionKind[];
  /** Changes that remove this alert and add none of equal or greater severity. Empty when none can promise that. */
  readonly fixes: readonly Fix[];
}

/** The part beyond the bound, never the whole order. */
export interface Excess {
  /** Decimal text, in `unit`. */
  readonly quantity?: string;
  readonly unit?: string;
  readonly days?: number;
  readonly amountFen?: number;
}

/** One fact that made the rule fire, beside the bound that it broke. */
export interface Evidence {
  /** Path of the fact: `insuredPerson.sex`, `items.quantity` … */
  readonly fact: string;
  readonly value: string;
  readonly bound?: string;
  readonly items?: readonly ItemId[];
}

/** The clause that makes it a rule. */
export interface Basis {
  readonly instrument: string;
  readonly article?: string;
  /** Where in a published annex: batch, sheet and row. */
  readonly locator?: string;
  readonly inForceFrom?: string;
  /** The words of the clause, when the publisher gives them. */
  readonly text?: string;
}

/** What an alert says, in each language; the words come from the rule pack. */
export interface LocalText {
  readonly 'zh-CN': string;
  readonly en: string;
}

/** What a person may do about an alert. */
export type DispositionKind =
  | 'return-and-change'
  | 'continue-with-reason'
  | 'self-pay-with-consent'
  | 'supply-evidence';

/** A machine-applicable change. Of the fixes of one alert, any one suffices. */
export type Fix =
  | { readonly kind: 'remove-item'; readonly item: ItemId }
  /** All of them. Several such fixes of one alert are alternatives: any of them will do. */
  | { readonly kind: 'remove-items'; readonly items: readonly ItemId[] }
  /** A draft of the code beside the item: at its time, on its prescription. Of several, one will do. */
  | { readonly kind: 'add-companion'; readonly item: ItemId; readonly code: ItemCode }
  | { readonly kind: 'reduce-quantity'; readonly item: ItemId; readonly to: Decimal; readonly unit?: string }
  | { readonly kind: 'shorten-days'; readonly item: ItemId; readonly to: Decimal }
  | { readonly kind: 'self-pay-with-consent'; readonly items: readonly ItemId[] }
  | { readonly kind: 'set-price'; readonly item: ItemId; readonly toFen: Decimal };

/** A rule that could not be decided because facts are missing: one question, for all items that it is asked of. */
export interface Undetermined {
  readonly rule: RuleId;
  readonly nationalCode?: string;
  /** The first by id. */
  readonly knowledgePoint: KnowledgePointId;
  /** All of them, when several ask the same. An attestation answers those that it names. */
  readonly knowledgePoints?: readonly KnowledgePointId[];
  /** In order of the encounter. */
  readonly items: readonly ItemId[];
  /** Paths of the missing facts, sorted; `evidence` for a prompt that only a person can answer. */
  readonly missing: readonly string[];
  /** Why the question is asked: the rule's clauses, and the first knowledge point's own. */
  readonly basis: readonly Basis[];
  readonly name: LocalText;
  /** The regulator's words, when the rule asks for evidence rather than for a fact. */
  readonly prompt?: string;
  /** The question in the rule pack's words, when the rule asks for evidence. */
  readonly message?: LocalText;
}

/** A rule set aside for a declared emergency. */
export interface Exempted {
  readonly rule: RuleId;
  readonly knowledgePoint: KnowledgePointId;
  readonly items: readonly ItemId[];
  readonly reason: string;
}

/** What the answer was reached under, so that it can be replayed. */
export interface ReachedUnder {
  readonly manifest: string;
  /** Newest first. */
  readonly segments: readonly SegmentDigest[];
  /** Rules that were switched off, in the order of their ids; absent when none was. */
  readonly killed?: readonly RuleId[];
}

/** Something wrong with the question. `path` names the field; values are never repeated. */
export interface InputDiagnostic {
  readonly code: InputDiagnosticCode;
  readonly path: string;
}
/** What is wrong with a field of the question; `docs/errors.md` tells each. */
export type InputDiagnosticCode =
  | 'dates-contradictory'
  | 'encounter-malformed'
  | 'field-missing'
  | 'field-malformed'
  | 'item-duplicate'
  | 'items-excessive'
  | 'reversal-unmatched';

/** What the evaluation did. Exact, so that tests can gate work instead of time. */
export interface WorkCounters {
  readonly items: number;
  /** Codes looked up in segment dictionaries. */
  readonly lookups: number;
  /** Knowledge points whose conditions were looked at. */
  readonly candidates: number;
  readonly hits: number;
  /** Fixes that were proposed but not tried, and so not offered, because `FIX_TRIALS_MAX` had been. Absent: none. */
  readonly fixesUntried?: number;
}
