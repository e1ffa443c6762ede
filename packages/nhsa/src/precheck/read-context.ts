import type { Field } from '../envelope/field.ts';
import { halfWidth } from '../envelope/half-width.ts';
import { withoutIdentityNumber } from '../envelope/identity-number.ts';
import type { NoteList } from '../envelope/note.ts';
import type { Place } from '../envelope/place.ts';
import { readText } from '../envelope/read-field.ts';
import type { CodeTable } from '../tables/code-table.ts';
import { type LocalTable, readByTables } from '../tables/local-table.ts';
import type { PrecheckOptions } from './options.ts';

/** What every reader of a request needs. */
export interface ReadContext {
  readonly notes: NoteList;
  readonly options: PrecheckOptions;
}

/** How one field is to be read. */
export interface CodeSources<Meaning extends string> {
  readonly local?: LocalTable<Meaning> | undefined;
  readonly tables: readonly CodeTable<Meaning>[];
  /** Readings that were not chosen: a code found only here is ambiguous, not unknown. */
  readonly ambiguous?: readonly CodeTable<Meaning>[];
}

/** Meaning of a coded field, or `undefined` with a note. */
export function readCode<Meaning extends string>(
  context: ReadContext,
  place: Place,
  field: Field,
  sources: CodeSources<Meaning>,
): Meaning | undefined {
  const code = readText(place, field, context.notes, CODE_TEXT_MAX);
  return code === undefined ? undefined : meaningOf(context, place, field, code, sources);
}

/** The same for a code already read. */
export function meaningOf<Meaning extends string>(
  context: ReadContext,
  place: Place,
  field: Field,
  code: string,
  sources: CodeSources<Meaning>,
): Meaning | undefined {
  const { local } = sources;
  const plain = local !== undefined && Object.hasOwn(local, code) ? code : halfWidth(code);
  if (plain !== code) context.notes.add('code-normalised', place, field);
  const reading = readByTables(plain, local, sources.tables);
  if (reading.kind === 'meaning') return reading.meaning;
  if (reading.kind === 'unknown') {
    const elsewhere = readByTables(plain, undefined, sources.ambiguous ?? []);
    context.notes.add(elsewhere.kind === 'unknown' ? 'code-unknown' : 'code-ambiguous', place, field);
  }
  return undefined;
}

/** An id that may enter the encounter: short, and without an identity number inside. */
export function readId(context: ReadContext, place: Place, field: Field): string | undefined {
  const text = readText(place, field, context.notes, ID_LENGTH_MAX);
  if (text === undefined) return undefined;
  const id = withoutIdentityNumber(text);
  if (id !== text) context.notes.add('id-replaced', place, field);
  return id;
}

/** A code of a published classification: an id, its full-width signs read as the ordinary ones. */
export function readPlainCode(context: ReadContext, place: Place, field: Field): string | undefined {
  const sent = readId(context, place, field);
  const code = sent === undefined ? undefined : halfWidth(sent);
  if (code !== sent) context.notes.add('code-normalised', place, field);
  return code;
}

/** A department in the terms that rules use, from its code or else its name. */
export function readDepartment(context: ReadContext, place: Place, code: Field, name: Field): string | undefined {
  const { departments } = context.options;
  const sent =
    readText(place, code, context.notes, ID_LENGTH_MAX) ?? readText(place, name, context.notes, ID_LENGTH_MAX);
  if (sent === undefined) return undefined;
  if (departments === 'as-sent') return withoutIdentityNumber(sent);
  if (departments !== undefined) {
    if (Object.hasOwn(departments, sent)) return departments[sent];
    const named = readText(place, name, context.notes, ID_LENGTH_MAX);
    if (named !== undefined && Object.hasOwn(departments, named)) return departments[named];
  }
  context.notes.add('department-unmapped', place, code);
  return undefined;
}

const CODE_TEXT_MAX = 20;
/** The longest id of the interface has 50 characters; the model takes 200. */
export const ID_LENGTH_MAX = 200;
