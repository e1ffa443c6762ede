import type { Evaluation } from '@forecheck/core';
import { parseJsonText } from '../envelope/find-nodes.ts';
import { formatSuccess, type ResponseStamp, type WireResponse } from '../envelope/format-response.ts';
import type { JsonNode } from '../envelope/place.ts';
import { openMessage } from '../envelope/request-envelope.ts';
import { NhsaError } from '../error.ts';
import { formatFeedbackResponse } from '../precheck/format-feedback-response.ts';
import { formatPrecheckResponse, type PrecheckResponseOptions } from '../precheck/format-response.ts';
import type { PrecheckOptions } from '../precheck/options.ts';
import { type FeedbackOptions, type ParsedFeedback, parseFeedbackRequest } from '../precheck/parse-feedback.ts';
import type { ParsedPrecheck } from '../precheck/parse-request.ts';
import type { WireViolation } from '../precheck/violation.ts';
import { findByShape } from './find-by-shape.ts';
import { type FieldName, readTranslated, renameFields, renameLast, type Translation } from './translation.ts';
import type { NhsaVariant } from './variant.ts';

/** One violation as the pharmacies of Beijing read it. */
export interface BeijingViolation {
  readonly jrid: string;
  readonly ruleid: string;
  readonly rulename: string;
  readonly volacont: string;
  readonly mdtrtid: string;
  readonly volaamt: number;
  readonly volaamtstas: '0' | '1';
  readonly sevdeg: '1' | '2' | '3';
  readonly volaevid: string;
  readonly volabhvrtype: string;
  readonly taskid: string;
}

/**
 * Beijing's pharmacies: the prompt that follows 费用分解 (`preverifyflag` 1), and its feedback 1703. Flat, with names of
 * its own. The names of the nodes were not found: the visit, its diagnoses and its lines are known by their fields,
 * wherever they stand.
 */
export const beijingVariant: NhsaVariant = {
  id: 'beijing',
  infnos: ['1703'],
  isFeedback: (message) => feedbackRows(opened(message)) !== undefined,
  readPrecheck: (message, options) => {
    const tables: PrecheckOptions['tables'] = { reproductiveState: 'beijing', ...options?.tables };
    return readTranslated(translate(openMessage(message)), { ...options, tables });
  },
  writePrecheck: formatBeijingResponse,
  readFeedback: readBeijingFeedback,
  writeFeedback: formatFeedbackResponse,
};

/** Fields of the person and the visit in 3101 and what Beijing calls them. idNo and patn_name are not read. */
export const BEIJING_VISIT: readonly FieldName[] = [
  ['mdtrt_id', 'mdtrt_id'],
  ['patn_id', 'icno'],
  ['gend', 'gend'],
  ['brdy', 'brdy'],
  ['poolarea', 'AreaCode'],
  ['adm_date', 'recipedate'],
  ['dscg_main_dise_codg', 'dscg_main_dise_codg'],
  ['dscg_main_dise_name', 'dscg_main_dise_name'],
  ['dr_codg', 'drord_dr_codg'],
  ['adm_dept_codg', 'sectioncode'],
  ['adm_dept_name', 'sectionname'],
  ['med_mdtrt_type', 'med_mdtrt_type'],
  ['matn_stas', 'matn_stas'],
  ['insutype', 'insutype'],
];

/** Fields of a diagnosis. */
export const BEIJING_DIAGNOSIS: readonly FieldName[] = [
  ['dise_id', 'diagnoseno'],
  ['maindise_flag', 'maindise_flag'],
  ['dise_codg', 'dise_codg'],
  ['dise_name', 'dise_name'],
  ['dise_date', 'dise_date'],
];

/** Fields of a line. It has no id of its own. */
export const BEIJING_LINE: readonly FieldName[] = [
  ['rxno', 'rxno'],
  ['hilist_type', 'item_type'],
  ['hilist_code', 'nation_sub_code'],
  ['hilist_name', 'hilist_name'],
  ['hosplist_code', 'hiscode'],
  ['hosplist_name', 'itemname'],
  ['cnt', 'count'],
  ['pric', 'unitprice'],
  ['sumamt', 'fee'],
  ['spec_unt', 'unit'],
];

/** item_type of Beijing and hilist_type of 3101. */
const BEIJING_ITEM_TYPES: readonly FieldName[] = [
  ['101', '0'],
  ['301', '3'],
];

/** The answer in Beijing's words, in the national envelope. Lines are not told: the rows have no place for them. */
function formatBeijingResponse(
  parsed: ParsedPrecheck,
  evaluations: Evaluation | readonly Evaluation[],
  options: PrecheckResponseOptions = {},
): WireResponse<{ readonly result: readonly BeijingViolation[] }> {
  const { output, ...envelope } = formatPrecheckResponse(parsed, evaluations, options);
  if (output === undefined) return envelope;
  const stamp: ResponseStamp = { ...options, respondedAt: options.respondedAt ?? parsed.encounter.asOf };
  return formatSuccess({ result: output.result.map(violationOf) }, parsed.echo.envelope, stamp);
}

function violationOf(one: WireViolation): BeijingViolation {
  return {
    jrid: one.jr_id,
    ruleid: one.rule_id,
    rulename: one.rule_name,
    volacont: one.vola_cont,
    mdtrtid: one.mdtrt_id,
    volaamt: one.vola_amt,
    volaamtstas: one.vola_amt_stas,
    sevdeg: one.sev_deg,
    volaevid: one.vola_evid,
    volabhvrtype: one.vola_bhvr_type,
    taskid: one.task_id,
  };
}

function translate(message: JsonNode): Translation {
  const visit = findByShape(message, VISIT_FIELDS);
  const lines = findByShape(message, LINE_FIELDS);
  if (visit === undefined) throw new NhsaError('node-missing', 'mdtrt_id', '`mdtrt_id` is missing');
  if (lines === undefined) throw new NhsaError('node-missing', 'nation_sub_code', '`nation_sub_code` is missing');
  const diagnoses = findByShape(message, DIAGNOSIS_FIELDS);
  const [node = {}] = visit.nodes;
  const known = renameFields(node, BEIJING_VISIT);
  const line = (one: JsonNode): JsonNode => ({
    ...renameFields(one, BEIJING_LINE),
    ...typeOf(one),
    drord_begn_date: node['recipedate'],
    drord_dr_codg: node['drord_dr_codg'],
    drord_dr_profttl: node['drord_dr_profttl'],
    curr_drord_flag: '1',
  });
  const encounter = {
    ...known,
    // 11 is 药店/门诊 here and 普通门诊 in the national table: at a pharmacy the kind of visit is a purchase.
    med_mdtrt_type: node['med_mdtrt_type'] ?? '3',
    medins_type: '2',
    fsi_diagnose_dtos: (diagnoses?.nodes ?? []).map((one) => renameFields(one, BEIJING_DIAGNOSIS)),
    fsi_order_dtos: lines.nodes.map(line),
  };
  const data = {
    task_id: node['taskid'],
    patient_dtos: [{ ...known, curr_mdtrt_id: node['mdtrt_id'], fsi_encounter_dtos: [encounter] }],
  };
  return {
    message: { ...envelopeOf(message), infno: '3101', input: { data } },
    sentPath: (path) => sentPathOf(path, { visit: visit.path, lines: lines.path, diagnoses: diagnoses?.path ?? '' }),
  };
}

/** The envelope of the interface, where one is there. */
function envelopeOf(message: JsonNode): JsonNode {
  const { input: _input, data: _data, infno: _infno, ...envelope } = message;
  return envelope;
}

function typeOf(line: JsonNode): JsonNode {
  const type = BEIJING_ITEM_TYPES.find(([, sent]) => sent === String(line['item_type']));
  return type === undefined ? {} : { hilist_type: type[0] };
}

/** `…fsi_order_dtos[2].cnt` is `count` of the third line, wherever the lines stand. */
function sentPathOf(
  path: string,
  places: { readonly visit: string; readonly lines: string; readonly diagnoses: string },
): string {
  const inner = /fsi_(order|diagnose)_dtos(?:\[(\d+)\])?(?:\.(.+))?$/.exec(path);
  if (inner === null) {
    if (!path.startsWith('input.data')) return path;
    const last = renameLast(/([a-z_]+)$/.exec(path)?.[1] ?? '', BEIJING_VISIT);
    return [places.visit, last].filter((part) => part !== '').join('.');
  }
  const [, kind, index, rest] = inner;
  const isLine = kind === 'order';
  const list = isLine ? places.lines : places.diagnoses;
  const step = index === undefined ? list : `${list}[${index}]`;
  return rest === undefined ? step : `${step}.${renameLast(rest, isLine ? BEIJING_LINE : BEIJING_DIAGNOSIS)}`;
}

/** 1703: rows with jrid, dspoway and dspowayrea, alone or in a list, whatever the list is called. */
function readBeijingFeedback(message: unknown, options?: FeedbackOptions): ParsedFeedback {
  const sent = opened(message);
  const rows = feedbackRows(sent);
  const envelope = Array.isArray(sent) ? {} : envelopeOf(openMessage(sent));
  if (rows === undefined) throw new NhsaError('node-missing', 'jrid', '`jrid` is missing');
  const national = { ...envelope, infno: '1703', input: { data: { warn_type: '1', warns: rows } } };
  return parseFeedbackRequest(national, options);
}

function feedbackRows(message: unknown): readonly unknown[] | undefined {
  return findByShape(message, ['jrid'])?.nodes;
}

function opened(message: unknown): unknown {
  return typeof message === 'string' ? (parseJsonText(message) ?? message) : message;
}

const VISIT_FIELDS = ['recipedate', 'icno', 'AreaCode', 'sectioncode'];
const LINE_FIELDS = ['nation_sub_code', 'hiscode'];
const DIAGNOSIS_FIELDS = ['diagnoseno', 'maindise_flag'];
