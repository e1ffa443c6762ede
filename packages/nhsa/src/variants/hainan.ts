import { formatFeedbackResponse } from '../precheck/format-feedback-response.ts';
import {
  formatPrecheckResponse,
  type PrecheckResponse,
  type PrecheckResponseOptions,
} from '../precheck/format-response.ts';
import { parseFeedbackRequest } from '../precheck/parse-feedback.ts';
import { parsePrecheckRequest } from '../precheck/parse-request.ts';
import type { WireViolation } from '../precheck/violation.ts';
import type { FieldName } from './translation.ts';
import type { NhsaVariant } from './variant.ts';

/**
 * Hainan: 3660 (事前提醒) and 3661 (事中预警), whose `input.trigScen` is an object around the data, and whose lists have
 * camelCase names without prefix. The reader of 3101 knows these spellings, so that a message of either kind is read at
 * either address. Nothing is known of an answer of its own: it is the national one.
 */
export const hainanVariant: NhsaVariant = {
  id: 'hainan',
  infnos: ['3660', '3661'],
  readPrecheck: parsePrecheckRequest,
  writePrecheck: formatPrecheckResponse,
  readFeedback: parseFeedbackRequest,
  writeFeedback: formatFeedbackResponse,
};

/** Nodes of 3101 and what Hainan calls them; fields are the national ones in camelCase. */
export const HAINAN_NODES: readonly FieldName[] = [
  ['data', 'trigScen'],
  ['patient_dtos', 'patientDtos'],
  ['fsi_encounter_dtos', 'encounterDtos'],
  ['fsi_diagnose_dtos', 'diagnoseDtos'],
  ['fsi_order_dtos', 'orderDtos'],
];

/** An answer whose result is one object. */
export interface SingleResultResponse extends Omit<PrecheckResponse, 'output'> {
  readonly output?: { readonly result?: WireViolation };
}

/**
 * The answer for clients that read `result` as one object (the one that was seen belongs to this region): the most
 * severe entry, whose vola_cont carries the texts of all. Without a finding there is no `result`.
 */
export function formatSingleResult(
  ...[parsed, evaluations, options = {}]: Parameters<typeof formatPrecheckResponse>
): SingleResultResponse {
  const told: PrecheckResponseOptions = { ...options, firstTellsAll: true };
  const { output, ...envelope } = formatPrecheckResponse(parsed, evaluations, told);
  if (output === undefined) return envelope;
  const [first] = output.result;
  return { ...envelope, output: first === undefined ? {} : { result: first } };
}
