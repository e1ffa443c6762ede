import { CST_OFFSET_MS, formatCstInstant, type Instant, parseInstant } from '@forecheck/core';
import { isNhsaError, type NhsaErrorCode } from '../error.ts';
import { clipText } from './clip-text.ts';
import { fingerprint } from './fingerprint.ts';
import type { RequestEnvelope } from './request-envelope.ts';

/** Strict envelope of an answer; success has an output and an empty err_msg, failure the reverse. */
export interface WireResponse<Output> {
  readonly infcode: 0 | -1;
  /** Region (6), time (14), sequence (10). */
  readonly inf_refmsgid: string;
  /** `yyyyMMddHHmmssSSS`. */
  readonly refmsg_time: string;
  readonly respond_time: string;
  readonly err_msg: string;
  readonly output?: Output;
}

/** When and as which message an answer is given; nothing here reads a clock. */
export interface ResponseStamp {
  readonly respondedAt: Instant;
  /** When the request arrived. Default: `respondedAt`. */
  readonly receivedAt?: Instant;
  /** Number of this answer, from 0; the caller counts. Default: ten digits made from the request's msgid. */
  readonly sequence?: number;
  /** Six digits of the answering region. Default: mdtrtarea_admvs of the request. */
  readonly region?: string;
}

/** An answer with an output. */
export function formatSuccess<Output>(
  output: Output,
  envelope: RequestEnvelope,
  stamp: ResponseStamp,
): WireResponse<Output> {
  return { infcode: 0, ...stampFields(envelope, stamp), err_msg: '', output };
}

/** An answer without one; `message` is cut to the interface's 200 characters. */
export function formatRefusal(message: string, envelope: RequestEnvelope, stamp: ResponseStamp): WireResponse<never> {
  const text = message === '' ? UNNAMED_FAILURE : clipText(message, ERROR_LENGTH_MAX);
  return { infcode: -1, ...stampFields(envelope, stamp), err_msg: text };
}

/**
 * The answer to a request that could not be read or judged: infcode −1, and an err_msg that names the field. A value
 * that is not an {@link NhsaError} is told without any of its words, which may quote the request.
 */
export function formatFailure(error: unknown, envelope: RequestEnvelope, stamp: ResponseStamp): WireResponse<never> {
  if (!isNhsaError(error)) return formatRefusal(UNNAMED_FAILURE, envelope, stamp);
  const words = FAILURE_WORDS[error.code] ?? UNNAMED_FAILURE;
  const place = error.path === '' ? '' : `：${error.path}`;
  return formatRefusal(`${words}${place} [${error.code}]`, envelope, stamp);
}

function stampFields(
  envelope: RequestEnvelope,
  stamp: ResponseStamp,
): Pick<WireResponse<never>, 'inf_refmsgid' | 'refmsg_time' | 'respond_time'> {
  const respond = compactTime(stamp.respondedAt);
  const region = stamp.region ?? envelope.mdtrtareaAdmvs ?? '';
  return {
    inf_refmsgid:
      (/^\d{6}$/.test(region) ? region : NO_REGION) + respond.slice(0, 14) + sequenceDigits(envelope, stamp),
    refmsg_time: stamp.receivedAt === undefined ? respond : compactTime(stamp.receivedAt),
    respond_time: respond,
  };
}

/** The same request is answered under the same number, two requests of one second practically never. */
function sequenceDigits(envelope: RequestEnvelope, stamp: ResponseStamp): string {
  const { msgid } = envelope;
  const derived = msgid === undefined ? 0 : Number.parseInt(fingerprint(msgid).slice(0, HASH_DIGITS), 16);
  const sequence = Math.trunc(Math.abs(stamp.sequence ?? derived)) % SEQUENCE_MODULUS;
  return (Number.isNaN(sequence) ? '0' : String(sequence)).padStart(10, '0');
}

/** `yyyyMMddHHmmssSSS`, China Standard Time. */
function compactTime(instant: Instant): string {
  const parsed = parseInstant(instant);
  const cst = Number.isNaN(parsed) ? CST_OFFSET_MS : parsed;
  const milliseconds = ((cst % 1000) + 1000) % 1000;
  return formatCstInstant(cst).replace(/\D/g, '') + String(milliseconds).padStart(3, '0');
}

const ERROR_LENGTH_MAX = 200;
/** 48 bits: exact as a number, and enough to fill ten decimal digits evenly. */
const HASH_DIGITS = 12;
const SEQUENCE_MODULUS = 10_000_000_000;
const NO_REGION = '000000';
const UNNAMED_FAILURE = '处理失败';
/** In the language of those who read err_msg. Only codes that a message can cause. */
const FAILURE_WORDS: Partial<Readonly<Record<NhsaErrorCode, string>>> = {
  'message-malformed': '报文不是有效的JSON对象',
  'message-excessive': '报文过长',
  'infno-unsupported': '不支持的交易编号',
  'node-missing': '节点不能为空',
  'field-missing': '字段不能为空',
};
