/**
 * Exact decimal with four fractional digits, held as an integer: `25_000` is 2.5.
 *
 * Four digits, because the national fee messages carry quantities as 16,4 and prices as 16,6 yuan (= 16,4 fen).
 * Safe up to 9 × 10¹¹ units.
 */
export type Scaled = number & { readonly __idOf?: 'scaled' };

/** What a caller may write where a decimal is meant: a number, or a decimal string such as `"0.5"`. */
export type Decimal = number | string;

/** Units of the last digit in one whole. */
export const SCALE = 10_000;

/** Greatest magnitude of a decimal accepted from outside, in whole units. */
export const DECIMAL_MAX = 900_000_000_000;

/**
 * The decimal as a scaled integer, or `NaN` when it is not a finite decimal of at most four fractional digits
 * within `DECIMAL_MAX`. Never throws.
 *
 * A double that prints with at most four fractional digits is within half an ulp of that decimal, so rounding the
 * product recovers it exactly; anything further away than 10⁻⁶ of the last digit carried more digits and is refused.
 */
export function parseDecimal(value: Decimal): Scaled {
  if (typeof value === 'number') {
    const product = value * SCALE;
    const rounded = Math.round(product);
    if (rounded === product) return product <= DECIMAL_MAX * SCALE && product >= -DECIMAL_MAX * SCALE ? product : NaN;
    const slack = 1e-6 + Math.abs(product) * 2 ** -51;
    return Math.abs(product - rounded) <= slack && Math.abs(rounded) <= DECIMAL_MAX * SCALE ? rounded : NaN;
  }
  return typeof value === 'string' ? parseDecimalText(value) : NaN;
}

function parseDecimalText(text: string): Scaled {
  const match = DECIMAL_TEXT.exec(text);
  if (match === null) return NaN;
  const whole = Number(match[2]);
  const fraction = Number((match[3] ?? '').padEnd(4, '0'));
  const magnitude = whole * SCALE + fraction;
  if (magnitude > DECIMAL_MAX * SCALE) return NaN;
  return match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude;
}

/** Trailing zeros past the fourth digit lose nothing and are common in fixed-width exports. */
const DECIMAL_TEXT = /^([+-]?)(\d{1,12})(?:\.(\d{0,4})0*)?$/;

/** The scaled integer as the shortest decimal text: `25_000` → `"2.5"`. */
export function formatScaled(scaled: Scaled): string {
  const sign = scaled < 0 ? '-' : '';
  const magnitude = Math.abs(scaled);
  const whole = Math.floor(magnitude / SCALE);
  const fraction = magnitude % SCALE;
  if (fraction === 0) return `${sign}${whole}`;
  return `${sign}${whole}.${String(fraction).padStart(4, '0').replace(/0+$/, '')}`;
}

/**
 * `a × b`, both scaled, rounded half away from zero to a scaled integer. Exact: the product is split so that no
 * intermediate value leaves the safe integers.
 */
export function multiplyScaled(a: Scaled, b: Scaled): Scaled {
  const sign = a < 0 !== b < 0 ? -1 : 1;
  const x = Math.abs(a);
  const y = Math.abs(b);
  const xHigh = Math.floor(x / SCALE);
  const xLow = x % SCALE;
  const yHigh = Math.floor(y / SCALE);
  const yLow = y % SCALE;
  const magnitude = xHigh * yHigh * SCALE + xHigh * yLow + xLow * yHigh + Math.floor((xLow * yLow + SCALE / 2) / SCALE);
  return magnitude === 0 ? 0 : sign * magnitude;
}

/** A scaled amount of fen as whole fen, rounded half away from zero. */
export function roundToFen(scaledFen: Scaled): number {
  const magnitude = Math.floor((Math.abs(scaledFen) + SCALE / 2) / SCALE);
  return magnitude === 0 ? 0 : scaledFen < 0 ? -magnitude : magnitude;
}
