import { type CstDay, type CstMs, parseCstDate, parseInstant } from '@forecheck/core';
import { IDENTITY_KINDS, IDENTITY_LENGTH_MAX, type IdentityNumber, sealIdentity } from '../identity/identity-number.ts';

/** Something about a question that could not be read. Names the field; values are never repeated. */
export interface ReadProblem {
  readonly code: 'field-malformed' | 'field-missing' | 'field-unknown' | 'list-excessive';
  /** `lines[0].packs`. */
  readonly path: string;
}

/** Reads one value, or notes why not and gives nothing: what cannot be read is not known. */
export type Read<Value> = (value: unknown, path: string, problems: ReadProblem[]) => Value | undefined;

/** Most entries of any list. */
export const LIST_MAX = 2_000;
/** Most characters of any text. */
export const TEXT_MAX = 200;

const malformed = (path: string, problems: ReadProblem[]): undefined => {
  problems.push({ code: 'field-malformed', path });
  return undefined;
};

/** A text that is not empty. */
export const readText: Read<string> = (value, path, problems) =>
  typeof value === 'string' && value !== '' && value.length <= TEXT_MAX ? value : malformed(path, problems);

/** What a scanner sent: any text, an empty one too, for the check to refuse. */
export const readScanned: Read<string> = (value, path, problems) =>
  typeof value === 'string' && value.length <= TEXT_MAX ? value : malformed(path, problems);

export const readFlag: Read<boolean> = (value, path, problems) =>
  typeof value === 'boolean' ? value : malformed(path, problems);

/** A whole number from `min` on. */
export function readWhole(min: number): Read<number> {
  return (value, path, problems) =>
    Number.isSafeInteger(value) && (value as number) >= min ? (value as number) : malformed(path, problems);
}

/** One of the texts. */
export function readOneOf<Text extends string>(texts: readonly Text[]): Read<Text> {
  return (value, path, problems) => (texts.includes(value as Text) ? (value as Text) : malformed(path, problems));
}

export const readInstant: Read<CstMs> = (value, path, problems) => {
  const instant = typeof value === 'string' || typeof value === 'number' ? parseInstant(value) : NaN;
  return Number.isNaN(instant) ? malformed(path, problems) : instant;
};

export const readDay: Read<CstDay> = (value, path, problems) => {
  const day = typeof value === 'string' ? parseCstDate(value) : NaN;
  return Number.isNaN(day) ? malformed(path, problems) : day;
};

/** A document: the number goes into its wrapper at once, and nowhere else. */
export const readIdentity: Read<IdentityNumber> = (value, path, problems) => {
  if (typeof value !== 'object' || value === null) return malformed(path, problems);
  const { kind, number } = value as { readonly kind?: unknown; readonly number?: unknown };
  const known = IDENTITY_KINDS.find((it) => it === kind);
  if (known === undefined) return malformed(`${path}.kind`, problems);
  if (typeof number !== 'string' || number === '' || number.length > IDENTITY_LENGTH_MAX) {
    return malformed(`${path}.number`, problems);
  }
  return sealIdentity(known, number);
};

/** A list; an entry that cannot be read is left out. */
export function readList<Value>(read: Read<Value>): Read<readonly Value[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return malformed(path, problems);
    if (value.length > LIST_MAX) problems.push({ code: 'list-excessive', path });
    return value.slice(0, LIST_MAX).flatMap((entry, index) => {
      const one = read(entry, `${path}[${index}]`, problems);
      return one === undefined ? [] : [one];
    });
  };
}

/** How each field of an object is read. Names in `required` must be there, or the whole object is not. */
export function readRecord<Value>(
  shape: { readonly [Key in keyof Required<Value>]: Read<Value[Key]> },
  required: readonly (keyof Value & string)[] = [],
): Read<Value> {
  const readers = new Map(Object.entries(shape) as [string, Read<unknown>][]);
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return malformed(path, problems);
    const result: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      const read = readers.get(key);
      if (read === undefined) {
        // The name came from outside too, and may be anything.
        problems.push({ code: 'field-unknown', path: path === '' ? '?' : `${path}.?` });
        continue;
      }
      const one = read(field, at, problems);
      if (one !== undefined) result[key] = one;
    }
    const missing = required.filter((key) => !(key in result));
    for (const key of missing) problems.push({ code: 'field-missing', path: path === '' ? key : `${path}.${key}` });
    return missing.length > 0 ? undefined : (result as Value);
  };
}
