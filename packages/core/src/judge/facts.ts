import type { Encounter, OrderItem } from '../model/encounter.ts';
import type { InputDiagnostic } from '../model/evaluation.ts';
import type { LostEntries } from './lost-entries.ts';

/**
 * One encounter as columns: every field checked once, codes hashed, times as numbers. Item `i` is `raw[i]`.
 *
 * Absent numbers are `NaN`; an absent day is `DAY_ABSENT`.
 */
export interface Facts {
  encounter: Encounter;
  /** China Standard Time milliseconds of `asOf`. */
  asOfMs: number;
  asOfDay: number;
  /** 0 absent, else position in the numbering lists plus one. */
  sex: number;
  insuranceType: number;
  visitType: number;
  institutionLevel: number;
  reproductiveState: number;
  /** Bit of the phase. */
  phaseBit: number;
  birthDay: number;
  visitStartMs: number;
  visitEndMs: number;
  /** Long windows can be trusted only when the whole region's history is given. */
  isHistoryComplete: boolean;
  emergencyReason: string | undefined;

  count: number;
  raw: OrderItem[];
  role: Uint8Array;
  /** `ITEM_…` bits. */
  flags: Uint8Array;
  payment: Uint8Array;
  day: Int32Array;
  startMs: Float64Array;
  endMs: Float64Array;
  /** Scaled, as given. */
  quantity: Float64Array;
  /** Scaled, after reversals. */
  net: Float64Array;
  supplyDays: Float64Array;
  unitPrice: Float64Array;
  listPrice: Float64Array;
  /** Whole fen, after reversals. */
  amountFen: Float64Array;
  /** Of standing orders with executions: what was reversed, scaled. Absent when nothing was. */
  reversed?: Map<number, number> | undefined;
  /** Index of the distinct code, −1 when it has none. */
  code: Int32Array;
  /** Next item of the same code, −1 at the end. */
  next: Int32Array;

  /** Distinct codes in order of first appearance. */
  codeCount: number;
  codeText: string[];
  codeHash: Uint32Array;
  /** First item of each distinct code. */
  head: Int32Array;
  /** 1 when an active draft or context item has the code. */
  isCandidate: Uint8Array;

  /** Open addressing over `codeHash`: distinct code index plus one, 0 for free. At least twice as long as the columns. */
  slots: Int32Array;

  diagnostics: InputDiagnostic[];
  /** Absent when no list lost an entry. */
  lost?: LostEntries | undefined;
}

export const ROLE_DRAFT = 0;
export const ROLE_CONTEXT = 1;
export const ROLE_HISTORY = 2;

/** Counts: active, not a reversal, and something is left after reversals. */
export const ITEM_COUNTS = 1;
export const ITEM_STANDING = 2;
export const ITEM_DISCHARGE = 4;
export const ITEM_REVERSAL = 8;
/** The institution's own mapping supplied the national code. */
export const ITEM_MAPPED = 16;

/** 1 is the pooled fund, 0 unstated. */
export const PAYMENT_ACCOUNT = 2;
export const PAYMENT_SELF = 3;

export const DAY_ABSENT = -0x8000_0000;
