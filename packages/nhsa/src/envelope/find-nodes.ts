import type { Field } from './field.ts';
import type { NoteList } from './note.ts';
import type { JsonNode, Place } from './place.ts';
import { rawValue } from './read-field.ts';

/** The value as an object, or `undefined`; lists are not objects here. */
export function asNode(value: unknown): JsonNode | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonNode) : undefined;
}

/**
 * The JSON value of a text, or `undefined`. Never throws, and never repeats the text: the engine's own message would
 * quote it. A byte order mark and the NUL padding of C buffers are dropped.
 */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(withoutPadding(text)) as unknown;
  } catch {
    return undefined;
  }
}

/** The objects of a list field: a list, a single object, or either as JSON text. Anything else is left out. */
export function readNodes(scope: Place, field: Field, notes: NoteList): readonly Place[] {
  const raw = rawValue(scope.node, field);
  if (raw === undefined) return [];
  let value: unknown = raw;
  if (typeof raw === 'string') {
    value = parseJsonText(raw);
    notes.add(typeof value === 'object' && value !== null ? 'node-as-text' : 'node-malformed', scope, field);
  }
  if (!Array.isArray(value)) {
    const node = asNode(value);
    if (node === undefined) {
      if (typeof raw !== 'string') notes.add('node-malformed', scope, field);
      return [];
    }
    notes.add('node-as-object', scope, field);
    return [{ node, parent: scope, name: field.name }];
  }
  const places: Place[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const node = asNode(value[index]);
    if (node === undefined) notes.add('node-malformed', scope, field);
    else places.push({ node, parent: scope, name: field.name, index });
  }
  return places;
}

/** The objects of a list field in the first scope that has any; the first scope is where they belong. */
export function findNodes(scopes: readonly Place[], field: Field, notes: NoteList): readonly Place[] {
  for (let i = 0; i < scopes.length; i += 1) {
    const scope = scopes[i]!;
    const places = readNodes(scope, field, notes);
    if (places.length === 0) continue;
    if (i > 0) notes.add('node-misplaced', scope, field);
    return places;
  }
  return [];
}

function withoutPadding(text: string): string {
  const start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  let end = text.length;
  while (end > start && text.charCodeAt(end - 1) === 0) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

const BYTE_ORDER_MARK = 0xfeff;
