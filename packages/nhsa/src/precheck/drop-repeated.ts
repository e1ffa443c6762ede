import { createNoteList, type NoteList } from '../envelope/note.ts';
import type { JsonNode, Place } from '../envelope/place.ts';
import { readText } from '../envelope/read-field.ts';
import { ORDER } from './fields.ts';
import { ID_LENGTH_MAX } from './read-context.ts';

/**
 * The lines of one visit without those that were sent twice: the same rx_id and the same value in every field. Lines that
 * differ in anything, or have no rx_id, are two lines.
 */
export function dropRepeated(lines: readonly Place[], notes: NoteList): readonly Place[] {
  const firstById = new Map<string, Place[]>();
  // Read again, and noted, when the line is.
  const unnoted = createNoteList();
  return lines.filter((line) => {
    const id = readText(line, ORDER.id, unnoted, ID_LENGTH_MAX);
    if (id === undefined) return true;
    const earlier = firstById.get(id);
    if (earlier === undefined) {
      firstById.set(id, [line]);
      return true;
    }
    // One id on thousands of lines is a constant, not a thousand retransmissions: only the latest few are compared.
    if (earlier.slice(-COMPARED_MAX).some(({ node }) => isEqualNode(node, line.node))) {
      notes.add('line-repeated', line, ORDER.id);
      return false;
    }
    earlier.push(line);
    return true;
  });
}

/** Fields in any order. */
function isEqualNode(a: JsonNode, b: JsonNode): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isEqualValue(a[name], b[name]));
}

function isEqualValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b));
}

const COMPARED_MAX = 16;
