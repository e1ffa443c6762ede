import { describe, expect, it } from 'vitest';
import {
  addMonths,
  CST_DAY_MAX,
  CST_DAY_MIN,
  civilFromDay,
  DAY_MS,
  dayFromCivil,
  dayOf,
  formatCstDate,
  formatCstInstant,
  parseCstDate,
  parseInstant,
  wholeYears,
} from './calendar.ts';

describe('days', () => {
  it('agrees with the universal calendar on every day from 1800 to 2199', () => {
    for (let day = CST_DAY_MIN; day <= CST_DAY_MAX; day += 1) {
      const { year, month, dayOfMonth } = civilFromDay(day);
      const text = formatCstDate(day);
      if (dayFromCivil(year, month, dayOfMonth) !== day || Date.parse(`${text}T00:00:00Z`) !== day * DAY_MS) {
        expect.fail(`day ${day}`);
      }
    }
    expect(formatCstDate(CST_DAY_MIN)).toBe('1800-01-01');
    expect(formatCstDate(CST_DAY_MAX)).toBe('2199-12-31');
  });

  it('refuses dates that do not exist', () => {
    for (const text of [
      '2025-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '1799-12-31',
      '2200-01-01',
    ]) {
      expect(parseCstDate(text), text).toBeNaN();
    }
    expect(parseCstDate('2000-02-29')).toBe(11_016);
  });

  it('refuses what is not written as a date', () => {
    for (const text of ['', '2026-7-01', '2026/07/01', '2026-07-01 09:00', '２026-07-01', '2026-07-0a']) {
      expect(parseCstDate(text), text).toBeNaN();
    }
  });
});

describe('instants', () => {
  it('reads China Standard Time whatever zone the host is in', () => {
    expect(parseInstant('1970-01-01 08:00')).toBe(parseInstant(0));
    expect(parseInstant('2026-07-01T23:59:59')).toBe(Date.UTC(2026, 6, 1, 23, 59, 59));
    expect(dayOf(parseInstant(Date.UTC(2026, 5, 30, 16, 0, 0)))).toBe(parseCstDate('2026-07-01'));
    expect(dayOf(parseInstant(Date.UTC(2026, 5, 30, 15, 59, 59)))).toBe(parseCstDate('2026-06-30'));
  });

  it('takes a date for its midnight', () => {
    expect(parseInstant('2026-07-01')).toBe(parseInstant('2026-07-01 00:00'));
  });

  it('refuses offsets, odd separators and impossible times', () => {
    const refused = [
      '2026-07-01T09:00Z',
      '2026-07-01T09:00+08:00',
      '2026-07-01_09:00',
      '2026-07-01 24:00',
      '2026-07-01 09:60',
      '2026-07-01 09:00:60',
      '2026-07-01 9:00',
    ];
    for (const text of refused) expect(parseInstant(text), text).toBeNaN();
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 0.5, 1e300]) expect(parseInstant(value)).toBeNaN();
  });

  it('writes what it read', () => {
    expect(formatCstInstant(parseInstant('2026-02-28 23:59:01'))).toBe('2026-02-28 23:59:01');
  });
});

describe('ages and months', () => {
  const age = (birth: string, day: string): number => wholeYears(parseCstDate(birth), parseCstDate(day));

  it('completes a year on the birthday, not the day before', () => {
    expect(age('2012-07-02', '2026-07-01')).toBe(13);
    expect(age('2012-07-01', '2026-07-01')).toBe(14);
  });

  it('completes a year on 1 March for a person born on 29 February', () => {
    expect(age('2012-02-29', '2026-02-28')).toBe(13);
    expect(age('2012-02-29', '2026-03-01')).toBe(14);
    expect(age('2012-02-29', '2024-02-29')).toBe(12);
  });

  it('keeps to the last day of a shorter month', () => {
    expect(formatCstDate(addMonths(parseCstDate('2026-01-31'), 1))).toBe('2026-02-28');
    expect(formatCstDate(addMonths(parseCstDate('2024-01-31'), 1))).toBe('2024-02-29');
    expect(formatCstDate(addMonths(parseCstDate('2026-01-15'), -2))).toBe('2025-11-15');
  });
});
