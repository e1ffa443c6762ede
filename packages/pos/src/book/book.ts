import type { CstMs } from '@forecheck/core';
import type { TillDecision } from '../check/verdict.ts';
import type { CodeState } from '../code/code-state.ts';
import type { TillOverride } from '../sale/may-override.ts';
import type { SaleEffect, SaleState } from '../sale/sale-state.ts';

/**
 * Everything that the tills of one store share, as one value: the law that a durable register is held to. Pure; a
 * register that performs the same requests on a disk must answer the same.
 */
export interface Book {
  /** Requests taken in. */
  readonly sequence: number;
  /** Newest instant that was ever seen; time goes no further back than this. */
  readonly at: CstMs;
  readonly sales: ReadonlyMap<string, SaleRecord>;
  readonly codes: ReadonlyMap<string, BookedCode>;
  /** By person, rule and window, or by line of a prescription, as the caller names them. */
  readonly limits: ReadonlyMap<string, Counter>;
  readonly answers: ReadonlyMap<string, { readonly request: string; readonly answer: BookAnswer }>;
  /** What the bureau must be told, in order. */
  readonly uploads: readonly Upload[];
}

/** How much there may be, is held by sales under way, and is used up. */
export interface Counter {
  readonly max: number;
  readonly held: number;
  readonly used: number;
}

/** A code in the book; of an opened pack also its units. */
export interface BookedCode {
  readonly state: CodeState;
  readonly item: string;
  /** The live owner of a whole pack, also while the pack is suspect or recalled under a hold. */
  readonly saleId?: string;
  readonly packUnits: number;
  readonly unitsHeld: number;
  readonly unitsSold: number;
}

/** One sale in the book. */
export interface SaleRecord {
  readonly state: SaleState;
  readonly claims: SaleClaims;
  readonly heldUntil: CstMs;
  readonly expiresAt: CstMs;
  readonly decision: TillDecision;
  readonly override?: TillOverride;
  readonly hasIdentity: boolean;
  readonly isHandedOver: boolean;
  /** Codes that were given back, in part or in full. */
  readonly returned: readonly string[];
  /** Those of the return that is under way. */
  readonly returning: readonly string[];
}

/** What a sale takes: all of it, or nothing. */
export interface SaleClaims {
  readonly codes: readonly ClaimedCode[];
  readonly limits: readonly { readonly key: string; readonly amount: number }[];
}

/** A whole pack; or, with units, so much of an opened one. */
export interface ClaimedCode {
  readonly code: string;
  readonly units?: number;
}

/** One message to the bureau. */
export interface Upload {
  readonly saleId: string;
  readonly kind: 'sale' | 'return';
  readonly packs: number;
  readonly state: 'pending' | 'acknowledged' | 'dead';
  readonly attempts: number;
}

/** What the book answers. The same request under the same key has the same answer, for ever. */
export type BookAnswer =
  | { readonly kind: 'done'; readonly state?: SaleState; readonly effects: readonly SaleEffect[] }
  | { readonly kind: 'refused'; readonly problem: BookProblem };

/** Why the book takes nothing in. */
export type BookProblem =
  | 'key-reused'
  | 'sale-unknown'
  | 'event-inapplicable'
  | 'verdict-expired'
  | 'decision-forbids'
  | 'identity-missing'
  | 'code-reserved'
  | 'code-not-saleable'
  | 'units-short'
  | 'limit-reached'
  | 'return-excessive'
  | 'hold-not-over'
  | 'code-event-inapplicable';

/** A book in which nothing has happened. */
export const EMPTY_BOOK: Book = {
  sequence: 0,
  at: 0,
  sales: new Map(),
  codes: new Map(),
  limits: new Map(),
  answers: new Map(),
  uploads: [],
};

/** Attempts after which a message is left to a person. */
export const UPLOAD_ATTEMPTS_MAX = 8;
