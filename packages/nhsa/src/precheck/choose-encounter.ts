import { readNodes } from '../envelope/find-nodes.ts';
import type { NoteList } from '../envelope/note.ts';
import type { Place } from '../envelope/place.ts';
import { rawValue, readText } from '../envelope/read-field.ts';
import { dropRepeated } from './drop-repeated.ts';
import { ENCOUNTER, NODES, ORDER, PERSON } from './fields.ts';
import type { PersonPlaces } from './locate.ts';

/** An earlier visit. */
export interface HistoryVisit {
  readonly place: Place;
  /** As sent. */
  readonly mdtrtId?: string;
}

/** One person's visits, told apart. */
export interface ChosenEncounter {
  /** The visit that is asked about; several places when a caller repeats it. */
  readonly current: readonly Place[];
  readonly history: readonly HistoryVisit[];
  /** Order lines of the current visit, each once. */
  readonly orders: readonly Place[];
  /** mdtrt_id of the current visit, as sent. */
  readonly mdtrtId?: string;
}

/**
 * The visit whose mdtrt_id is curr_mdtrt_id is asked about; the others are history. Where none or several could be
 * meant: the only one, else the first with a line flagged as current, else the first.
 */
export function chooseEncounter(person: PersonPlaces, notes: NoteList): ChosenEncounter {
  const wanted = currentId(person, notes);
  const ids = person.encounters.map((place) => readText(place, ENCOUNTER.id, notes, ID_LENGTH_MAX));
  let current = person.encounters.filter((_, i) => wanted !== undefined && ids[i] === wanted);
  if (current.length === 0) {
    const chosen = person.encounters.find((place) => hasCurrentLine(place)) ?? person.encounters[0]!;
    current = [chosen];
    if (wanted !== undefined || person.encounters.length > 1) notes.add('encounter-derived', chosen, ENCOUNTER.id);
  }
  const mdtrtId = ids[person.encounters.indexOf(current[0]!)] ?? wanted;
  return {
    current,
    history: person.encounters.flatMap((place, i) => {
      const id = ids[i];
      return current.includes(place) ? [] : [id === undefined ? { place } : { place, mdtrtId: id }];
    }),
    orders: dropRepeated(listsOf(current, person, NODES.orders, notes), notes),
    ...(mdtrtId === undefined ? {} : { mdtrtId }),
  };
}

/** Entries of a list that belongs inside the current visit, wherever the caller put it. */
export function listsOf(
  current: readonly Place[],
  person: PersonPlaces,
  field: (typeof NODES)['orders'],
  notes: NoteList,
): readonly Place[] {
  const own = current.flatMap((place) => readNodes(place, field, notes));
  if (own.length > 0) return own;
  for (const scope of person.outer) {
    if (current.includes(scope)) continue;
    const places = readNodes(scope, field, notes);
    if (places.length === 0) continue;
    notes.add('node-misplaced', scope, field);
    return places;
  }
  return [];
}

function currentId(person: PersonPlaces, notes: NoteList): string | undefined {
  for (const patient of person.patients) {
    const id = readText(patient, PERSON.currentEncounter, notes, ID_LENGTH_MAX);
    if (id !== undefined) return id;
  }
  return undefined;
}

function hasCurrentLine(encounter: Place): boolean {
  const lines = rawValue(encounter.node, NODES.orders);
  return (
    Array.isArray(lines) &&
    lines.some((line: unknown) => {
      if (typeof line !== 'object' || line === null) return false;
      const flag = rawValue(line as Place['node'], ORDER.isCurrent);
      return flag === '1' || flag === 1;
    })
  );
}

const ID_LENGTH_MAX = 200;
