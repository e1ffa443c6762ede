import { NhsaError } from '../error.ts';
import { parseCivilTime } from './civil-time.ts';
import { type Field, field } from './field.ts';
import { asNode, parseJsonText } from './find-nodes.ts';
import type { JsonNode } from './place.ts';
import { rawValue } from './read-field.ts';

/**
 * Envelope of a request, as far as it was given. Texts are as sent. Carries the operator and identifiers of a
 * message: echo it, never log it.
 */
export interface RequestEnvelope {
  readonly infno?: string;
  readonly msgid?: string;
  /** Where care is given: six digits. */
  readonly mdtrtareaAdmvs?: string;
  /** Where the person is insured. */
  readonly insuplcAdmdvs?: string;
  readonly recerSysCode?: string;
  readonly infver?: string;
  readonly opterType?: string;
  readonly opter?: string;
  /** `YYYY-MM-DD HH:mm:ss`, China Standard Time. */
  readonly infTime?: string;
  /** Also sent as medins_code by middle tiers. */
  readonly fixmedinsCode?: string;
  readonly signNo?: string;
}

/** Longest message text that is read, in characters. A stay of 20,000 order lines is about 16 million. */
export const MESSAGE_LENGTH_MAX = 33_554_432;

/**
 * The message as an object: itself, or parsed from its JSON text.
 *
 * @throws {@link NhsaError} `message-malformed`, `message-excessive`.
 */
export function openMessage(message: unknown): JsonNode {
  if (typeof message === 'string' && message.length > MESSAGE_LENGTH_MAX) {
    throw new NhsaError('message-excessive', '', `message is longer than ${MESSAGE_LENGTH_MAX} characters`, {
      length: message.length,
    });
  }
  const node = asNode(typeof message === 'string' ? parseJsonText(message) : message);
  if (node === undefined) throw new NhsaError('message-malformed', '', 'message is not a JSON object');
  return node;
}

/** The envelope fields of a message; absent ones stay absent. Never throws. */
export function readRequestEnvelope(message: JsonNode): RequestEnvelope {
  const envelope: Record<string, string> = {};
  for (const [property, source] of ENVELOPE_FIELDS) {
    const raw = rawValue(message, source);
    const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
    if (text !== '' && text.length <= ENVELOPE_TEXT_MAX) envelope[property] = text;
  }
  const time = parseCivilTime(rawValue(message, INF_TIME));
  if (time !== undefined && time !== 'placeholder') envelope['infTime'] = time;
  return envelope;
}

const INF_TIME = field('inf_time');
const ENVELOPE_FIELDS: readonly (readonly [keyof RequestEnvelope, Field])[] = [
  ['infno', field('infno')],
  ['msgid', field('msgid')],
  ['mdtrtareaAdmvs', field('mdtrtarea_admvs', 'mdtrtarea_admdvs')],
  ['insuplcAdmdvs', field('insuplc_admdvs')],
  ['recerSysCode', field('recer_sys_code')],
  ['infver', field('infver')],
  ['opterType', field('opter_type')],
  ['opter', field('opter')],
  ['fixmedinsCode', field('fixmedins_code', 'medins_code')],
  ['signNo', field('sign_no')],
];
const ENVELOPE_TEXT_MAX = 100;
