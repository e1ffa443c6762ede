import type { Disposition, Instant, Phase } from '@forecheck/core';
import { REASON_LENGTH_MAX } from '@forecheck/core';
import { clipText } from '../envelope/clip-text.ts';
import { field } from '../envelope/field.ts';
import { findNodes } from '../envelope/find-nodes.ts';
import { fingerprint } from '../envelope/fingerprint.ts';
import { createNoteList, type MappingNote } from '../envelope/note.ts';
import { type Place, pathOf } from '../envelope/place.ts';
import { rawValue, readText } from '../envelope/read-field.ts';
import { openMessage, type RequestEnvelope, readRequestEnvelope } from '../envelope/request-envelope.ts';
import { NhsaError } from '../error.ts';
import { dispositionTable, feedbackTypeTable } from '../tables/answer-tables.ts';
import { rowOf } from '../tables/code-table.ts';
import { type JrIdParts, parseJrId } from './jr-id.ts';
import { locateData } from './locate.ts';
import { type ReadContext, readCode } from './read-context.ts';

/** One answered alert or prompt. */
export interface FeedbackDisposition extends Disposition {
  /** As sent. */
  readonly jrId: string;
  /** Whether an alert was answered or a question that only a person can answer. */
  readonly subject: JrIdParts['subject'];
  /** Stands for institution and encounter, as in the answer that was given. */
  readonly encounterKey: string;
}

/** Why an entry of a feedback was not taken. */
export type FeedbackProblemCode =
  | 'jr-id-missing'
  /** Not an id that we gave. */
  | 'jr-id-foreign'
  | 'way-missing'
  | 'way-unknown'
  /** Continuing against an alert needs a reason; `-` or `无` is none. */
  | 'reason-missing';

/** One entry that was not taken, by the field at fault. */
export interface FeedbackProblem {
  readonly code: FeedbackProblemCode;
  readonly path: string;
}

/** One 3103 message, read. */
export interface ParsedFeedback {
  readonly envelope: RequestEnvelope;
  /** warn_type: what was answered, a prompt (事前) or a review (事中). */
  readonly phase?: Phase;
  readonly dispositions: readonly FeedbackDisposition[];
  /** Entries that were not taken; the others stand all the same. */
  readonly problems: readonly FeedbackProblem[];
  readonly notes: readonly MappingNote[];
}

/** How a feedback is read. */
export interface FeedbackOptions {
  /** When the message arrived; used when it carries no inf_time. */
  readonly receivedAt?: Instant;
}

/**
 * Reads a 3103 message (also Beijing's 1703, whose entries are flat and spelt without underscores): whole envelope,
 * input or data; one entry or a list.
 *
 * A message sent again gives dispositions with the same ids. An answer that differs, or is given at another inf_time,
 * gives another id: whoever stores them keeps the one with the latest `recordedAt`, so a late repetition of an earlier
 * answer changes nothing.
 *
 * @throws {@link NhsaError} `message-malformed`, `message-excessive`, `infno-unsupported`, `node-missing` (no entry).
 */
export function parseFeedbackRequest(message: unknown, options: FeedbackOptions = {}): ParsedFeedback {
  const root: Place = { node: openMessage(message), name: '' };
  const context: ReadContext = { notes: createNoteList(), options: {} };
  const envelope = readRequestEnvelope(root.node);
  if (envelope.infno !== undefined && !FEEDBACK_INFNO.has(envelope.infno)) {
    throw new NhsaError('infno-unsupported', 'infno', '`infno` is not one of a feedback');
  }
  const scopes = locateData(root, context.notes);
  const listed = findNodes(scopes.all, WARNS, context.notes);
  const entries = listed.length > 0 ? listed : scopes.all.filter((place) => isEntry(place)).slice(0, 1);
  if (entries.length === 0) {
    throw new NhsaError('node-missing', 'input.data.warns', '`input.data.warns` is missing');
  }
  const problems: FeedbackProblem[] = [];
  const byId = new Map<string, FeedbackDisposition>();
  for (const entry of entries) {
    const disposition = readEntry(context, entry, envelope.infTime, options.receivedAt, problems);
    if (disposition !== undefined) byId.set(disposition.id, disposition);
  }
  const phase = readCode(context, scopes.data, WARN_TYPE, { tables: [feedbackTypeTable] });
  return {
    envelope,
    ...(phase === undefined ? {} : { phase }),
    dispositions: [...byId.values()],
    problems,
    notes: context.notes.all(),
  };
}

function readEntry(
  context: ReadContext,
  entry: Place,
  sentAt: string | undefined,
  receivedAt: Instant | undefined,
  problems: FeedbackProblem[],
): FeedbackDisposition | undefined {
  const refuse = (code: FeedbackProblemCode, source: typeof JR_ID): undefined => {
    problems.push({ code, path: pathOf(entry, source) });
    return undefined;
  };
  const jrId = readText(entry, JR_ID, context.notes, JR_ID_LENGTH_MAX);
  if (jrId === undefined) return refuse('jr-id-missing', JR_ID);
  const parts = parseJrId(jrId);
  if (parts === undefined) return refuse('jr-id-foreign', JR_ID);
  const way = readText(entry, WAY, context.notes, WAY_LENGTH_MAX);
  if (way === undefined) return refuse('way-missing', WAY);
  const kind = rowOf(dispositionTable, way)?.meaning;
  if (kind === undefined) return refuse('way-unknown', WAY);
  const reason = readReason(context, entry);
  if (kind === 'continue-with-reason' && reason === undefined) return refuse('reason-missing', REASON);
  const recordedAt = sentAt ?? receivedAt;
  return {
    // The time of arrival is no part of the id: it differs when the same message arrives again.
    id: `D${fingerprint([jrId, kind, reason ?? '', sentAt ?? ''].join('\n'))}`,
    alert: parts.id,
    kind,
    ...(reason === undefined ? {} : { reason }),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    jrId,
    subject: parts.subject,
    encounterKey: parts.encounterKey,
  };
}

function readReason(context: ReadContext, entry: Place): string | undefined {
  const text = readText(entry, REASON, context.notes, Number.POSITIVE_INFINITY);
  if (text === undefined || text.length <= REASON_LENGTH_MAX) return text;
  context.notes.add('value-clipped', entry, REASON);
  return clipText(text, REASON_LENGTH_MAX);
}

function isEntry(place: Place): boolean {
  return rawValue(place.node, JR_ID) !== undefined || rawValue(place.node, WAY) !== undefined;
}

const FEEDBACK_INFNO: ReadonlySet<string> = new Set(['3103', '1703']);
const WARN_TYPE = field('warn_type');
const WARNS = field('warns');
const JR_ID = field('warn_rslt_id', 'jr_id', 'jrid');
const WAY = field('dspo_way', 'dspoway');
const REASON = field('dspo_way_rea', 'dspowayrea');
const JR_ID_LENGTH_MAX = 100;
const WAY_LENGTH_MAX = 20;
