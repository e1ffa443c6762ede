import {
  type Encounter,
  type EncounterId,
  type HistoryCoverage,
  type Instant,
  type ItemId,
  type OrderItem,
  parseInstant,
} from '@forecheck/core';
import { withoutIdentityNumber } from '../envelope/identity-number.ts';
import { createNoteList, type MappingNote, type NoteList } from '../envelope/note.ts';
import type { Place } from '../envelope/place.ts';
import { readText } from '../envelope/read-field.ts';
import { openMessage, type RequestEnvelope, readRequestEnvelope } from '../envelope/request-envelope.ts';
import { NhsaError } from '../error.ts';
import { type ChosenEncounter, chooseEncounter, listsOf } from './choose-encounter.ts';
import { DATA, ENCOUNTER, NODES, PERSON } from './fields.ts';
import { locateData, locatePersons, type PersonPlaces, type Scopes } from './locate.ts';
import type { PrecheckOptions } from './options.ts';
import { ID_LENGTH_MAX, type ReadContext } from './read-context.ts';
import { readDiagnoses, readOperations } from './read-diagnoses.ts';
import { readInstitution } from './read-institution.ts';
import { type EchoLine, readItems } from './read-items.ts';
import { readInsuredPerson } from './read-person.ts';
import { readPractitioners } from './read-practitioners.ts';
import { readScene, requirePrecheckInfno } from './read-scene.ts';
import { readVisit } from './read-visit.ts';
import { requireOrders } from './require-orders.ts';
import { uniqueId } from './unique-id.ts';

/** What an answer has to repeat. Carries identifiers of a person: echo it, never log it. */
export interface PrecheckEcho {
  readonly envelope: RequestEnvelope;
  readonly patnId?: string;
  readonly mdtrtId?: string;
  readonly taskId?: string;
  /** What each item's line is called in the message. */
  readonly lines: ReadonlyMap<ItemId, EchoLine>;
}

/** One person's question and what its answer has to repeat. */
export interface PrecheckSubject {
  readonly encounter: Encounter;
  readonly echo: PrecheckEcho;
}

/** One 3101 or 3102 message, read. */
export interface ParsedPrecheck extends PrecheckSubject {
  /** What was repaired, derived or left out; codes and paths only. */
  readonly notes: readonly MappingNote[];
  /**
   * Further persons of the same message, each to be judged apart: the interface has a list of persons. Nearly always
   * empty.
   */
  readonly others: readonly PrecheckSubject[];
}

/**
 * Reads a 3101 or 3102 message (also Hainan's 3660 and 3661): the whole envelope, its input, or its data alone, as an
 * object or as JSON text.
 *
 * Reads tolerantly: `docs/nhsa.md` lists every tolerance. What cannot be read is a missing fact with a note, never a
 * default. Names, identity numbers and free text about the person do not enter the encounter. Reads no clock: the
 * question is asked at inf_time, else at `options.asOf`, else at the latest time in the message.
 *
 * Cost: one pass, O(fields of the message).
 *
 * @throws {@link NhsaError} `message-malformed` (also an unreadable order list), `message-excessive`,
 * `infno-unsupported`, `node-missing` (nobody to judge, or no order list in a scene about orders), `field-missing` (no
 * time anywhere).
 */
export function parsePrecheckRequest(message: unknown, options: PrecheckOptions = {}): ParsedPrecheck {
  const root: Place = { node: openMessage(message), name: '' };
  const notes = createNoteList();
  const envelope = readRequestEnvelope(root.node);
  requirePrecheckInfno(envelope);
  const scopes = locateData(root, notes);
  const context: ReadContext = { notes, options };
  const taken = new Set<EncounterId>();
  const [first, ...others] = locatePersons(scopes, notes).map((person) =>
    readSubject(context, scopes, envelope, person, taken),
  );
  return { ...first!, notes: notes.all(), others };
}

function readSubject(
  context: ReadContext,
  scopes: Scopes,
  envelope: RequestEnvelope,
  person: PersonPlaces,
  taken: Set<EncounterId>,
): PrecheckSubject {
  const { notes } = context;
  const chosen = chooseEncounter(person, notes);
  const place = chosen.current[0]!;
  const patient = person.patients[0]!;
  const institution = readInstitution(context, place, envelope);
  const { visit, visitCode, setting } = readVisit(context, place, institution.kind === 'pharmacy');
  const scene = readScene(context, scopes.data, envelope, setting);
  const { items, lines } = readItems(context, chosen, { phase: scene.phase, ...statedTime(context, envelope) });
  requireOrders(person, chosen, scene.scene);
  const asOf = readAsOf(context, envelope, place, [visit.startedAt, ...items.map(timeOfCurrent)]);
  const practitioners = readPractitioners(context, place, chosen.orders, items);
  const diagnoses = readDiagnoses(context, place, listsOf(chosen.current, person, NODES.diagnoses, notes));
  const operations = readOperations(context, listsOf(chosen.current, person, NODES.operations, notes));
  const taskId = readText(scopes.data, DATA.taskId, notes, ID_LENGTH_MAX);
  const patnId = readText(patient, PERSON.id, notes, ID_LENGTH_MAX);
  const historyCoverage = coverageOf(context.options, chosen);
  const insuredPerson = readInsuredPerson(context, patient, place, envelope, asOf, visitCode);
  noteAgeConflicts(context, patient, insuredPerson.birthDate, items);
  return {
    encounter: {
      id: encounterId(notes, place, chosen.mdtrtId ?? taskId ?? envelope.msgid, taken),
      asOf,
      ...scene,
      insuredPerson,
      institution,
      visit,
      ...(practitioners === undefined ? {} : { practitioners }),
      ...(diagnoses === undefined ? {} : { diagnoses }),
      ...(operations === undefined ? {} : { operations }),
      items,
      ...(historyCoverage === undefined ? {} : { historyCoverage }),
    },
    echo: {
      envelope,
      ...(patnId === undefined ? {} : { patnId }),
      ...(chosen.mdtrtId === undefined ? {} : { mdtrtId: chosen.mdtrtId }),
      ...(taskId === undefined ? {} : { taskId }),
      lines,
    },
  };
}

/** Which of the two days is wrong cannot be told, so both are kept: the engine finds no age there. */
function noteAgeConflicts(
  { notes }: ReadContext,
  patient: Place,
  birthDate: string | undefined,
  items: readonly OrderItem[],
): void {
  if (birthDate === undefined) return;
  const born = parseInstant(birthDate);
  for (const { occurredAt } of items) {
    if (occurredAt !== undefined && parseInstant(occurredAt) < born) {
      notes.add('birth-date-conflicting', patient, PERSON.birthDate);
    }
  }
}

/** @throws {@link NhsaError} `field-missing` when neither the message nor the caller tells a time. */
function readAsOf(
  context: ReadContext,
  envelope: RequestEnvelope,
  encounter: Place,
  times: readonly (Instant | undefined)[],
): Instant {
  if (envelope.infTime !== undefined) return envelope.infTime;
  context.notes.add('as-of-derived', encounter);
  const { asOf } = statedTime(context, envelope);
  if (asOf !== undefined) return asOf;
  const latest = times.reduce(later, undefined);
  if (latest !== undefined) return latest;
  throw new NhsaError('field-missing', 'inf_time', '`inf_time` is missing and no other time is given');
}

/** When the question is asked, as the message or else the caller says. */
function statedTime({ options }: ReadContext, { infTime }: RequestEnvelope): { readonly asOf?: Instant } {
  const asOf = infTime ?? options.asOf;
  return asOf === undefined || Number.isNaN(parseInstant(asOf)) ? {} : { asOf };
}

function timeOfCurrent(item: OrderItem): Instant | undefined {
  return item.role === 'history' ? undefined : item.occurredAt;
}

function later(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return parseInstant(a) >= parseInstant(b) ? a : b;
}

/** Unique among the persons of the message, so that no answer can be given to the wrong one. */
function encounterId(notes: NoteList, place: Place, sent: string | undefined, taken: Set<EncounterId>): EncounterId {
  const id = uniqueId(sent === undefined ? UNNAMED : withoutIdentityNumber(sent), taken);
  taken.add(id);
  if (id !== sent) notes.add('id-replaced', place, ENCOUNTER.id);
  return id;
}

function coverageOf(options: PrecheckOptions, chosen: ChosenEncounter): HistoryCoverage | undefined {
  return options.historyCoverage ?? (chosen.history.length > 0 ? 'local' : undefined);
}

/** Stands for an encounter that carries no id at all; its answer is matched by the connection alone. */
const UNNAMED = 'unnamed';
