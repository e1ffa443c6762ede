import type { Evaluation } from '@forecheck/core';
import {
  formatFailure,
  formatFeedbackResponse,
  formatPrecheckResponse,
  type NhsaVariant,
  openMessage,
  parseFeedbackRequest,
  parsePrecheckRequest,
  type RequestEnvelope,
  readRequestEnvelope,
  variantById,
  variantByInfno,
  type WireResponse,
} from '@forecheck/nhsa';
import type { CheckDesk } from '../checks/check-desk.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { requireItems } from '../checks/encounter-body.ts';
import type { PluginLimits } from '../config/limits.ts';
import type { NhsaConfig } from '../config/plugin-config.ts';
import { PluginError } from '../error.ts';
import { codeOf } from '../server/tell-failure.ts';

/** What messages of the national interface are answered with. */
export interface NhsaDeskOptions {
  readonly desk: CheckDesk;
  readonly config: NhsaConfig;
  readonly nowMs: () => number;
}

/** One message. */
export interface NhsaCall extends NhsaDeskOptions {
  readonly limits: PluginLimits;
  readonly caller: string;
  /** The end of the address: a transaction, where the envelope names none, or a region. */
  readonly place: string | undefined;
}

/**
 * The answer to a 3101, 3102 or 3103 message, or to what a region sends in their place. Never rejects for what is in a message: the interface tells failures by its own
 * envelope, and callers look nowhere else.
 */
export async function answerNhsa(message: unknown, call: NhsaCall): Promise<object> {
  const receivedAt = call.nowMs();
  let envelope: RequestEnvelope = {};
  try {
    const node = openMessage(message);
    envelope = readRequestEnvelope(node);
    const { place = '' } = call;
    const isTransaction = /^\d{4}$/.test(place);
    const infno = envelope.infno ?? (isTransaction ? place : '');
    const region = (isTransaction || place === '' ? variantByInfno(infno) : requireRegion(place)) ?? NATIONAL;
    const named = envelope.infno === undefined && infno !== '' ? { ...node, infno } : node;
    return FEEDBACK.has(infno) || region?.isFeedback?.(node) === true
      ? await answerFeedback(named, region, call, receivedAt)
      : answerPrecheck(named, region, call, receivedAt);
  } catch (error) {
    return tellCode(formatFailure(error, envelope, stamp(call, receivedAt)), error);
  }
}

/** The answer to a request that did not come so far. */
export function refuseNhsa(error: unknown, nowMs: number): object {
  return tellCode(formatFailure(error, {}, { respondedAt: nowMs }), error);
}

/** How a message is read and answered. */
type Dialect = Omit<NhsaVariant, 'id' | 'infnos'>;

/** As the national interface has it. */
const NATIONAL: Dialect = {
  readPrecheck: parsePrecheckRequest,
  writePrecheck: formatPrecheckResponse,
  readFeedback: parseFeedbackRequest,
  writeFeedback: formatFeedbackResponse,
};

function requireRegion(place: string): Dialect {
  const region = variantById(place);
  if (region === undefined) throw new PluginError('route-unknown', 'no region of that name is read');
  return region;
}

function answerPrecheck(message: object, dialect: Dialect, call: NhsaCall, receivedAt: number): object {
  const { config, desk, limits, caller } = call;
  const parsed = dialect.readPrecheck(message, { ...config.request, asOf: receivedAt });
  const subjects = [parsed, ...parsed.others];
  for (const { encounter } of subjects) requireItems(encounter.items.length, limits.itemsMax);
  const results = subjects.map(({ encounter }) => desk.check(encounter, caller));
  const write = (evaluations: readonly Evaluation[]) =>
    dialect.writePrecheck(parsed, evaluations, { ...config.response, ...stamp(call, receivedAt) });
  const [unable] = results.filter(({ decidedBy }) => decidedBy === 'nobody');
  if (unable === undefined) return write(results.map(evaluationOf));
  // By policy, work may go on; the answer then says what it does not know: that nothing was found.
  if (config.whenUnable === 'policy' && unable.decision !== 'block') {
    return write(results.map(asIfNothing));
  }
  if (unable.why === 'encounter-refused') return write(results.map(evaluationOf));
  const failure = formatFailure(undefined, parsed.echo.envelope, stamp(call, receivedAt));
  return { ...failure, err_msg: `${WORDS[unable.why ?? ''] ?? failure.err_msg} [${unable.why ?? 'internal'}]` };
}

async function answerFeedback(message: object, dialect: Dialect, call: NhsaCall, receivedAt: number): Promise<object> {
  const parsed = dialect.readFeedback(message, { receivedAt });
  for (const { jrId: _jrId, subject: _subject, encounterKey, ...disposition } of parsed.dispositions) {
    await call.desk.record(disposition, encounterKey, call.caller);
  }
  return dialect.writeFeedback(parsed, stamp(call, receivedAt));
}

function stamp({ nowMs }: NhsaCall, receivedAt: number) {
  return { respondedAt: nowMs(), receivedAt };
}

/** The interface's own failures name their code already. */
function tellCode(failure: WireResponse<never>, error: unknown): object {
  if (failure.err_msg.includes('[')) return failure;
  const code = codeOf(error);
  return { ...failure, err_msg: `${WORDS[code] ?? failure.err_msg} [${code}]` };
}

const evaluationOf = ({ evaluation }: CheckResult): Evaluation => evaluation;
const asIfNothing = ({ evaluation }: CheckResult): Evaluation => ({ ...evaluation, status: 'complete' });

const FEEDBACK: ReadonlySet<string> = new Set(['3103', '1703']);
/** In the language of those who read `err_msg`. */
const WORDS: Readonly<Record<string, string>> = {
  'route-unknown': '没有这个地址',
  'pack-absent': '规则包尚未下发，本次未审核',
  'guard-closed': '服务正在关闭，本次未审核',
  'storage-full': '磁盘已满，反馈未保存',
  'storage-failed': '磁盘故障，反馈未保存',
  'token-missing': '缺少访问令牌',
  'token-refused': '访问令牌无效',
  'body-malformed': '报文不是有效的JSON对象',
  'body-excessive': '报文过长',
  'items-excessive': '明细条数过多',
  'depth-excessive': '报文嵌套过深',
  'content-type-refused': '请求须为application/json',
  'rate-exceeded': '请求过于频繁',
};
