import type { AlertId, DispositionKind, EncounterId } from '@forecheck/core';
import { fingerprint } from '@forecheck/nhsa';

/** What the uuid of a card stands for. */
export interface CardUuidParts {
  /** An alert, or a question that only a person can answer. */
  readonly subject: 'alert' | 'prompt';
  /** Id of the alert; for a question, 16 digits made from rule, knowledge point and items. */
  readonly id: AlertId;
  /** 12 digits that stand for the encounter. */
  readonly encounterKey: string;
}

/** What the uuid of a suggestion stands for. */
export interface SuggestionUuidParts extends CardUuidParts {
  /** The disposition that taking it is. */
  readonly disposition: SuggestionDisposition;
  /** Which of the card's suggestions, from 0. */
  readonly ordinal: number;
}

/** Dispositions that a suggestion can stand for. */
export type SuggestionDisposition = Exclude<DispositionKind, 'continue-with-reason'>;

/**
 * The uuid of a card: version 8, whose bits are the application's own. The same alert of the same encounter has the
 * same one, so that asking twice does not make two matters of one.
 *
 * `iiiiiiii-iiii-8iii-vinn-kkkkkkkkkkkk`: i the alert's 64 bits, v the variant with two bits of what it is (8 a card,
 * 9–b a suggestion), n subject and ordinal, k the encounter.
 */
export function formatCardUuid({ subject, id, encounterKey }: CardUuidParts): string {
  return assemble(id, '8', subject === 'prompt' ? PROMPT_BIT : 0, encounterKey);
}

/** The uuid of one of its suggestions. */
export function formatSuggestionUuid(parts: SuggestionUuidParts): string {
  const number = (parts.subject === 'prompt' ? PROMPT_BIT : 0) + Math.min(parts.ordinal, SUGGESTIONS_MAX - 1);
  return assemble(parts.id, VARIANT_OF[parts.disposition], number, parts.encounterKey);
}

/** The parts of a card's uuid, or `undefined` when it is not one of ours. */
export function parseCardUuid(text: string): CardUuidParts | undefined {
  const found = take(text);
  if (found === undefined || found.variant !== '8' || found.number % PROMPT_BIT !== 0) return undefined;
  return found.parts;
}

/** The parts of a suggestion's uuid, or `undefined` when it is not one of ours. */
export function parseSuggestionUuid(text: string): SuggestionUuidParts | undefined {
  const found = take(text);
  const disposition = found === undefined ? undefined : DISPOSITION_OF.get(found.variant);
  if (found === undefined || disposition === undefined) return undefined;
  return { ...found.parts, disposition, ordinal: found.number % PROMPT_BIT };
}

/** 12 digits that stand for an encounter. */
export function encounterKeyOf(encounter: EncounterId): string {
  return fingerprint(encounter).slice(0, 12);
}

/** Most suggestions of one card that have ids of their own. */
export const SUGGESTIONS_MAX = 128;

function assemble(id: string, variant: string, number: number, encounterKey: string): string {
  const hex = HEX_16.test(id) ? id : fingerprint(id);
  const tail = number.toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-${variant}${hex.slice(15)}${tail}-${encounterKey}`;
}

function take(text: string): { parts: CardUuidParts; variant: string; number: number } | undefined {
  const match = UUID.exec(text.trim().toLowerCase());
  if (match === null) return undefined;
  const [, a = '', b = '', c = '', variant = '', d = '', tail = '', encounterKey = ''] = match;
  const number = Number.parseInt(tail, 16);
  const subject = number >= PROMPT_BIT ? 'prompt' : 'alert';
  return { parts: { subject, id: a + b + c + d, encounterKey }, variant, number };
}

const PROMPT_BIT = 128;
const HEX_16 = /^[0-9a-f]{16}$/;
// Some clients write uuids as URIs.
const UUID =
  /^(?:urn:uuid:)?([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-([89ab])([0-9a-f])([0-9a-f]{2})-([0-9a-f]{12})$/;
const VARIANT_OF: Readonly<Record<SuggestionDisposition, string>> = {
  'return-and-change': '9',
  'self-pay-with-consent': 'a',
  'supply-evidence': 'b',
};
const DISPOSITION_OF: ReadonlyMap<string, SuggestionDisposition> = new Map(
  (Object.keys(VARIANT_OF) as SuggestionDisposition[]).map((kind) => [VARIANT_OF[kind], kind]),
);
