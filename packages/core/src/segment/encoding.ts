import type { Scaled } from '../model/decimal.ts';

/**
 * Where a kind writes its parameters: the parameter slots of one row, the segment's list heap and string table.
 *
 * Slots that are not set stay `PARAMETER_ABSENT`, and the rule's own row is asked instead.
 */
export interface RowWriter {
  /** @param slot - 0 to `PARAMETER_SLOTS` − 1. `value` fits 32 bits and is not `PARAMETER_ABSENT`. */
  setInt(slot: number, value: number): void;
  /** Takes `slot` (high half) and `slot + 1` (low half), as `splitDecimal` makes them. */
  setDecimal(slot: number, value: Scaled): void;
  /** Offset of a new list in the heap: its length, then its values. Equal lists may share an offset. */
  addList(values: readonly number[]): number;
  /** Index of a text in the string table. */
  addText(text: string): number;
  /** References to item codes and prefixes: `codeId * 2`, or `prefixId * 2 + 1` for a text that ends in `*`. */
  addItemPatterns(patterns: readonly string[]): readonly number[];
  /** Ids of diagnosis prefixes, normalised and with ranges spelt out. */
  addDiagnosisPrefixes(codes: readonly string[]): readonly number[];
}

/**
 * Encodes the parameters of one mode. Called for the rule itself and for each of its knowledge points.
 *
 * @throws {@link CoreError} `parameter-malformed` when a value is not what the mode takes; `detail.parameter` names it.
 */
export type EncodeParameters = (mode: string, parameters: ParameterRecord, row: RowWriter) => void;
/** Parameters as a source gives them. */
export type ParameterRecord = Readonly<Record<string, unknown>>;

/** Parameter slots of a row. */
export const PARAMETER_SLOTS = 7;
/** What a slot holds when the parameter is not given. Also the high half of an absent decimal. */
export const PARAMETER_ABSENT = -0x8000_0000;

const LOW_HALF = 2 ** 31;

/** A scaled decimal as two 32-bit integers, high then low; exact up to 2⁶². */
export function splitDecimal(value: Scaled): readonly [number, number] {
  const high = Math.floor(value / LOW_HALF);
  return [high, value - high * LOW_HALF];
}

/** The scaled decimal that `splitDecimal` split. */
export function joinDecimal(high: number, low: number): Scaled {
  return high * LOW_HALF + low;
}
