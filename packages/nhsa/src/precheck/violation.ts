import type { Alert, Basis, Evidence, ItemId, OrderItem, RuleId, Undetermined } from '@forecheck/core';
import { clipText } from '../envelope/clip-text.ts';
import { fingerprint } from '../envelope/fingerprint.ts';
import { evidenceWords } from './evidence-words.ts';
import { encounterKeyOf, formatJrId } from './jr-id.ts';
import type { PrecheckSubject } from './parse-request.ts';
import { violationAmountOf } from './violation-amount.ts';

/** One entry of output.result (违规结果). */
export interface WireViolation {
  readonly jr_id: string;
  readonly rule_id: string;
  readonly rule_name: string;
  readonly vola_cont: string;
  readonly patn_id: string;
  readonly mdtrt_id: string;
  readonly judge_result_detail_dtos: readonly WireViolationDetail[];
  /** Yuan, two fractional digits. */
  readonly vola_amt: number;
  readonly vola_amt_stas: '0' | '1';
  readonly sev_deg: '1' | '2' | '3';
  readonly vola_evid: string;
  readonly vola_bhvr_type: string;
  readonly task_id: string;
}

/** One line of a violation (违规明细). */
export interface WireViolationDetail {
  readonly jrd_id: string;
  readonly patn_id: string;
  readonly mdtrt_id: string;
  readonly rx_id: string;
  /** 1 违规项, the line to correct · 2 涉及项, a line that takes part. */
  readonly vola_item_type: '1' | '2';
  readonly vola_amt: number;
}

/** What the builders of violations share. */
export interface ViolationContext {
  readonly subject: PrecheckSubject;
  readonly items: ReadonlyMap<ItemId, OrderItem>;
  readonly behaviourTypeOf: (rule: RuleId) => string;
}

/** One alert as the interface tells it. */
export function formatAlert(context: ViolationContext, alert: Alert): WireViolation {
  const id = HEX_16.test(alert.id) ? alert.id : fingerprint(alert.id);
  const amount = violationAmountOf(alert, context.items);
  const yuanOf = (item: ItemId): number => (amount.totalFen === undefined ? 0 : yuan(amount.fenByItem.get(item) ?? 0));
  return violation(context, {
    jrId: jrIdOf(context, 'alert', id),
    rule: alert.rule,
    name: alert.name['zh-CN'],
    content: alert.message['zh-CN'],
    evidence: evidenceText(alert.basis, alert.evidence),
    severity: severityOf(alert),
    ...(amount.totalFen === undefined ? {} : { amountFen: amount.totalFen }),
    lines: [
      ...alert.offending.map((item) => ({ item, type: '1' as const, amount: yuanOf(item) })),
      ...alert.involved.map((item) => ({ item, type: '2' as const, amount: 0 })),
    ],
  });
}

/** One question that only a person can answer, told as the mildest grade; no amount is at stake yet. */
export function formatPrompt(context: ViolationContext, undetermined: Undetermined, prompt: string): WireViolation {
  const { encounter } = context.subject;
  const { rule, knowledgePoint, items } = undetermined;
  const id = fingerprint([encounter.id, rule, knowledgePoint, ...items].join('\n'));
  return violation(context, {
    jrId: jrIdOf(context, 'prompt', id),
    rule,
    name: undetermined.name['zh-CN'],
    content: promptText(context, undetermined, prompt),
    evidence: '',
    severity: '3',
    // Nothing is wrong with the line until somebody has answered.
    lines: items.map((item) => ({ item, type: '2' as const, amount: 0 })),
  });
}

/** The question in the rule pack's words, else one around the regulator's. */
export function promptText(context: ViolationContext, undetermined: Undetermined, prompt: string): string {
  const asked = undetermined.message?.['zh-CN'];
  if (asked !== undefined && asked !== '') return asked;
  const names = undetermined.items.map((id) => {
    const item = context.items.get(id);
    return item?.name ?? item?.code ?? id;
  });
  return `请确认“${names.join('、')}”有相应依据：${prompt}`;
}

interface Draft {
  readonly jrId: string;
  readonly rule: RuleId;
  readonly name: string;
  readonly content: string;
  readonly evidence: string;
  readonly severity: WireViolation['sev_deg'];
  readonly amountFen?: number;
  readonly lines: readonly { readonly item: ItemId; readonly type: '1' | '2'; readonly amount: number }[];
}

function violation(context: ViolationContext, draft: Draft): WireViolation {
  const { echo } = context.subject;
  const patnId = echo.patnId ?? '';
  return {
    jr_id: draft.jrId,
    rule_id: shortRuleId(draft.rule),
    rule_name: clipText(draft.name, NAME_LENGTH_MAX),
    vola_cont: clipText(draft.content, TEXT_LENGTH_MAX),
    patn_id: patnId,
    mdtrt_id: echo.mdtrtId ?? '',
    judge_result_detail_dtos: draft.lines.map(({ item, type, amount }, index) => ({
      jrd_id: `${draft.jrId}-${index + 1}`,
      patn_id: patnId,
      mdtrt_id: echo.lines.get(item)?.mdtrtId ?? echo.mdtrtId ?? '',
      rx_id: echo.lines.get(item)?.rxId ?? '',
      vola_item_type: type,
      vola_amt: amount,
    })),
    vola_amt: yuan(draft.amountFen ?? 0),
    vola_amt_stas: draft.amountFen === undefined ? '0' : '1',
    sev_deg: draft.severity,
    vola_evid: clipText(draft.evidence, TEXT_LENGTH_MAX),
    vola_bhvr_type: context.behaviourTypeOf(draft.rule),
    task_id: echo.taskId ?? '',
  };
}

function jrIdOf(context: ViolationContext, subject: 'alert' | 'prompt', id: string): string {
  const { echo, encounter } = context.subject;
  return formatJrId({ subject, id, encounterKey: encounterKeyOf(echo.envelope, echo.mdtrtId ?? encounter.id) });
}

/** 明确违规 · 高度可疑 · 轻度可疑. A suspicion without a degree is told as high: the mild grade says that it is mild. */
function severityOf(alert: Alert): WireViolation['sev_deg'] {
  if (alert.verdict === 'violation') return '1';
  return alert.verdict === 'suspected' && alert.degree !== 'low' ? '2' : '3';
}

/** Clauses first, then facts against bounds; the clauses are what an appeal needs when the rest is cut. */
function evidenceText(basis: readonly Basis[], evidence: readonly Evidence[]): string {
  const clauses = basis.map((one) => {
    const where = [one.instrument, one.article, one.locator].filter((part) => part !== undefined).join(' ');
    return one.text === undefined ? where : `${where}：${one.text}`;
  });
  const facts = evidence.map(evidenceWords).filter((words) => words !== undefined);
  return [...new Set([...clauses, ...facts])].join('；');
}

/** Two fractional digits survive the division: fen up to 10^13 print exactly. */
function yuan(fen: number): number {
  return fen / 100;
}

/** Fits the interface. Rule ids are stable and may be longer than the interface's 50 characters; the stand-in is stable too. */
export function shortRuleId(rule: RuleId): string {
  return rule.length <= ID_LENGTH_MAX ? rule : `${rule.slice(0, ID_LENGTH_MAX - 17)}~${fingerprint(rule)}`;
}

const HEX_16 = /^[0-9a-f]{16}$/;
const ID_LENGTH_MAX = 50;
const NAME_LENGTH_MAX = 200;
const TEXT_LENGTH_MAX = 500;
