import type { VisitType } from '@forecheck/core';
import { normaliseText } from './normalise-text.ts';

/**
 * Visit types that a restriction admits, or `undefined` when it names none.
 *
 * The text is read before the table's own column: the column says 住院 for a drug whose text admits 急诊 as well. Day
 * surgery is settled as a stay, and observation in the emergency department belongs to the emergency.
 */
export function visitTypesIn(text: string, column: string): readonly VisitType[] | undefined {
  const words = `${normaliseText(text)} ${normaliseText(column)}`;
  const types = new Set<VisitType>();
  if (/急诊|抢救/.test(words)) add(types, ['emergency', 'observation']);
  if (/住院/.test(words)) add(types, ['inpatient', 'day-surgery']);
  if (/门诊/.test(words)) add(types, ['outpatient', 'chronic-disease']);
  return types.size === 0 ? undefined : [...types];
}

function add(types: Set<VisitType>, more: readonly VisitType[]): void {
  for (const type of more) types.add(type);
}
