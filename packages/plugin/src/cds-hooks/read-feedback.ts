import { type Disposition, type DispositionKind, type Instant, REASON_LENGTH_MAX } from '@forecheck/core';
import { clipText, fingerprint } from '@forecheck/nhsa';
import { type CardUuidParts, parseCardUuid, parseSuggestionUuid } from './card-uuid.ts';
import { asObject, childOf, childrenOf, type FhirNode, fieldOf, hasChild, pathOf, textOf } from './fhir-node.ts';
import { parseFhirTime } from './fhir-time.ts';
import { plainLine } from './markdown.ts';
import { dispositionOfReason, isOwnReason } from './override-reasons.ts';
import { type CdsProblem, createProblemList } from './problem.ts';
import { type Refused, refuse } from './refusal.ts';
import { type CdsSettings, completeSettings } from './settings.ts';
import { textsOf } from './texts.ts';

/** What was done about one card. */
export interface CdsDisposition extends Disposition {
  /** As sent. */
  readonly card: string;
  readonly subject: CardUuidParts['subject'];
  /** Stands for the encounter, as in the answer that was given. */
  readonly encounterKey: string;
}

/** One feedback message, read. */
export interface CdsFeedback {
  readonly kind: 'read';
  /** In the order of the message; several when one card had several suggestions taken. */
  readonly dispositions: readonly CdsDisposition[];
  /** Entries that were not taken, and what was missing in the others. */
  readonly problems: readonly CdsProblem[];
}

/** How a feedback is read. */
export interface CdsFeedbackOptions {
  /** When the message arrived; for entries without a time. */
  readonly receivedAt?: Instant;
  readonly settings?: CdsSettings;
}

/**
 * Reads `POST /cds-services/{service}/feedback`. A message sent again gives dispositions with the same ids. Entries
 * that cannot be taken are problems and leave the others standing; a message of which nothing can be taken is refused,
 * so that its sender learns of it. Never throws.
 */
export function readCdsFeedback(
  service: string,
  body: unknown,
  options: CdsFeedbackOptions = {},
): CdsFeedback | Refused {
  const { serviceId, language, overrideReasons } = completeSettings(options.settings);
  if (service !== serviceId) return refuse('service-unknown', '');
  const value = asObject(body);
  if (value === undefined) return refuse('body-malformed', '');
  const list = fieldOf(value, 'feedback');
  if (list === undefined || list === null) return refuse('field-missing', 'feedback');
  if (!Array.isArray(list)) return refuse('body-malformed', 'feedback');
  const problems = createProblemList();
  const words: Readonly<Record<string, string>> = { ...overrideReasons, ...textsOf(language).overrideReasons };
  const entries = childrenOf({ value, problems, name: '' }, 'feedback');
  const byId = new Map<string, CdsDisposition>();
  for (const entry of entries) {
    for (const disposition of readEntry(entry, words, options.receivedAt)) byId.set(disposition.id, disposition);
  }
  if (byId.size === 0 && list.length > 0) return refuse('body-malformed', problems.all()[0]?.path ?? 'feedback');
  return { kind: 'read', dispositions: [...byId.values()], problems: problems.all() };
}

function readEntry(
  entry: FhirNode,
  words: Readonly<Record<string, string>>,
  receivedAt: Instant | undefined,
): readonly CdsDisposition[] {
  const sent = textOf(entry, 'card');
  const card = sent === undefined ? undefined : parseCardUuid(sent);
  if (sent === undefined || card === undefined) {
    entry.problems.add(sent === undefined ? 'field-missing' : 'card-foreign', `${pathOf(entry)}.card`);
    return [];
  }
  const recordedAt = recordedAtOf(entry) ?? receivedAt;
  const act = {
    sent,
    card,
    stamp: textOf(entry, 'outcomeTimestamp') ?? '',
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
  const outcome = textOf(entry, 'outcome');
  if (outcome === 'overridden') return [readOverride(entry, words, act)];
  if (outcome === 'accepted') {
    return acceptedKinds(entry, card).map((kind) => dispositionOf(act, kind, undefined));
  }
  entry.problems.add(outcome === undefined ? 'field-missing' : 'outcome-unknown', `${pathOf(entry)}.outcome`);
  return [];
}

/** What one entry's dispositions share. */
interface Act {
  readonly sent: string;
  readonly card: CardUuidParts;
  /** As sent: part of the id, so that a change of mind is another act and a repetition is not. */
  readonly stamp: string;
  readonly recordedAt?: Instant;
}

/** A card may be overridden without a reason; that none was given is told, and stays visible in the disposition. */
function readOverride(entry: FhirNode, words: Readonly<Record<string, string>>, act: Act): CdsDisposition {
  const override = childOf(entry, 'overrideReason');
  const coding = childOf(override, 'reason');
  const code = textOf(coding, 'code');
  const isOwn = isOwnReason(textOf(coding, 'system', SYSTEM_LENGTH_MAX));
  const own = isOwn && code !== undefined && Object.hasOwn(words, code) ? words[code] : undefined;
  const display = own ?? textOf(coding, 'display') ?? code;
  const comment = textOf(override, 'userComment', COMMENT_LENGTH_MAX);
  const kind = dispositionOfReason(isOwn ? code : undefined);
  const text = [display, comment]
    .flatMap((part) => (part === undefined ? [] : [plainLine(part)]))
    .filter((part) => part !== '')
    .join('：');
  if (text === '') entry.problems.add('reason-missing', `${pathOf(entry)}.overrideReason`);
  return dispositionOf(act, kind, text === '' ? undefined : clipText(text, REASON_LENGTH_MAX));
}

/** Each kind once: taking two fixes of one card is still one answer to it. */
function acceptedKinds(entry: FhirNode, card: CardUuidParts): readonly DispositionKind[] {
  const kinds = new Set<DispositionKind>();
  for (const accepted of childrenOf(entry, 'acceptedSuggestions')) {
    const id = textOf(accepted, 'id');
    const parts = id === undefined ? undefined : parseSuggestionUuid(id);
    if (parts === undefined || parts.id !== card.id || parts.encounterKey !== card.encounterKey) {
      entry.problems.add(id === undefined ? 'field-missing' : 'suggestion-foreign', `${pathOf(accepted)}.id`);
    } else kinds.add(parts.disposition);
  }
  if (!hasChild(entry, 'acceptedSuggestions')) {
    entry.problems.add('field-missing', `${pathOf(entry)}.acceptedSuggestions`);
  }
  return [...kinds];
}

function dispositionOf(act: Act, kind: DispositionKind, reason: string | undefined): CdsDisposition {
  const { card, sent, stamp, recordedAt } = act;
  return {
    id: `C${fingerprint([card.subject, card.id, card.encounterKey, kind, reason ?? '', stamp].join('\n'))}`,
    alert: card.id,
    kind,
    ...(reason === undefined ? {} : { reason }),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    card: sent,
    subject: card.subject,
    encounterKey: card.encounterKey,
  };
}

function recordedAtOf(entry: FhirNode): Instant | undefined {
  const text = textOf(entry, 'outcomeTimestamp');
  const time = text === undefined ? undefined : parseFhirTime(text);
  if (time === undefined) {
    entry.problems.add(text === undefined ? 'field-missing' : 'value-malformed', `${pathOf(entry)}.outcomeTimestamp`);
  }
  return time;
}

const COMMENT_LENGTH_MAX = 10_000;
const SYSTEM_LENGTH_MAX = 2_000;
