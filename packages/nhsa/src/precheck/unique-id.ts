import { ID_LENGTH_MAX } from './read-context.ts';

/** The id, or with a number behind it when it is taken already. */
export function uniqueId(wanted: string, taken: { has(id: string): boolean; readonly size: number }): string {
  let id = wanted;
  // Numbers begin behind those in use, so that a thousand equal ids do not try a thousand numbers each.
  for (let n = taken.size + 1; taken.has(id); n += 1) id = `${wanted.slice(0, ID_LENGTH_MAX - SUFFIX_LENGTH_MAX)}~${n}`;
  return id;
}

const SUFFIX_LENGTH_MAX = 12;
