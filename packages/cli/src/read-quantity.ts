import { CST_OFFSET_MS, formatCstInstant, parseInstant } from '@forecheck/core';
import { usageError } from './arguments.ts';

/**
 * A span such as `30m`, `12h` or `7d`, in milliseconds; absent when the option is.
 *
 * @throws {@link CliError} `arguments-malformed`
 */
export function readSpanMs(value: string | undefined, form: string): number | undefined {
  if (value === undefined) return undefined;
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(value) ?? [];
  const ms = Number(count) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  if (!(ms > 0)) throw usageError(`option \`${form}\` is not a span such as \`30m\`, \`12h\` or \`7d\``);
  return ms;
}

/**
 * An instant to come: a span from now, or a time such as `2026-07-01 09:30`, China Standard Time, as milliseconds of the
 * epoch.
 *
 * @throws {@link CliError} `arguments-malformed`
 */
export function readInstantMs(value: string, form: string, nowMs: number): number {
  if (/^\d+[mhd]$/.test(value)) return nowMs + (readSpanMs(value, form) ?? 0);
  const instant = parseInstant(value);
  if (Number.isNaN(instant)) {
    throw usageError(`option \`${form}\` is neither a span such as \`12h\` nor a time such as \`2026-07-01 09:30\``);
  }
  return instant - CST_OFFSET_MS;
}

/** An instant in the form that {@link readInstantMs} takes: China Standard Time. */
export function formatInstantMs(ms: number): string {
  return formatCstInstant(ms + CST_OFFSET_MS);
}

/**
 * A whole number from 0 to 100; absent when the option is.
 *
 * @throws {@link CliError} `arguments-malformed`
 */
export function readPercentage(value: string | undefined, form: string): number | undefined {
  return value === undefined ? undefined : readInteger(value, form, 100);
}

/**
 * A port to listen on; 0 is any that is free.
 *
 * @throws {@link CliError} `arguments-malformed`
 */
export function readPort(value: string | undefined, otherwise: number): number {
  return value === undefined ? otherwise : readInteger(value, '--port', 65_535);
}

function readInteger(value: string, form: string, max: number): number {
  const read = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(read <= max)) throw usageError(`option \`${form}\` is not a whole number from 0 to ${max}`);
  return read;
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
