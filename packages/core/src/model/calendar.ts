/**
 * Time as the insurance counts it: days of China Standard Time (+08:00, no summer time), whatever zone the host is in.
 * Nothing here reads a clock or uses `Date`.
 */

/** `YYYY-MM-DD` in China Standard Time. */
export type CstDate = string;

/**
 * An instant: epoch milliseconds, or China Standard Time written `YYYY-MM-DD HH:mm[:ss]` (a `T` in place of the space
 * is the same), or `YYYY-MM-DD` for midnight. An explicit offset is not accepted: it would invite local time.
 */
export type Instant = number | string;

/** Days since 1970-01-01, China Standard Time. */
export type CstDay = number;
/** Milliseconds since 1970-01-01T00:00 China Standard Time: epoch milliseconds plus eight hours. */
export type CstMs = number;

/** Milliseconds of a day. China Standard Time has no other length of day. */
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
/** China Standard Time is ahead of UTC by eight hours, all year. */
export const CST_OFFSET_MS = 8 * HOUR_MS;

/** First and last day that may appear anywhere: 1800-01-01 and 2199-12-31. */
export const CST_DAY_MIN: CstDay = -62_091;
export const CST_DAY_MAX: CstDay = 84_005;

/** Days since 1970-01-01 of a civil date; the date must exist. Proleptic Gregorian, integer arithmetic only. */
export function dayFromCivil(year: number, month: number, dayOfMonth: number): CstDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** A civil date in three numbers. */
export interface Civil {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly dayOfMonth: number;
}

/** The civil date of a day. */
export function civilFromDay(day: CstDay): Civil {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** Days in a month of a year. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day written `YYYY-MM-DD`, or `NaN` when the text is not an existing date in range. Never throws. */
export function parseCstDate(text: string): CstDay {
  return text.length === 10 ? parseDatePart(text) : NaN;
}

/** The instant in China Standard Time milliseconds, or `NaN` when it is not one. Never throws. */
export function parseInstant(value: Instant): CstMs {
  if (typeof value === 'number') {
    const cst = value + CST_OFFSET_MS;
    return Number.isInteger(value) && cst >= CST_DAY_MIN * DAY_MS && cst < (CST_DAY_MAX + 1) * DAY_MS ? cst : NaN;
  }
  if (typeof value !== 'string') return NaN;
  const day = parseDatePart(value);
  if (value.length === 10) return day * DAY_MS;
  if (value.length !== 16 && value.length !== 19) return NaN;
  const separator = value.charCodeAt(10);
  if ((separator !== 0x20 && separator !== 0x54) || value.charCodeAt(13) !== 0x3a) return NaN;
  const hour = pair(value, 11);
  const minute = pair(value, 14);
  let second = 0;
  if (value.length === 19) {
    if (value.charCodeAt(16) !== 0x3a) return NaN;
    second = pair(value, 17);
  }
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return NaN;
  return day * DAY_MS + hour * HOUR_MS + minute * 60_000 + second * 1000;
}

/** The day that an instant falls on. */
export function dayOf(instant: CstMs): CstDay {
  return Math.floor(instant / DAY_MS);
}

/** `YYYY-MM-DD` of a day. */
export function formatCstDate(day: CstDay): CstDate {
  const { year, month, dayOfMonth } = civilFromDay(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
}

/** `YYYY-MM-DD HH:mm:ss` of an instant. */
export function formatCstInstant(instant: CstMs): string {
  const day = dayOf(instant);
  const seconds = Math.floor((instant - day * DAY_MS) / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${formatCstDate(day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/**
 * Whole years completed on `day` by someone born on `birthDay`. A person born on 29 February completes a year on
 * 1 March of a common year. Basis: Civil Code art. 200–201, a period ends on the day before the anniversary, so the
 * anniversary that does not exist is reached on the following day.
 */
export function wholeYears(birthDay: CstDay, day: CstDay): number {
  const birth = civilFromDay(birthDay);
  const today = civilFromDay(day);
  const reached = today.month > birth.month || (today.month === birth.month && today.dayOfMonth >= birth.dayOfMonth);
  return today.year - birth.year - (reached ? 0 : 1);
}

/** The day `months` calendar months after `day`; a missing day of month becomes the last one of its month. */
export function addMonths(day: CstDay, months: number): CstDay {
  const { year, month, dayOfMonth } = civilFromDay(day);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return dayFromCivil(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)));
}

function parseDatePart(text: string): CstDay {
  if (text.length < 10 || text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return Number.NaN;
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const dayOfMonth = pair(text, 8);
  if (!(year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && dayOfMonth >= 1)) return Number.NaN;
  const at = (year - YEAR_MIN) * 12 + month - 1;
  const first = MONTH_FIRST[at]!;
  return dayOfMonth <= MONTH_FIRST[at + 1]! - first ? first + dayOfMonth - 1 : Number.NaN;
}

/** Two digits as a number; `NaN` when they are not digits. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * First day of every month that may be written, and of the one after. Every item of an encounter carries a date, and
 * the arithmetic of `dayFromCivil` was a tenth of an evaluation with history; this is 19 kB.
 */
function monthFirsts(): Int32Array {
  const firsts = new Int32Array((YEAR_MAX - YEAR_MIN + 1) * 12 + 1);
  for (let at = 0; at < firsts.length; at += 1) {
    firsts[at] = dayFromCivil(YEAR_MIN + Math.floor(at / 12), (at % 12) + 1, 1);
  }
  return firsts;
}

const YEAR_MIN = 1800;
const YEAR_MAX = 2199;
const MONTH_FIRST = monthFirsts();

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
