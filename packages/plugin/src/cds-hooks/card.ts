import type { Decision } from '@forecheck/core';
import type { FhirObject } from './fhir-node.ts';

/** Answer to a call. `systemActions` are never sent: nothing here is to happen without a person. */
export interface CdsResponse {
  readonly cards: readonly CdsCard[];
}

/** One alert, or one question that only a person can answer, as CDS Hooks 2.0 tells it. */
export interface CdsCard {
  /** Stands for the alert and its encounter; feedback finds the alert by it without a table. */
  readonly uuid: string;
  /** One line of plain text, shorter than 140 characters. */
  readonly summary: string;
  /** GitHub-flavoured Markdown; every word from rules and orders is escaped. */
  readonly detail: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: CdsSource;
  readonly suggestions?: readonly CdsSuggestion[];
  /** There when suggestions are. Of the fixes of one alert, any one suffices. */
  readonly selectionBehavior?: 'at-most-one';
  readonly overrideReasons?: readonly CdsCoding[];
  readonly extension: CdsCardExtension;
}

/** For clients that know us: what CDS Hooks has no field for. */
export interface CdsCardExtension {
  /** What the institution's policy makes of the alert. */
  readonly 'forecheck.decision': Decision;
  readonly 'forecheck.rule': string;
  /** References of the orders to correct. */
  readonly 'forecheck.offending': readonly string[];
  /** References of the orders that take part. */
  readonly 'forecheck.involved': readonly string[];
}

/** Where the rule comes from. */
export interface CdsSource {
  readonly label: string;
  readonly url?: string;
  readonly topic: CdsCoding;
}

/** A coding as CDS Hooks has it. */
export interface CdsCoding {
  readonly code: string;
  readonly system: string;
  readonly display: string;
}

/** One fix. */
export interface CdsSuggestion {
  readonly uuid: string;
  readonly label: string;
  readonly isRecommended?: boolean;
  /** All of them together. Absent where a person has to act outside the order. */
  readonly actions?: readonly CdsAction[];
}

/** One change of one order. */
export type CdsAction =
  | { readonly type: 'create' | 'update'; readonly description: string; readonly resource: FhirObject }
  | { readonly type: 'delete'; readonly description: string; readonly resourceId: string };
