/** A decimal as an integer count of its last digit. */
export interface FixedPoint {
  readonly units: number;
  /** Digits were lost; half went away from zero. */
  readonly isRounded: boolean;
}

/**
 * A JSON number or decimal text as units of 10^-`fractionDigits`, or `undefined` when it is not a decimal or leaves
 * the safe integers. Never throws.
 *
 * Works on the digits, not on the double: 30.1 yuan are 3010 fen, and `0.30000000000000004`, which is what a sender's
 * own binary arithmetic prints, is 0.3.
 */
export function parseFixedPoint(value: unknown, fractionDigits: number): FixedPoint | undefined {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && Math.abs(value) < WHOLE_MAX) {
      return { units: value * 10 ** fractionDigits + 0, isRounded: false };
    }
    return parseText(String(value), fractionDigits);
  }
  return typeof value === 'string' ? parseText(value.trim(), fractionDigits) : undefined;
}

function parseText(text: string, fractionDigits: number): FixedPoint | undefined {
  // JavaScript prints numbers under 10^-6 with an exponent; they are nothing at any precision used here.
  if (TINY.test(text)) return { units: 0, isRounded: true };
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  const kept = fraction.slice(0, fractionDigits).padEnd(fractionDigits, '0');
  const lost = fraction.slice(fractionDigits);
  const units = Number(whole + kept) + (lost >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(units)) return undefined;
  return { units: match[1] === '-' && units !== 0 ? -units : units, isRounded: /[1-9]/.test(lost) };
}

/** Exact at ten to the sixth, the most digits that are kept: 10^9 × 10^6 is a safe integer. */
const WHOLE_MAX = 1e9;
const DECIMAL = /^([+-]?)(\d{0,16})(?:\.(\d{0,40}))?$/;
const TINY = /^-?\d(?:\.\d+)?e-\d+$/;
