import type { CstDate } from '../model/calendar.ts';
import type { InsuranceType, ItemKind, Phase, Scene } from '../model/encounter.ts';
import type { Basis, Decision, Degree, DispositionKind, LocalText, Severity, Verdict } from '../model/evaluation.ts';
import type { ItemCode, KnowledgePointId, RuleId } from '../model/ids.ts';
import type { RuleLogic } from './rule-logic.ts';

/**
 * What a bureau writes, and what an importer makes from published tables: the text form of one segment.
 *
 * A source is one layer's contribution: a base, an update, a province's additions. Rows carry stable ids; a later
 * source replaces or withdraws earlier rows by id.
 */
export interface RuleSource {
  readonly formatVersion: 1;
  /** Name of this source, unique within its layer. */
  readonly id: string;
  readonly layer: Layer;
  readonly title?: string;
  readonly catalogue?: readonly CatalogueItem[];
  readonly rules?: readonly RuleDefinition[];
  readonly knowledge?: readonly KnowledgePoint[];
  /** Institution's own codes → national codes. */
  readonly mappings?: readonly CodeMapping[];
  readonly policy?: readonly PolicyRow[];
  /** Rows of earlier sources that are withdrawn altogether. */
  readonly withdrawn?: readonly Withdrawal[];
}

/** From the widest to the narrowest. A lower layer may tighten, and loosen only where the upper one allows. */
export type Layer = 'national' | 'province' | 'city' | 'institution';

/** A row id that is no longer in force on any day. */
export interface Withdrawal {
  readonly row: 'rule' | 'knowledge' | 'catalogue' | 'mapping';
  readonly id: string;
}

/** One row of the catalogue (目录). Several rows of one code are versions; at most one is in force on a day. */
export interface CatalogueItem {
  readonly code: ItemCode;
  readonly name: string;
  readonly kind: ItemKind;
  /** 甲 · 乙 · 丙/自费. */
  readonly payClass?: 'a' | 'b' | 'self-paid';
  /** Smallest charging unit: tablet, hour, time … */
  readonly baseUnit?: string;
  /** How many base units one of each larger unit holds; exact ratio `[numerator, denominator]`. */
  readonly units?: Readonly<Record<string, number | readonly [number, number]>>;
  /** First day in force; absent means always. */
  readonly from?: CstDate;
  /** First day no longer in force. */
  readonly to?: CstDate;
}

/** One rule (规则): what is judged, how loudly, and in whose words. */
export interface RuleDefinition {
  readonly id: RuleId;
  /** National rule code (GZ…), where published. */
  readonly nationalCode?: string;
  /** Official name of the rule class, and ours in English. */
  readonly name: LocalText;
  readonly logic: RuleLogic;
  readonly verdict: Verdict;
  readonly degree?: Degree;
  readonly severity: Severity;
  /** When it applies; absent means always. */
  readonly phases?: readonly Phase[];
  readonly scenes?: readonly Scene[];
  /**
   * Whose money makes it a matter: `pooled` – the pooled fund only; `insurance` – personal account too; `any` – also
   * when the person pays alone (safety rules).
   */
  readonly fundScope: 'pooled' | 'insurance' | 'any';
  /**
   * Insurances that the rule does not bind: an encounter settled under one of them is none of its business. The
   * catalogue's notes free work-injury insurance from payment restrictions, for one.
   */
  readonly exemptInsurance?: readonly InsuranceType[];
  /** Set aside, and recorded, when a rescue or emergency is declared. */
  readonly isEmergencyExempt?: boolean;
  /**
   * The alert's words. Placeholders: `{item}` `{other}` `{value}` `{bound}` `{excess}` `{unit}` `{text}`; each kind's
   * README lists those that it fills.
   */
  readonly message: LocalText;
  readonly basis: readonly Basis[];
  readonly dispositions?: readonly DispositionKind[];
  readonly from?: CstDate;
  readonly to?: CstDate;
  /** Encounters that must fire and near misses that must not. Publishing refuses a rule that fails its own examples. */
  readonly examples?: readonly RuleExample[];
}

/** One example of a rule. */
export interface RuleExample {
  readonly name: string;
  readonly encounter: unknown;
  readonly expect: 'alert' | 'clear' | 'undetermined';
}

/**
 * One knowledge point (知识点): items × condition × basis.
 *
 * `parameters` overrides fields of the rule's `logic.parameters`; `{}` takes them as they are.
 */
export interface KnowledgePoint {
  readonly id: KnowledgePointId;
  readonly rule: RuleId;
  /** National codes; a trailing `*` makes a prefix of at least `CODE_PREFIX_MIN` characters. */
  readonly items: readonly string[];
  /** For rules about pairs: the other side. Same syntax. */
  readonly others?: readonly string[];
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Published name of the item. */
  readonly name?: string;
  /** The regulator's words. Shown with the alert, or as the prompt when no machine can decide. */
  readonly text?: string;
  readonly basis?: Basis;
  readonly from?: CstDate;
  readonly to?: CstDate;
  /** Earlier knowledge points that this one replaces from its own `from` on (for ever, when it has none). */
  readonly supersedes?: readonly KnowledgePointId[];
}

/** One row of an institution's own mapping. */
export interface CodeMapping {
  readonly localCode: string;
  readonly code: ItemCode;
  readonly from?: CstDate;
  readonly to?: CstDate;
}

/**
 * One row of policy: what an alert leads to. The most specific matching row of a layer decides; a lower layer may
 * tighten it, and loosen it only when the upper row says `mayLoosen`.
 */
export interface PolicyRow {
  readonly rule?: RuleId;
  readonly verdict?: Verdict;
  readonly severity?: Severity;
  readonly phase?: Phase;
  readonly department?: string;
  readonly decision: Decision;
  readonly mayLoosen?: boolean;
}

/** Shortest code prefix that a knowledge point may use. */
export const CODE_PREFIX_MIN = 3;
/** Longest item code. */
export const CODE_LENGTH_MAX = 50;
