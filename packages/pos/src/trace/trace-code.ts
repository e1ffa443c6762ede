import type { CstDate } from '@forecheck/core';
import { parseGs1 } from './parse-gs1.ts';

/** Who makes the code: the platform of twenty digits (码上放心), GS1, or the maker of the drug alone. */
export type TraceFamily = 'twenty-digit' | 'gs1' | 'maker';

/** 小码 · 中码 · 大码. Only the smallest pack is sold. */
export type PackLevel = 'pack' | 'bundle' | 'case';

/** A drug traceability code (药品追溯码) that has been read. */
export interface TraceCode {
  readonly family: TraceFamily;
  /** What the code is known by in ledgers and on the wire: equal for every way of scanning the same pack. */
  readonly key: string;
  /** First seven digits, or the GTIN. A maker's own code tells none. */
  readonly productId?: string;
  /** As far as the code itself tells; the store's receipt of goods knows better. */
  readonly level?: PackLevel;
  readonly batch?: string;
  readonly expiresOn?: CstDate;
}

/** A code, or what is wrong with it. */
export type ParsedTraceCode =
  | { readonly kind: 'code'; readonly code: TraceCode }
  | { readonly kind: 'refused'; readonly problem: TraceProblem };

/** Why a text is no traceability code. */
export type TraceProblem = 'empty' | 'length' | 'characters' | 'check-digit' | 'ambiguous' | 'serial-missing';

/** How codes reach the till. */
export interface TraceReading {
  /** Most characters that the interface carries (`drug_trac_codg`). */
  readonly lengthMax: number;
  /** Whether the scanner passes the separators of GS1 on; see the scanner's self-test. */
  readonly areSeparatorsKept: boolean;
}

/** What the interface carries, and a scanner of which nothing is known. */
export const TRACE_READING: TraceReading = { lengthMax: 30, areSeparatorsKept: false };

/**
 * One traceability code of any of the three families. Never throws.
 *
 * A text that is neither twenty digits nor GS1 is a maker's own code: rejecting what is not twenty digits would reject
 * lawful packs.
 */
export function parseTraceCode(text: string, reading: TraceReading = TRACE_READING): ParsedTraceCode {
  if (text === '') return refuse('empty');
  if (/^8\d{19}$/.test(text)) {
    return { kind: 'code', code: { family: 'twenty-digit', key: text, productId: text.slice(0, 7) } };
  }
  const bare = text.replace(/^\][dDqQcCeE]\d/, '');
  if (bare.startsWith('(01)') || /^01\d{14}/.test(bare)) return parsePack(bare, reading);
  if (bare.length < MAKER_LENGTH_MIN || bare.length > reading.lengthMax) return refuse('length');
  return /^[0-9A-Za-z._/-]+$/.test(bare)
    ? { kind: 'code', code: { family: 'maker', key: bare } }
    : refuse('characters');
}

function parsePack(text: string, reading: TraceReading): ParsedTraceCode {
  const parsed = parseGs1(text, reading.areSeparatorsKept);
  if (parsed.kind === 'refused') return refuse(parsed.problem === 'not-gs1' ? 'characters' : parsed.problem);
  const { elements } = parsed;
  const gtin = elements['01']!;
  const serial = elements['21'];
  // Without a serial number the symbol names a product, not a pack.
  if (serial === undefined) return refuse('serial-missing');
  const expiry = elements['17'];
  return {
    kind: 'code',
    code: {
      family: 'gs1',
      key: `(01)${gtin}(21)${serial}`,
      productId: gtin,
      // Indicators 1 to 8 number the groupings of one product; 9 is for goods of variable measure.
      level: /^[1-8]/.test(gtin) ? 'bundle' : 'pack',
      ...(elements['10'] === undefined ? {} : { batch: elements['10'] }),
      ...(expiry === undefined ? {} : { expiresOn: writeDate(expiry) }),
    },
  };
}

/** Day 00 is the last of the month: `31` is then cut down to a day that exists. */
function writeDate(value: string): CstDate {
  const [year, month] = [2000 + Number(value.slice(0, 2)), Number(value.slice(2, 4))];
  const day = value.endsWith('00') ? lastOfMonth(year, month) : Number(value.slice(4));
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lastOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function refuse(problem: TraceProblem): ParsedTraceCode {
  return { kind: 'refused', problem };
}

/** A shorter text is a shelf label or a mistyped quantity. */
const MAKER_LENGTH_MIN = 8;
