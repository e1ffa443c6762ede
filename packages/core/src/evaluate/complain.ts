import type { Facts } from '../judge/facts.ts';
import { parseInstant } from '../model/calendar.ts';

/** Records that a field is not what it should be. Its path is put together only now: most fields are fine. */
export function complain(facts: Facts, field: string, position?: number): void {
  const path = position === undefined ? field : `items[${position}]${field === '' ? '' : `.${field}`}`;
  facts.diagnostics.push({ code: 'field-malformed', path });
}

/** Position of the value in the list plus one; 0 when it is absent or, with a complaint, not in the list. */
export function choose(
  facts: Facts,
  value: unknown,
  values: readonly string[],
  field: string,
  position?: number,
): number {
  if (value === undefined) return 0;
  const index = values.indexOf(value as string);
  if (index < 0) complain(facts, field, position);
  return index + 1;
}

/** The instant, `NaN` when it is absent or, with a complaint, not one. */
export function instant(facts: Facts, value: number | string | undefined, field: string, position?: number): number {
  if (value === undefined) return NaN;
  const ms = parseInstant(value);
  if (ms !== ms) complain(facts, field, position);
  return ms;
}
