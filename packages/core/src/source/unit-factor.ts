import { parseDecimal } from '../model/decimal.ts';
import { UNIT_FACTOR_MAX } from './limits.ts';

/**
 * Whether a value tells exactly how many base units a larger unit holds: a decimal, or a ratio of whole numbers such as
 * `[1, 3]`, greater than zero, whose parts fit the segment's integers.
 */
export function isUnitFactor(value: unknown): value is number | readonly [number, number] {
  if (Array.isArray(value)) return value.length === 2 && value.every(isFactorPart);
  if (typeof value !== 'number') return false;
  return isFactorPart(value) || isFactorPart(parseDecimal(value));
}

function isFactorPart(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= UNIT_FACTOR_MAX;
}
