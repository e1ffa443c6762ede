import type { CstDate, CstDay } from '@forecheck/core';
import type { ReasonCode } from '../check/reasons.ts';
import type { TillDecision } from '../check/verdict.ts';
import type { GoodsClass, SpecialClass } from '../model/goods.ts';
import type { Funding, Relation } from '../model/purchase.ts';
import type { ParameterName, ParameterValues } from './parameters.ts';

/** The settings format as it is written: dated rows, any of them for one region only. */
export interface SettingsSource {
  readonly formatVersion: 1;
  /** Names this text; a verdict repeats it. */
  readonly id: string;
  readonly parameters?: readonly ParameterRow[];
  readonly specials?: readonly SpecialRow[];
  readonly relations?: readonly RelationRow[];
  readonly scopes?: readonly ScopeRow[];
  readonly approvals?: readonly ApprovalRow[];
  readonly decisions?: readonly DecisionRow[];
  readonly rules?: readonly RuleRow[];
}

/** When and where a row is in force. */
export interface InForce {
  /** First day. Absent: always was. */
  readonly from?: CstDate;
  /** Last day. Absent: still is. */
  readonly to?: CstDate;
  /** Leading digits of an administrative division. Absent: everywhere. */
  readonly region?: string;
}

/** One parameter. Of several in force the longest region wins, then the latest first day, then the last row. */
export interface ParameterRow extends InForce {
  readonly name: ParameterName;
  readonly value: number | boolean;
}

/** Drugs that are in a special class. */
export interface SpecialRow extends InForce {
  readonly special: SpecialClass;
  /** National codes. */
  readonly items?: readonly string[];
  /** A drug that has one of these ingredients … */
  readonly ingredients?: readonly string[];
  /** … and, where this says so, no other. */
  readonly isSingle?: boolean;
}

/** A relative whose personal account may pay. */
export interface RelationRow extends InForce {
  readonly relation: Relation;
}

/** Goods that a fund may pay. */
export interface ScopeRow extends InForce {
  readonly funding: Exclude<Funding, 'self-paid' | 'mutual-account'>;
  readonly goods: readonly GoodsClass[];
}

/** What an approval number tells: the longest text that it contains wins. */
export interface ApprovalRow extends InForce {
  readonly contains: string;
  readonly goods: readonly GoodsClass[];
}

/** A reason that is decided otherwise than by default. Tightening is free; loosening only where the reason allows. */
export interface DecisionRow extends InForce {
  readonly reason: ReasonCode;
  readonly decision: TillDecision;
}

/** Which reason a rule of the pack stands for. */
export interface RuleRow extends InForce {
  readonly rule: string;
  readonly reason: ReasonCode;
}

/** The rows in force in one region on one day, ready to be asked. Made by `settingsInForce`. */
export interface Settings {
  readonly id: string;
  readonly region: string;
  readonly day: CstDay;
  readonly parameters: ParameterValues;
  readonly specials: readonly SpecialRow[];
  readonly relations: ReadonlySet<Relation>;
  readonly scopes: Readonly<Record<'account' | 'pool', ReadonlySet<GoodsClass>>>;
  readonly approvals: readonly ApprovalRow[];
  readonly decisions: ReadonlyMap<ReasonCode, TillDecision>;
  readonly reasonsByRule: ReadonlyMap<string, ReasonCode>;
}
