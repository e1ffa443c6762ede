import type { Basis, CstMs } from '@forecheck/core';
import type { ReasonCode } from './reasons.ts';

/**
 * What the till may do, loosest first: go on · go on and keep a record · first get a fact, a scan, a pharmacist's
 * decision or another payer · send no insured settlement.
 */
export type TillDecision = 'allow' | 'remind' | 'require-action' | 'block';

/** Every {@link TillDecision}, loosest first. */
export const TILL_DECISIONS: readonly TillDecision[] = ['allow', 'remind', 'require-action', 'block'];

/** The answer to a purchase. Never says fraud, never says compliant. */
export interface TillVerdict {
  readonly saleId: string;
  /** The strictest of the lines, and of what concerns the whole sale. */
  readonly decision: TillDecision;
  /** In the order of the purchase. */
  readonly lines: readonly { readonly id: string; readonly decision: TillDecision }[];
  /** Strictest first, then in the order of the checks. */
  readonly findings: readonly TillFinding[];
  /** Questions that could not be answered because facts are missing. */
  readonly undetermined: readonly TillUndetermined[];
  /** Something was decided without the bureau's word: to be asked again when it can be reached. */
  readonly isUnverified: boolean;
  /** Which settings it was reached under. */
  readonly settings: string;
  readonly at: CstMs;
  /** Not to be acted upon from then on; ask again. */
  readonly expiresAt: CstMs;
}

/** One reason why something is not simply allowed; or, with decision `allow`, why it lawfully is. */
export interface TillFinding {
  readonly reason: ReasonCode;
  readonly decision: TillDecision;
  /** Empty: the whole sale. */
  readonly lines: readonly string[];
  readonly evidence: readonly TillEvidence[];
  readonly basis: readonly Basis[];
  readonly action: TillAction;
  /** The rule of the pack that found it, where it was one. */
  readonly rule?: string;
}

/** One fact, beside the bound that it broke. Numbers, codes and dates; never an identity number, never a name. */
export interface TillEvidence {
  readonly fact: string;
  readonly value: string;
  readonly bound?: string;
}

/** A check that lacks facts. */
export interface TillUndetermined {
  readonly reason: ReasonCode;
  readonly lines: readonly string[];
  /** Paths of the facts, sorted. */
  readonly missing: readonly string[];
  /** What is to be done meanwhile: at least `remind`. */
  readonly decision: TillDecision;
}

/** What a person at the till does about it. The words are the page's. */
export type TillAction =
  | 'none'
  | 'read-document-again'
  | 'read-credential'
  | 'record-agent'
  | 'ask-pharmacist'
  | 'ask-bureau'
  | 'get-prescription'
  | 'change-payer'
  | 'change-quantity'
  | 'change-price'
  | 'scan-pack'
  | 'take-another-pack'
  | 'keep-pack'
  | 'receive-goods'
  | 'get-consent'
  | 'correct-clock'
  | 'record-buyer'
  | 'stop';
