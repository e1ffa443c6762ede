import type { Alert, Evaluation, RuleId, Verdict } from '@forecheck/core';
import { clipText } from '../envelope/clip-text.ts';
import { field } from '../envelope/field.ts';
import { asNode, parseJsonText, readNodes } from '../envelope/find-nodes.ts';
import { formatSuccess, type ResponseStamp, type WireResponse } from '../envelope/format-response.ts';
import { createNoteList } from '../envelope/note.ts';
import { type JsonNode, type Place, pathOf } from '../envelope/place.ts';
import { rawValue } from '../envelope/read-field.ts';
import { openMessage, readRequestEnvelope } from '../envelope/request-envelope.ts';
import { NhsaError } from '../error.ts';
import { formatFeedbackResponse } from '../precheck/format-feedback-response.ts';
import { formatPrecheckResponse, type PrecheckResponseOptions } from '../precheck/format-response.ts';
import { parseFeedbackRequest } from '../precheck/parse-feedback.ts';
import type { ParsedPrecheck, PrecheckSubject } from '../precheck/parse-request.ts';
import { shortRuleId } from '../precheck/violation.ts';
import { type FieldName, readTranslated, renameFields, renameLast, type Translation } from './translation.ts';
import type { NhsaVariant } from './variant.ts';

/** One row of `output.voladetail`: one line that breaks one rule. */
export interface VolaDetail {
  readonly mdtrt_id: string;
  readonly medins_list_codg: string;
  readonly medins_list_name: string;
  readonly med_list_codg: string;
  /** Its code table was not found; the rule's id unless the caller knows better. */
  readonly vola_type: string;
  readonly vola_dscr: string;
}

/** How rows are written. */
export interface VolaDetailOptions extends PrecheckResponseOptions {
  /**
   * Alerts of which verdicts become rows. Default: `violation`. A client was seen that takes any row as a refused
   * upload and deletes the fees of the stay: what is only suspected has no place there unless the institution says so.
   */
  readonly verdicts?: readonly Verdict[];
  /** vola_type of single rules. */
  readonly volaTypeByRule?: Readonly<Record<RuleId, string>>;
}

/**
 * Guangdong: no pre-check of its own. The fee messages, 2204 (门诊费用上传) and 2301 (住院费用上传), are judged as they
 * pass, and their answer has a list of violations. The messages around them (2201, 2206, 2207, 2303, 2304, 2401, 2403)
 * may answer with the same list but carry no lines: there is nothing in them to judge.
 */
export const guangdongVariant: NhsaVariant = {
  id: 'guangdong',
  infnos: ['2204', '2301'],
  readPrecheck: (message, options) => readTranslated(translate(openMessage(message)), options),
  writePrecheck: formatVolaDetail,
  readFeedback: parseFeedbackRequest,
  writeFeedback: formatFeedbackResponse,
};

/** Fields of an order line of 3101 and what a fee line calls them. */
export const GUANGDONG_LINE: readonly FieldName[] = [
  ['rx_id', 'feedetl_sn'],
  ['rxno', 'rxno'],
  ['hilist_code', 'med_list_codg'],
  ['hosplist_code', 'medins_list_codg'],
  ['hosplist_name', 'medins_list_name'],
  ['cnt', 'cnt'],
  ['pric', 'pric'],
  ['sumamt', 'det_item_fee_sumamt'],
  ['drord_begn_date', 'fee_ocur_time'],
  ['drord_dr_codg', 'bilg_dr_codg'],
  ['prd_days', 'prd_days'],
  ['init_feedetl_sn', 'init_feedetl_sn'],
  ['dscg_tkdrug_flag', 'dscg_tkdrug_flag'],
];

/** The answer of ours alone. Merge it with the centre's by {@link attachVolaDetail} where the message goes there too. */
export function formatVolaDetail(
  parsed: ParsedPrecheck,
  evaluations: Evaluation | readonly Evaluation[],
  options: VolaDetailOptions = {},
): WireResponse<{ readonly voladetail: readonly VolaDetail[] }> {
  // Checks that evaluations and subjects belong together, and tells a refused one.
  const national = formatPrecheckResponse(parsed, evaluations, { ...options, prompts: 'omit' });
  const { output, ...envelope } = national;
  if (output === undefined) return envelope;
  const list = 'alerts' in evaluations ? [evaluations] : evaluations;
  const subjects: readonly PrecheckSubject[] = [parsed, ...parsed.others];
  const stamp: ResponseStamp = { ...options, respondedAt: options.respondedAt ?? parsed.encounter.asOf };
  const voladetail = subjects.flatMap((subject, index) => rowsOf(subject, list[index]!, options));
  return formatSuccess({ voladetail }, parsed.echo.envelope, stamp);
}

/** The centre's answer with our rows behind its own; everything else of it stays as it is. Never throws. */
export function attachVolaDetail(answer: JsonNode, rows: readonly VolaDetail[]): JsonNode {
  if (rows.length === 0) return answer;
  const raw = answer['output'];
  const output = asNode(typeof raw === 'string' ? parseJsonText(raw) : raw) ?? {};
  const own: unknown = output['voladetail'];
  const known: readonly unknown[] = Array.isArray(own) ? own : asNode(own) === undefined ? [] : [own];
  const merged = { ...output, voladetail: [...known, ...rows] };
  return { ...answer, output: typeof raw === 'string' ? JSON.stringify(merged) : merged };
}

function rowsOf(
  { encounter, echo }: PrecheckSubject,
  evaluation: Evaluation,
  options: VolaDetailOptions,
): readonly VolaDetail[] {
  const verdicts = options.verdicts ?? ['violation'];
  const items = new Map(encounter.items.map((item) => [item.id, item]));
  const typeOf = ({ rule }: Alert): string => {
    const byRule = options.volaTypeByRule ?? {};
    return (Object.hasOwn(byRule, rule) ? byRule[rule] : undefined) ?? shortRuleId(rule);
  };
  return evaluation.alerts
    .filter(({ verdict }) => verdicts.includes(verdict))
    .flatMap((alert) =>
      alert.offending.map((id) => {
        const item = items.get(id);
        return {
          mdtrt_id: echo.lines.get(id)?.mdtrtId ?? echo.mdtrtId ?? '',
          medins_list_codg: item?.localCode ?? '',
          medins_list_name: item?.name ?? '',
          med_list_codg: item?.code ?? '',
          vola_type: typeOf(alert),
          vola_dscr: clipText(alert.message['zh-CN'], TEXT_LENGTH_MAX),
        };
      }),
    );
}

/** Lines by person and visit, each group a person of 3101 with one visit. */
function translate(message: JsonNode): Translation {
  const envelope = readRequestEnvelope(message);
  const infno = envelope.infno ?? '2204';
  const setting = SETTINGS.get(infno);
  if (setting === undefined) {
    throw new NhsaError('infno-unsupported', 'infno', '`infno` is not one of a fee upload');
  }
  const { lines, refuse } = locateLines(message);
  if (lines.length === 0) throw refuse();
  const groups = new Map<string, Place[]>();
  for (const line of lines) {
    const key = JSON.stringify([rawValue(line.node, PSN_NO) ?? '', rawValue(line.node, MDTRT_ID) ?? '']);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  const persons = [...groups.values()];
  const { input: _input, ...outer } = message;
  return {
    message: {
      ...outer,
      infno: '3101',
      input: {
        data: { trig_scen: setting.scene, patient_dtos: persons.map((person) => personOf(person, setting.kind)) },
      },
    },
    sentPath: (path) => sentPathOf(path, persons),
  };
}

// Without patn_id: two visits of one person are two questions here, not one with its history.
function personOf(lines: readonly Place[], kind: string): JsonNode {
  const [first] = lines;
  const visit = first === undefined ? undefined : rawValue(first.node, MDTRT_ID);
  const visitType = lines.map(({ node }) => rawValue(node, MED_TYPE)).find((code) => code !== undefined);
  return {
    curr_mdtrt_id: visit,
    fsi_encounter_dtos: [
      {
        mdtrt_id: visit,
        med_mdtrt_type: kind,
        ...(visitType === undefined ? {} : { med_type: visitType }),
        fsi_order_dtos: lines.map(({ node }) => ({ ...renameFields(node, GUANGDONG_LINE), curr_drord_flag: '1' })),
      },
    ],
  };
}

/** `input.feedetail`, or a list in its place; objects and JSON text as everywhere. */
function locateLines(message: JsonNode): { readonly lines: readonly Place[]; readonly refuse: () => NhsaError } {
  const unnoted = createNoteList();
  const root: Place = { node: message, name: '' };
  const input = readNodes(root, INPUT, unnoted)[0] ?? root;
  const data = readNodes(input, DATA, unnoted)[0] ?? input;
  const scopes = [input, data, root];
  const lines = scopes.map((scope) => readNodes(scope, LINES, unnoted)).find((list) => list.length > 0) ?? [];
  const isThere = scopes.some(({ node }) => rawValue(node, LINES) !== undefined);
  const path = pathOf(input, LINES);
  const refuse = (): NhsaError =>
    isThere
      ? new NhsaError('message-malformed', path, `\`${path}\` is not a list of objects`)
      : new NhsaError('node-missing', path, `\`${path}\` is missing`);
  return { lines, refuse };
}

/** `input.data.patient_dtos[i]…fsi_order_dtos[j].x` is a field of the j-th line of the i-th group. */
function sentPathOf(path: string, persons: readonly (readonly Place[])[]): string {
  const match = /patient_dtos\[(\d+)\](?:.*?fsi_order_dtos\[(\d+)\](?:\.(.+))?)?/.exec(path);
  if (match === null) return path;
  const [, person = '', line = '0', rest] = match;
  const place = persons[Number(person)]?.[Number(line)];
  const name = rest ?? /([a-z_]+)$/.exec(path)?.[1] ?? '';
  return place === undefined ? path : `${pathOf(place)}.${renameLast(name, GUANGDONG_LINE)}`;
}

/** med_mdtrt_type and trig_scen of what each message uploads. */
const SETTINGS: ReadonlyMap<string, { readonly kind: string; readonly scene: string }> = new Map([
  ['2204', { kind: '1', scene: '2' }],
  ['2301', { kind: '2', scene: '4' }],
]);
const INPUT = field('input');
const DATA = field('data');
const LINES = field('feedetail', 'fee_detail');
const PSN_NO = field('psn_no');
const MDTRT_ID = field('mdtrt_id');
const MED_TYPE = field('med_type');
const TEXT_LENGTH_MAX = 500;
