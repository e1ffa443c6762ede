import type { ItemId } from '@forecheck/core';
import { asNode, parseJsonText } from '../envelope/find-nodes.ts';
import type { JsonNode } from '../envelope/place.ts';
import { openMessage } from '../envelope/request-envelope.ts';
import { NODES } from '../precheck/fields.ts';
import { formatFeedbackResponse } from '../precheck/format-feedback-response.ts';
import { formatPrecheckResponse } from '../precheck/format-response.ts';
import { parseFeedbackRequest } from '../precheck/parse-feedback.ts';
import { type PrecheckSubject, parsePrecheckRequest } from '../precheck/parse-request.ts';
import { type FieldName, renameFields } from './translation.ts';
import type { NhsaVariant } from './variant.ts';

/** What the script of the page gives back to the HIS when the doctor has answered. */
export interface ImsCallback {
  /** 0 go on · 2 fed back already · −1 failure. */
  readonly code: 0 | 2 | -1;
  /** rx_id of the lines that were taken away. */
  readonly del: readonly string[];
  /** rx_id of the lines that the person pays. */
  readonly zifei: readonly string[];
}

/** What was done about the alerts of one encounter. */
export interface ImsOutcome {
  readonly state: 'answered' | 'fed-back' | 'failed';
  readonly removed?: readonly ItemId[];
  readonly selfPaid?: readonly ItemId[];
}

/**
 * Hunan's IMS (`/api/rest/hosAudit/ruleAudit`): 3101 with further fields on visit and lines. They stand in where the
 * national ones are missing; `self_paying_flag` is read from every message. The answer over HTTP was not found: it is
 * the national one; what the page's script calls back with is {@link formatImsCallback}.
 */
export const hunanVariant: NhsaVariant = {
  id: 'hunan',
  infnos: [],
  readPrecheck: (message, options) => parsePrecheckRequest(withNationalNames(openMessage(message), 0), options),
  writePrecheck: formatPrecheckResponse,
  readFeedback: parseFeedbackRequest,
  writeFeedback: formatFeedbackResponse,
};

/** Fields of a line that stand in for national ones. */
export const HUNAN_LINE: readonly FieldName[] = [
  ['rx_id', 'order_id'],
  ['hosplist_code', 'order_code'],
  ['hosplist_name', 'order_name'],
];

/** Fields of a visit that stand in for national ones. */
export const HUNAN_VISIT: readonly FieldName[] = [['dr_codg', 'prac_psn_codg']];

/** What the doctor did, in the words of the page's callback; lines without an rx_id cannot be named. */
export function formatImsCallback({ echo }: PrecheckSubject, outcome: ImsOutcome): ImsCallback {
  const named = (items: readonly ItemId[] = []): readonly string[] =>
    items.flatMap((item) => echo.lines.get(item)?.rxId ?? []);
  return { code: CODES[outcome.state], del: named(outcome.removed), zifei: named(outcome.selfPaid) };
}

/** The message with national names beside Hunan's, in every list of visits and lines. */
function withNationalNames(node: JsonNode, depth: number): JsonNode {
  const renamed: Record<string, unknown> = {};
  for (const name of Object.keys(node)) {
    const names = LISTS.get(name);
    const raw = node[name];
    const value = names !== undefined && typeof raw === 'string' ? (parseJsonText(raw) ?? raw) : raw;
    renamed[name] = depth > DEPTH_MAX ? raw : rename(value, names, depth);
  }
  return renamed;
}

function rename(value: unknown, names: readonly FieldName[] | undefined, depth: number): unknown {
  const one = (entry: unknown): unknown => {
    const node = asNode(entry);
    if (node === undefined) return entry;
    const known = withNationalNames(node, depth + 1);
    return names === undefined ? known : { ...renameFields(node, names), ...withoutEmpty(known) };
  };
  if (Array.isArray(value)) return value.map(one);
  return asNode(value) === undefined ? value : one(value);
}

/** A national field that is there but says nothing does not hide the other. */
function withoutEmpty(node: JsonNode): JsonNode {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== '' && value !== null));
}

const LISTS: ReadonlyMap<string, readonly FieldName[]> = new Map([
  ...NODES.encounters.names.map((name) => [name, HUNAN_VISIT] as const),
  ...NODES.orders.names.map((name) => [name, HUNAN_LINE] as const),
]);
const CODES = { answered: 0, 'fed-back': 2, failed: -1 } as const;
/** Envelope, input, data, person, visit, line. */
const DEPTH_MAX = 8;
