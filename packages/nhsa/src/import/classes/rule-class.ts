import type { RuleDefinition, VisitType } from '@forecheck/core';
import type { PublishedPoint } from '../points/published-point.ts';
import type { CodesByName } from '../text/named-disease.ts';

/** One official rule class: the rule that it becomes, and what becomes of each of its points. */
export interface RuleClass {
  /** Official name, the key between tables and rules: numbers differ between editions, and new classes have no code. */
  readonly name: string;
  readonly rule: RuleDefinition;
  mapPoint(point: PublishedPoint, context: MapContext): PointOutcome;
}

/** What a class may look up. */
export interface MapContext {
  /** Empty when no diagnosis list was imported: then only reviewed disease names are decidable. */
  readonly diagnosisCodesByName: CodesByName;
}

/** What becomes of one published point. */
export type PointOutcome =
  | {
      readonly kind: 'decidable';
      /** Fields of the rule's parameters that this point sets. */
      readonly parameters: Readonly<Record<string, unknown>>;
      /** For pairs: which of the codes stand on which side. */
      readonly items?: readonly string[];
      readonly others?: readonly string[];
      /** The text asks for more than was decided. The rest becomes a question, unless another point asks it. */
      readonly remainder?: { readonly visitTypes?: readonly VisitType[] };
      /** Something that a person should look at: words and columns that disagree. */
      readonly doubt?: string;
    }
  | { readonly kind: 'prompt'; readonly visitTypes?: readonly VisitType[] }
  | { readonly kind: 'set-aside'; readonly reason: SetAsideReason };

/** Why a row became nothing. */
export type SetAsideReason =
  /** A remark of the annex, not a row of it. */
  | 'annex-note'
  /** No rule class of this name is known. */
  | 'rule-class-unknown'
  | 'codes-absent'
  /** A code that is not of the shape of its kind. */
  | 'code-malformed'
  /** A pair of services without its window, or without its other side. */
  | 'pair-absent'
  | 'window-unknown'
  /** A bound, sex or group that neither the columns nor the words give. */
  | 'value-unknown'
  /** Replaced by something that this folder does not have, so nobody knows since when. */
  | 'replacement-absent';
