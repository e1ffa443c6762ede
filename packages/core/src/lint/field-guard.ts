import { parseCstDate } from '../model/calendar.ts';
import { SHORT_TEXT_MAX } from '../model/encounter.ts';
import { isRecord } from '../segment/check-definition.ts';
import { LONG_TEXT_MAX } from '../source/limits.ts';

/** Whether a value is what a field takes, and what that is in plain words. */
export interface FieldGuard {
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
  readonly isOptional: boolean;
}

/** A guard for each property of `Row`, optional exactly where it is. */
export type FieldGuards<Row> = {
  readonly [K in keyof Row]-?: FieldGuard & {
    readonly isOptional: Record<never, never> extends Pick<Row, K> ? true : false;
  };
};

type Required = FieldGuard & { readonly isOptional: false };
type Optional = FieldGuard & { readonly isOptional: true };

export function required(accepts: (value: unknown) => boolean, expected: string): Required {
  return { accepts, expected, isOptional: false };
}

/** The same, but absence will do. */
export function optional({ accepts, expected }: FieldGuard): Optional {
  return { accepts: (value) => value === undefined || accepts(value), expected, isOptional: true };
}

export function oneOf(values: readonly string[]): Required {
  return required(
    (value) => typeof value === 'string' && values.includes(value),
    `one of ${values.map((value) => `\`${value}\``).join(', ')}`,
  );
}

export function listOf(entry: FieldGuard): Required {
  return required(
    (value) => Array.isArray(value) && value.every((it) => entry.accepts(it)),
    `a list of ${entry.expected}`,
  );
}

export function textUpTo(max: number, min = 0): Required {
  return required(
    (value) => typeof value === 'string' && value.length >= min && value.length <= max,
    min === 0 ? `text of at most ${max} characters` : `text of ${min} to ${max} characters`,
  );
}

/** An object with these properties and no others. */
export function recordOf(guards: Readonly<Record<string, FieldGuard>>, expected: string): Required {
  return required((value) => isRecord(value) && findFaults(value, guards).length === 0, expected);
}

/** What is wrong with one property. */
export interface Fault {
  readonly code: 'field-missing' | 'field-malformed' | 'field-unknown';
  readonly field: string;
  readonly message: string;
}

/** What is wrong with the properties of a record. */
export function findFaults(
  record: Readonly<Record<string, unknown>>,
  guards: Readonly<Record<string, FieldGuard>>,
): readonly Fault[] {
  const faults: Fault[] = [];
  for (const field of Object.keys(guards)) {
    const guard = guards[field] as FieldGuard;
    const value = record[field];
    if (guard.accepts(value)) continue;
    faults.push(
      value === undefined
        ? { code: 'field-missing', field, message: `\`${field}\` is missing, expected ${guard.expected}` }
        : { code: 'field-malformed', field, message: `\`${field}\` is not ${guard.expected}` },
    );
  }
  for (const field of Object.keys(record)) {
    if (!Object.hasOwn(guards, field)) {
      faults.push({ code: 'field-unknown', field, message: `\`${field}\` is not a property of this row` });
    }
  }
  return faults;
}

export const shortText = textUpTo(SHORT_TEXT_MAX);
export const idText = textUpTo(SHORT_TEXT_MAX, 1);
export const longText = textUpTo(LONG_TEXT_MAX);
export const flag = required((value) => typeof value === 'boolean', '`true` or `false`');
export const date = required(
  (value) => typeof value === 'string' && !Number.isNaN(parseCstDate(value)),
  'a date `YYYY-MM-DD` from 1800 to 2199',
);
export const anything = required((value) => value !== undefined, 'a value');
