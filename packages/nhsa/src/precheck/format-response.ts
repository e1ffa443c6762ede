import {
  type Evaluation,
  type InputDiagnostic,
  type Instant,
  ITEMS_MAX,
  type Phase,
  type RuleId,
} from '@forecheck/core';
import { clipText } from '../envelope/clip-text.ts';
import { formatRefusal, formatSuccess, type ResponseStamp, type WireResponse } from '../envelope/format-response.ts';
import { NhsaError } from '../error.ts';
import { formatUndetermined, type WireUndetermined } from './format-undetermined.ts';
import type { ParsedPrecheck, PrecheckSubject } from './parse-request.ts';
import { formatAlert, formatPrompt, promptText, type ViolationContext, type WireViolation } from './violation.ts';

/** Output of 3101 and 3102; an empty list says that nothing was found. */
export interface PrecheckOutput {
  readonly result: readonly WireViolation[];
  /** Ours, beside the interface: what could not be decided. There when it was asked for, also when it is empty. */
  readonly fc_undetermined_dtos?: readonly WireUndetermined[];
}

/** Answer to 3101 and 3102. */
export type PrecheckResponse = WireResponse<PrecheckOutput>;

/** How an answer is given. */
export interface PrecheckResponseOptions extends Partial<ResponseStamp> {
  /** When the answer is given. Default: the encounter's `asOf`. */
  readonly respondedAt?: Instant;
  /**
   * Whether questions that only a person can answer are told, as sev_deg 3. Default: in the prompt phase, where a
   * doctor can still look; not at settlement, where it would only be noise.
   */
  readonly prompts?: 'include' | 'omit';
  /** vola_bhvr_type. Its code table was not found; `1` is what examples carry. */
  readonly behaviourType?: string;
  /** vola_bhvr_type of single rules. */
  readonly behaviourTypeByRule?: Readonly<Record<RuleId, string>>;
  /**
   * Whether `output.fc_undetermined_dtos` lists the rules that lack a fact, with the fields to fill. Default `omit`: a
   * client that refuses unknown fields would lose the alerts with them.
   */
  readonly undetermined?: 'include' | 'omit';
  /** For callers that show the first entry only: its vola_cont carries the texts of all. Default `false`. */
  readonly firstTellsAll?: boolean;
}

/**
 * The answer to a pre-check.
 *
 * `evaluations` are those of `parsed.encounter` and then of `parsed.others`, in order; one alone may be given bare.
 * Entries come in the evaluation's order, most severe first, prompts after alerts. Alerts that involve no line under
 * judgement (`preexisting`) have no place in the interface and are left out. An evaluation that was refused makes the
 * whole answer a failure that names the field: an empty result would say that nothing was found.
 *
 * @throws {@link NhsaError} `evaluation-mismatched` when an evaluation is missing or of another encounter.
 */
export function formatPrecheckResponse(
  parsed: ParsedPrecheck,
  evaluations: Evaluation | readonly Evaluation[],
  options: PrecheckResponseOptions = {},
): PrecheckResponse {
  const subjects: readonly PrecheckSubject[] = [parsed, ...parsed.others];
  const list = isList(evaluations) ? evaluations : [evaluations];
  const stamp: ResponseStamp = { ...options, respondedAt: options.respondedAt ?? parsed.encounter.asOf };
  const { envelope } = parsed.echo;
  if (list.length !== subjects.length) throw mismatched(list.length);
  const result: WireViolation[] = [];
  const undetermined: WireUndetermined[] = [];
  for (const [i, subject] of subjects.entries()) {
    const evaluation = list[i]!;
    if (evaluation.encounterId !== subject.encounter.id) throw mismatched(i);
    if (evaluation.status === 'refused') {
      const first = evaluation.diagnostics[0];
      return formatRefusal(refusalText(first), envelope, stamp);
    }
    result.push(...formatSubject(subject, evaluation, options));
    if (options.undetermined === 'include') undetermined.push(...formatUndetermined(subject, evaluation));
  }
  const output: PrecheckOutput = {
    result: options.firstTellsAll === true ? tellAll(result) : result,
    ...(options.undetermined === 'include' ? { fc_undetermined_dtos: undetermined } : {}),
  };
  return formatSuccess(output, envelope, stamp);
}

function formatSubject(
  subject: PrecheckSubject,
  evaluation: Evaluation,
  options: PrecheckResponseOptions,
): readonly WireViolation[] {
  const byRule = options.behaviourTypeByRule ?? {};
  const context: ViolationContext = {
    subject,
    items: new Map(subject.encounter.items.map((item) => [item.id, item])),
    behaviourTypeOf: (rule) =>
      (Object.hasOwn(byRule, rule) ? byRule[rule] : undefined) ?? options.behaviourType ?? BEHAVIOUR_TYPE,
  };
  const violations = evaluation.alerts.map((alert) => formatAlert(context, alert));
  if ((options.prompts ?? defaultPrompts(subject.encounter.phase)) === 'omit') return violations;
  const told = new Set<string>();
  for (const undetermined of evaluation.undetermined) {
    const { prompt, items } = undetermined;
    if (prompt === undefined) continue;
    // Rules of several publications ask the same about the same line.
    const key = JSON.stringify([promptText(context, undetermined, prompt), items]);
    if (told.has(key)) continue;
    told.add(key);
    violations.push(formatPrompt(context, undetermined, prompt));
  }
  return violations;
}

function refusalText(diagnostic: InputDiagnostic | undefined): string {
  if (diagnostic === undefined) return '无法判断';
  const { code, path } = diagnostic;
  const place = path === '' ? '请求内容' : `字段 ${path} `;
  return `无法判断：${code === 'items-excessive' ? ITEMS_EXCESSIVE : `${place}无法读取`} [${code}]`;
}

function defaultPrompts(phase: Phase): 'include' | 'omit' {
  return phase === 'prompt' ? 'include' : 'omit';
}

function tellAll(result: readonly WireViolation[]): readonly WireViolation[] {
  const [first, ...rest] = result;
  if (first === undefined || rest.length === 0) return result;
  const texts = new Set(result.map((one) => one.vola_cont));
  return [{ ...first, vola_cont: clipText([...texts].join('\n'), CONTENT_LENGTH_MAX) }, ...rest];
}

function isList(evaluations: Evaluation | readonly Evaluation[]): evaluations is readonly Evaluation[] {
  return Array.isArray(evaluations);
}

function mismatched(position: number): NhsaError {
  return new NhsaError(
    'evaluation-mismatched',
    'evaluations',
    'evaluations do not belong to the encounters asked about',
    {
      position,
    },
  );
}

const ITEMS_EXCESSIVE = `明细超过${ITEMS_MAX}条`;
const BEHAVIOUR_TYPE = '1';
const CONTENT_LENGTH_MAX = 500;
