import { CST_OFFSET_MS, dayFromCivil, formatCstDate, formatCstInstant, parseInstant } from '@forecheck/core';
import { isPlaceholderDate } from '../tables/placeholder.ts';

/**
 * A date or time as callers write them, in the one form of the model: `YYYY-MM-DD` when no time of day was given,
 * else `YYYY-MM-DD HH:mm:ss`, China Standard Time. `undefined` when it is neither; `'placeholder'` when it only fills
 * the field. Never throws.
 *
 * Read: `-`, `/` or `.` between the parts, one-digit months, hours and days; a space or `T` before the time; compact
 * `YYYYMMDD`, `YYYYMMDDHHmm`, `YYYYMMDDHHmmss[SSS]`, also as a number; epoch milliseconds (11 to 13 digits); an
 * explicit offset, which is converted. Fractions of a second are dropped.
 */
export function parseCivilTime(value: unknown): string | 'placeholder' | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? parseText(String(value)) : undefined;
  return typeof value === 'string' ? parseText(value.trim()) : undefined;
}

function parseText(text: string): string | 'placeholder' | undefined {
  // The form of the interface, and of the model: nearly all there is.
  if ((text.length === 19 || text.length === 10) && USUAL_YEAR.test(text) && !Number.isNaN(parseInstant(text))) {
    return text.charCodeAt(10) === LETTER_T ? `${text.slice(0, 10)} ${text.slice(11)}` : text;
  }
  if (text === '' || ZEROS.test(text)) return 'placeholder';
  const compact = COMPACT.exec(text);
  if (compact !== null && (text.length !== 12 || COMPACT_YEAR.test(text))) return assemble(compact, undefined);
  if (EPOCH_MS.test(text)) return fromCst(Number(text) + CST_OFFSET_MS);
  const written = WRITTEN.exec(text);
  return written === null ? undefined : assemble(written, written[7]);
}

/** Groups: year, month, day, then hour, minute, second where given. */
function assemble(match: RegExpExecArray, offset: string | undefined): string | 'placeholder' | undefined {
  const part = (group: number): string => (match[group] ?? '').padStart(2, '0');
  const date = `${match[1]}-${part(2)}-${part(3)}`;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (isPlaceholderDate(year, month, dayOfMonth)) return 'placeholder';
  if (match[4] === undefined) return Number.isNaN(parseInstant(date)) ? undefined : date;
  // 24:00 is the end of the day, which is how some systems close a standing order.
  if (match[4] === '24' && /^0*$/.test(`${match[5]}${match[6] ?? ''}`) && offset === undefined) {
    const day = dayFromCivil(year, month, dayOfMonth);
    return Number.isNaN(parseInstant(date)) ? undefined : `${formatCstDate(day + 1)} 00:00:00`;
  }
  const time = `${date} ${part(4)}:${part(5)}:${part(6)}`;
  const cst = parseInstant(time);
  if (Number.isNaN(cst)) return undefined;
  return offset === undefined ? time : fromCst(cst - offsetMs(offset) + CST_OFFSET_MS);
}

function fromCst(cst: number): string | 'placeholder' | undefined {
  if (Number.isNaN(parseInstant(cst - CST_OFFSET_MS))) return undefined;
  const text = formatCstInstant(cst);
  const year = Number(text.slice(0, 4));
  return isPlaceholderDate(year, Number(text.slice(5, 7)), Number(text.slice(8, 10))) ? 'placeholder' : text;
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

const USUAL_YEAR = /^(?:19[1-9]|20[0-8])/;
const LETTER_T = 0x54;
const ZEROS = /^[0\-/.: T]*$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(?:\d{3})?)?)?$/;
// Twelve digits may be a compact minute or milliseconds before September 2001. Those that begin like a date of our
// time are read as one: of the milliseconds, one in some ten thousand looks like that.
const COMPACT_YEAR = /^(?:19\d\d|20\d\d|9999)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]/;
// Ten digits would be seconds to some and milliseconds to others; they are not read.
const EPOCH_MS = /^-?\d{11,13}$/;
const WRITTEN =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?$/;
