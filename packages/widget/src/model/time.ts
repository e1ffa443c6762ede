/** `2026-07-01 09:30` on the clock of China Standard Time, where the hospital is, whatever this machine's zone says. */
export function formatInstant(ms: number): string {
  return new Date(ms + CST_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** The same for a `datetime-local` input. */
export const formatInput = (ms: number): string => formatInstant(ms).replace(' ', 'T');

/** What such an input holds, as epoch milliseconds; `undefined` when it is not a time. */
export function parseInput(text: string): number | undefined {
  // `Date.parse` makes a date of nearly anything.
  if (!INPUT.test(text)) return undefined;
  const ms = Date.parse(`${text.slice(0, 16)}:00Z`) - CST_OFFSET_MS;
  return Number.isNaN(ms) ? undefined : ms;
}

const INPUT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const CST_OFFSET_MS = 8 * 3_600_000;
