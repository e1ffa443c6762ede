import { NhsaError } from '../error.ts';
import { isPlaceholder } from '../tables/placeholder.ts';
import { type Field, field } from './field.ts';
import { asNode, parseJsonText } from './find-nodes.ts';
import type { JsonNode } from './place.ts';
import { rawValue } from './read-field.ts';
import { openMessage } from './request-envelope.ts';

/** The answer of a centre, a gateway or a middle tier, in one form. */
export interface ParsedResponse {
  readonly isSuccess: boolean;
  /** infcode as text; a gateway's own code where it answered in the centre's place. */
  readonly code: string;
  readonly refMessageId?: string;
  /** err_msg, or a gateway's message. Written by others: it may quote the request, so it is not logged. */
  readonly errorText?: string;
  /** warn_msg (Guangdong). */
  readonly warningText?: string;
  /** Present on success when there is one; also when it arrived as JSON text. */
  readonly output?: JsonNode;
}

/** How an answer is read where regions differ. */
export interface ResponseReading {
  /**
   * infcode 0 beside a non-empty err_msg: Hunan answers so when a field is missing (`failure`, the default); others
   * put a greeting there (`success`).
   */
  readonly zeroWithErrorText?: 'failure' | 'success';
}

/**
 * Reads an answer: infcode as number or text, output as object or JSON text, and the shapes in which gateways report
 * failures of their own (`{ code, msg }`, `{ code, type, message, data }`).
 *
 * @throws {@link NhsaError} `message-malformed` when it is none of these: the outcome is unknown then.
 */
export function parseResponse(message: unknown, reading: ResponseReading = {}): ParsedResponse {
  const node = openMessage(message);
  const infcode = textOf(node, INFCODE);
  if (infcode !== undefined) return readCentre(node, infcode, reading);
  const code = textOf(node, CODE);
  if (code === undefined)
    throw new NhsaError('message-malformed', 'infcode', 'answer carries neither `infcode` nor `code`');
  const inner = objectOf(rawValue(node, DATA));
  const innerCode = inner === undefined ? undefined : textOf(inner, INFCODE);
  // A wrapper that worked carries the centre's answer inside.
  if (inner !== undefined && innerCode !== undefined) return readCentre(inner, innerCode, reading);
  const errorText = textOf(node, MESSAGE);
  return { isSuccess: false, code, ...(errorText === undefined ? {} : { errorText }) };
}

function readCentre(node: JsonNode, infcode: string, reading: ResponseReading): ParsedResponse {
  const errorText = textOf(node, ERR_MSG);
  const isZero = /^[+-]?0+(?:\.0+)?$/.test(infcode);
  const isContradicted =
    errorText !== undefined && !isPlaceholder(errorText) && !GREETINGS.has(errorText.toLowerCase());
  const isSuccess = isZero && (!isContradicted || reading.zeroWithErrorText === 'success');
  const refMessageId = textOf(node, REFMSGID);
  const warningText = textOf(node, WARN_MSG);
  const output = objectOf(rawValue(node, OUTPUT));
  return {
    isSuccess,
    code: infcode,
    ...(refMessageId === undefined ? {} : { refMessageId }),
    ...(errorText === undefined ? {} : { errorText }),
    ...(warningText === undefined ? {} : { warningText }),
    ...(isSuccess && output !== undefined ? { output } : {}),
  };
}

function textOf(node: JsonNode, source: Field): string | undefined {
  const raw = rawValue(node, source);
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
  return text === '' ? undefined : text;
}

function objectOf(raw: unknown): JsonNode | undefined {
  return asNode(typeof raw === 'string' ? parseJsonText(raw) : raw);
}

const INFCODE = field('infcode');
const CODE = field('code');
const DATA = field('data');
const MESSAGE = field('msg', 'message');
const ERR_MSG = field('err_msg');
const WARN_MSG = field('warn_msg');
const REFMSGID = field('inf_refmsgid');
const OUTPUT = field('output');
const GREETINGS: ReadonlySet<string> = new Set(['成功', '操作成功', '交易成功', '处理成功', '正常', 'success', 'ok']);
