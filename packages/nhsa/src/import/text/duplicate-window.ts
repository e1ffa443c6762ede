import type { Window } from '@forecheck/core';
import { normaliseText } from './normalise-text.ts';

/** The window that a pair of services must not share, or `undefined` for words that are not known. */
export function duplicateWindow(text: string): Window | undefined {
  const normal = normaliseText(text);
  const hours = /^(\d{1,2})小时$/.exec(normal);
  if (hours !== null) return { kind: 'hours', hours: Number(hours[1]) };
  return WINDOWS[normal];
}

const WINDOWS: Readonly<Record<string, Window>> = {
  单日: { kind: 'day' },
  单次就诊: { kind: 'visit' },
  // The same hour by the clock, not within sixty minutes: the annex has N小时 for that.
  同一小时: { kind: 'hour' },
};
