import { DAY_MS } from '../model/calendar.ts';
import type { ParameterRecord, RowWriter } from './encoding.ts';
import { WINDOW_KINDS } from './numbering.ts';
import { malformed } from './parameter.ts';

/** Slots of a window: kind number in `slot`, its argument in `slot + 1`. */
export function encodeWindow(parameters: ParameterRecord, slot: number, row: RowWriter): void {
  const value = parameters['window'];
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) throw malformed('window');
  const window = value as Readonly<Record<string, unknown>>;
  const number = typeof window['kind'] === 'string' ? (WINDOW_KINDS as readonly string[]).indexOf(window['kind']) : -1;
  if (number < 0) throw malformed('window.kind');
  row.setInt(slot, number);
  row.setInt(slot + 1, encodeArgument(window));
}

function encodeArgument(window: Readonly<Record<string, unknown>>): number {
  switch (window['kind']) {
    case 'insurance-year':
      return encodeStart(window['startsOn'] ?? '01-01');
    case 'hours':
      return positive(window['hours'], 'window.hours');
    case 'rolling':
      return positive(window['days'], 'window.days');
    case 'course':
      return positive(window['gapDays'], 'window.gapDays');
    default:
      return 0;
  }
}

function encodeStart(startsOn: unknown): number {
  const match = typeof startsOn === 'string' ? /^(\d\d)-(\d\d)$/.exec(startsOn) : null;
  if (match === null) throw malformed('window.startsOn');
  const month = Number(match[1]);
  const dayOfMonth = Number(match[2]);
  // 29 February would make a year without a first day.
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 28) throw malformed('window.startsOn');
  return month * 100 + dayOfMonth;
}

function positive(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > WINDOW_ARGUMENT_MAX) {
    throw malformed(name);
  }
  return value;
}

/** Longest window argument, in hours or days: a century. */
export const WINDOW_ARGUMENT_MAX = Math.floor((100 * 366 * DAY_MS) / DAY_MS);
