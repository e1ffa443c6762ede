import { asNode, findNodes, parseJsonText, readNodes } from '../envelope/find-nodes.ts';
import { createNoteList, type NoteList } from '../envelope/note.ts';
import { type Place, pathOf } from '../envelope/place.ts';
import { rawValue, readText } from '../envelope/read-field.ts';
import { NhsaError } from '../error.ts';
import { ENCOUNTER, NODES, PERSON } from './fields.ts';

/** The objects of one request around its persons, innermost first: data, input, message. */
export interface Scopes {
  readonly data: Place;
  /** Distinct, innermost first. */
  readonly all: readonly Place[];
}

/** Everything that a message says about one person. */
export interface PersonPlaces {
  /** One place; several when a caller repeats the person per visit. */
  readonly patients: readonly Place[];
  /** All of the person's visits, in order of the message. */
  readonly encounters: readonly Place[];
  /** Where lists may stand that belong inside the current visit; empty when the message has several persons. */
  readonly outer: readonly Place[];
}

/**
 * Finds data and input of a message: a whole envelope, its input alone, or its data alone; objects or JSON text;
 * Hainan's `trigScen` object in place of `data`.
 *
 * @throws {@link NhsaError} `message-malformed` when input or data is a text that is not JSON.
 */
export function locateData(root: Place, notes: NoteList): Scopes {
  const input = inner(root, NODES.input, notes) ?? root;
  const data = inner(input, NODES.data, notes) ?? sceneNode(input) ?? input;
  if (input === root) notes.add('envelope-absent', root);
  const all = [data, input, root].filter((place, i, list) => list.indexOf(place) === i);
  return { data, all };
}

/**
 * The persons of a message with their visits, by patn_id; a person without one stands alone.
 *
 * @throws {@link NhsaError} `node-missing` when there is neither a person, nor a visit, nor an order line.
 */
export function locatePersons(scopes: Scopes, notes: NoteList): readonly PersonPlaces[] {
  const patients = findNodes(scopes.all, NODES.patients, notes);
  if (patients.length === 0) return [flatPerson(scopes, notes)];
  const groups = groupById(patients);
  if (groups.length > 1) {
    return groups.map((group) => {
      const own = encountersOf(group, notes);
      return { patients: group, encounters: own.length > 0 ? own : [encounterItself(group[0]!, notes)], outer: [] };
    });
  }
  const own = encountersOf(patients, notes);
  const encounters = own.length > 0 ? own : findNodes([patients[0]!, ...scopes.all], NODES.encounters, notes);
  if (encounters.length > 0) return [{ patients, encounters, outer: [...patients, ...scopes.all] }];
  return [{ patients, encounters: [encounterItself(patients[0]!, notes)], outer: scopes.all }];
}

function inner(scope: Place, field: (typeof NODES)['input'], notes: NoteList): Place | undefined {
  const raw = rawValue(scope.node, field);
  if (typeof raw === 'string' && parseJsonText(raw) === undefined) {
    const path = pathOf(scope, field);
    throw new NhsaError('message-malformed', path, `\`${path}\` is not JSON`);
  }
  // A list of one is a habit of some serialisers here, not a repair worth a note; neither is the object itself.
  const node = asNode(raw);
  return node === undefined ? readNodes(scope, field, notes)[0] : { node, parent: scope, name: field.name };
}

function sceneNode(input: Place): Place | undefined {
  const node = asNode(rawValue(input.node, NODES.sceneNode));
  return node === undefined ? undefined : { node, parent: input, name: NODES.sceneNode.name };
}

/** No patient node: a demo that circulates sends the lists as siblings, others put every field on one object. */
function flatPerson(scopes: Scopes, notes: NoteList): PersonPlaces {
  const encounters = findNodes(scopes.all, NODES.encounters, notes);
  const holder = scopes.all.find((place) => FLAT_FIELDS.some((known) => rawValue(place.node, known) !== undefined));
  if (encounters.length === 0 && holder === undefined) {
    throw new NhsaError('node-missing', 'input.data.patient_dtos', '`input.data.patient_dtos` is missing');
  }
  const patient = holder ?? scopes.data;
  notes.add('node-misplaced', scopes.data, NODES.patients);
  return {
    patients: [patient],
    encounters: encounters.length > 0 ? encounters : [encounterItself(patient, notes)],
    outer: scopes.all,
  };
}

function encounterItself(patient: Place, notes: NoteList): Place {
  notes.add('node-misplaced', patient, NODES.encounters);
  return patient;
}

function encountersOf(patients: readonly Place[], notes: NoteList): readonly Place[] {
  return patients.flatMap((patient) => readNodes(patient, NODES.encounters, notes));
}

function groupById(patients: readonly Place[]): readonly (readonly Place[])[] {
  if (patients.length === 1) return [patients];
  // Read again, and noted, when the person is.
  const unnoted = createNoteList();
  const groups = new Map<string, Place[]>();
  for (const [index, patient] of patients.entries()) {
    const key = readText(patient, PERSON.id, unnoted, ID_LENGTH_MAX) ?? ` ${index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [patient]);
    else group.push(patient);
  }
  return [...groups.values()];
}

const FLAT_FIELDS = [
  NODES.orders,
  NODES.diagnoses,
  PERSON.id,
  PERSON.currentEncounter,
  PERSON.sex,
  PERSON.birthDate,
  ENCOUNTER.id,
  ENCOUNTER.visitType,
];
const ID_LENGTH_MAX = 200;
