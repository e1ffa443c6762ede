import type { Field } from './field.ts';

/** One object of a message, as parsed from JSON. */
export type JsonNode = Readonly<Record<string, unknown>>;

/** An object of a message and where it stands, so that a path is built only when one is told. */
export interface Place {
  readonly node: JsonNode;
  readonly parent?: Place;
  /** Name of the field that holds it; empty for the message itself. */
  readonly name: string;
  /** Position in its list, from 0; absent when the field holds a single object. */
  readonly index?: number;
}

/** Field names and positions down to a place, or to a field of it: `input.data.patient_dtos[0].gend`. */
export function pathOf(place: Place, field?: Field): string {
  let path = field === undefined ? '' : field.name;
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    if (at.name === '') continue;
    const step = at.index === undefined ? at.name : `${at.name}[${at.index}]`;
    path = path === '' ? step : `${step}.${path}`;
  }
  return path;
}
