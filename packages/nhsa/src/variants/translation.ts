import type { MappingNote } from '../envelope/note.ts';
import type { JsonNode } from '../envelope/place.ts';
import { isNhsaError, NhsaError } from '../error.ts';
import type { PrecheckOptions } from '../precheck/options.ts';
import { type ParsedPrecheck, type PrecheckSubject, parsePrecheckRequest } from '../precheck/parse-request.ts';

/** A region's message in the words of 3101, and the way back from paths there to paths in what was sent. */
export interface Translation {
  readonly message: JsonNode;
  readonly sentPath: (path: string) => string;
}

/** One name of 3101 and what the region calls it. */
export type FieldName = readonly [national: string, sent: string];

/** Reads a translated message; notes and failures name places of the message that was sent. */
export function readTranslated(
  { message, sentPath }: Translation,
  options: PrecheckOptions | undefined,
): ParsedPrecheck {
  const parsed = attempt(() => parsePrecheckRequest(message, options), sentPath);
  return {
    ...subjectAt(parsed, sentPath),
    notes: mergeNotes(parsed.notes, sentPath),
    others: parsed.others.map((other) => subjectAt(other, sentPath)),
  };
}

/** The node with the region's fields under their names in 3101 as well. A name that is there already keeps its value. */
export function renameFields(node: JsonNode, names: readonly FieldName[]): JsonNode {
  const renamed: Record<string, unknown> = {};
  for (const [national, sent] of names) {
    const value = Object.hasOwn(node, sent) ? node[sent] : undefined;
    if (value !== undefined) renamed[national] = value;
  }
  return renamed;
}

/** The last name of a path in the region's words. */
export function renameLast(path: string, names: readonly FieldName[]): string {
  const match = /^(.*?)([A-Za-z_0-9]+)$/.exec(path);
  if (match === null) return path;
  const [, before = '', last = ''] = match;
  return before + (names.find(([national]) => national === last)?.[1] ?? last);
}

function attempt<Result>(read: () => Result, sentPath: Translation['sentPath']): Result {
  try {
    return read();
  } catch (error) {
    if (!isNhsaError(error) || error.path === '') throw error;
    const path = sentPath(error.path);
    throw new NhsaError(error.code, path, error.message.replace(`\`${error.path}\``, `\`${path}\``), error.detail);
  }
}

function subjectAt<Subject extends PrecheckSubject>(subject: Subject, sentPath: Translation['sentPath']): Subject {
  const lines = new Map(
    [...subject.echo.lines].map(([id, line]) => [id, { ...line, codePath: sentPath(line.codePath) }] as const),
  );
  return { ...subject, echo: { ...subject.echo, lines } };
}

/** That a translated message has an envelope of ours, or none, is no news about the one that was sent. */
function mergeNotes(notes: readonly MappingNote[], sentPath: Translation['sentPath']): readonly MappingNote[] {
  return notes.filter(({ code }) => code !== 'envelope-absent').map((note) => ({ ...note, path: sentPath(note.path) }));
}
