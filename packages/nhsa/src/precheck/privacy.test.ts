import type { Evaluation } from '@forecheck/core';
import { expect, test } from 'vitest';
import { formatFailure } from '../envelope/format-response.ts';
import { isNhsaError } from '../error.ts';
import { formatPrecheckResponse } from './format-response.ts';
import { parseFeedbackRequest } from './parse-feedback.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import {
  type Fields,
  sampleData,
  sampleDiagnosis,
  sampleEncounter,
  sampleLine,
  sampleMessage,
  samplePerson,
} from './sample-message.ts';

// Put together at run time: no text of this repository looks like a person's name or identity number.
const NAME = ['欧', '阳', '示', '例'].join('');
const NUMBER = ['9999', '00', '1960', '0101', '123', 'X'].join('');

/** A message with the name and the number in every field that a careless caller could put them. */
function indiscreetMessage(overrides: Fields = {}): Fields {
  const line = sampleLine({
    rx_id: NUMBER,
    rxno: `R${NUMBER}`,
    hilist_memo: NAME,
    drord_dr_name: NAME,
    drord_dr_codg: NUMBER,
    drord_dept_codg: NUMBER,
    psn_name: NAME,
    certno: NUMBER,
    init_rx_id: NUMBER,
    incision_id: NUMBER,
    hosplist_code: NUMBER,
  });
  const visit = sampleEncounter({
    mdtrt_id: `V-${NUMBER}`,
    dr_codg: NUMBER,
    adm_dept_codg: NUMBER,
    dscg_main_dise_name: `${NAME} 待查`,
    emergency_flag: '1',
    emergency_reason: NAME,
    bedno: NAME,
    fsi_diagnose_dtos: [sampleDiagnosis({ dise_id: NUMBER, dise_name: NAME, dise_codg: `A${NUMBER}` })],
    fsi_operation_dtos: [{ setl_list_oprn_id: NUMBER, oprn_code: NUMBER, oprn_name: NAME, oper_dr_name: NAME }],
    fsi_order_dtos: [line, sampleLine({ rx_id: NUMBER })],
  });
  const earlier = sampleEncounter({ mdtrt_id: NUMBER, fsi_order_dtos: [sampleLine({ rx_id: 'H1' })] });
  const patient = samplePerson({
    patn_id: NUMBER,
    patn_name: NAME,
    curr_mdtrt_id: `V-${NUMBER}`,
    certno: NUMBER,
    poolarea: NUMBER,
    fsi_encounter_dtos: [visit, earlier],
  });
  return sampleMessage({
    opter_name: NAME,
    opter: NUMBER,
    input: { data: sampleData({ patient_dtos: [patient] }) },
    ...overrides,
  });
}

const leaks = (value: unknown): readonly string[] => {
  const text = JSON.stringify(value, (_, entry: unknown) => (entry instanceof Map ? [...entry] : entry));
  return [NAME, NUMBER].filter((secret) => text.includes(secret));
};

test('neither name nor identity number enters the encounter or the notes', () => {
  for (const options of [{}, { departments: 'as-sent' as const }]) {
    const parsed = parsePrecheckRequest(indiscreetMessage(), options);
    expect(leaks(parsed.encounter)).toEqual([]);
    expect(leaks(parsed.notes)).toEqual([]);
    expect(leaks(parsed.echo)).toContain(NUMBER);
  }
});

test('ids that held an identity number are still ids: distinct, and the same next time', () => {
  const first = parsePrecheckRequest(indiscreetMessage()).encounter;
  const again = parsePrecheckRequest(indiscreetMessage({ msgid: 'OTHER' })).encounter;
  expect(first.items.map((item) => item.id)).toEqual(again.items.map((item) => item.id));
  expect(new Set(first.items.map((item) => item.id)).size).toBe(3);
  expect(first.id).toBe(again.id);
  expect(first.id).not.toBe('');
});

test('the answer repeats identifiers only where the interface demands them', () => {
  const parsed = parsePrecheckRequest(indiscreetMessage());
  const item = parsed.encounter.items[0]!.id;
  const evaluation: Evaluation = {
    encounterId: parsed.encounter.id,
    status: 'complete',
    alerts: [
      {
        id: '0123456789abcdef',
        rule: 'r',
        knowledgePoint: 'k',
        verdict: 'violation',
        severity: 'critical',
        offending: [item],
        involved: [],
        evidence: [],
        basis: [],
        name: { 'zh-CN': '示例规则', en: '' },
        message: { 'zh-CN': '示例', en: '' },
        decision: 'remind',
        dispositions: [],
        fixes: [],
      },
    ],
    preexisting: [],
    undetermined: [],
    exempted: [],
    partial: [],
    unmapped: [],
    decision: 'remind',
    reachedUnder: { manifest: 'm', segments: [] },
    diagnostics: [],
    work: { items: 1, lookups: 0, candidates: 0, hits: 1 },
  };
  const { output, ...envelope } = formatPrecheckResponse(parsed, evaluation);
  const { patn_id, mdtrt_id, judge_result_detail_dtos, ...rest } = output!.result[0]!;
  expect([patn_id, mdtrt_id]).toEqual([NUMBER, `V-${NUMBER}`]);
  const { patn_id: p, mdtrt_id: m, rx_id, ...detail } = judge_result_detail_dtos[0]!;
  expect([p, m, rx_id]).toEqual([NUMBER, `V-${NUMBER}`, NUMBER]);
  expect(leaks([envelope, rest, detail])).toEqual([]);
});

test.each<[string, unknown]>([
  ['broken JSON', `{"patn_name":"${NAME}","certno":"${NUMBER}"`],
  ['a broken input', { input: `{"patn_name":"${NAME}","certno":"${NUMBER}"` }],
  ['a foreign transaction', { ...indiscreetMessage(), infno: NUMBER }],
  ['nobody to judge', { [NUMBER]: NAME, opter_name: NAME }],
  ['no time', { patient_dtos: [{ patn_id: NUMBER, patn_name: NAME }] }],
])('an error about %s tells nothing of the message', (_, message) => {
  let thrown: unknown;
  try {
    parsePrecheckRequest(message);
  } catch (error) {
    thrown = error;
  }
  expect(isNhsaError(thrown)).toBe(true);
  const error = thrown as Error & { path: string; detail: object };
  expect(leaks([error.message, error.stack ?? '', error.path, error.detail, String(error.cause)])).toEqual([]);
  expect(leaks(formatFailure(thrown, {}, { respondedAt: 0 }))).toEqual([]);
});

test('problems of a feedback tell nothing of it', () => {
  const warns = [
    { warn_rslt_id: NUMBER, dspo_way: NAME, dspo_way_rea: NAME },
    { [NAME]: NUMBER, dspo_way: '1' },
  ];
  const { problems, notes } = parseFeedbackRequest({ infno: '3103', input: { data: { warns } } });
  expect(problems).toHaveLength(2);
  expect(leaks([problems, notes])).toEqual([]);
});
