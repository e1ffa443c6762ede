import type { Alert, Evaluation, Undetermined } from '@forecheck/core';
import { describe, expect, test } from 'vitest';
import { parseResponse } from '../envelope/read-response.ts';
import { formatPrecheckResponse, type PrecheckResponseOptions } from './format-response.ts';
import { parseJrId } from './jr-id.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import {
  type Fields,
  messageOfLines,
  sampleData,
  sampleEncounter,
  sampleLine,
  sampleMessage,
  samplePerson,
} from './sample-message.ts';
import type { WireViolation } from './violation.ts';

const ALERT: Alert = {
  id: '0123456789abcdef',
  rule: 'limit-quantity-day',
  knowledgePoint: 'KP-1',
  verdict: 'violation',
  severity: 'critical',
  offending: ['L1'],
  involved: [],
  excess: { quantity: '1', amountFen: 3000 },
  evidence: [{ fact: 'items.quantity', value: '2', bound: '1', items: ['L1'] }],
  basis: [{ instrument: '示例目录', article: '第三条', text: '每日限一盒。' }],
  name: { 'zh-CN': '药品限最大开药量', en: 'drug quantity limit' },
  message: { 'zh-CN': '演示药品一超过每日一盒', en: 'too many' },
  decision: 'remind',
  dispositions: ['return-and-change', 'continue-with-reason'],
  fixes: [],
};

const PROMPT: Undetermined = {
  rule: 'indication-evidence',
  knowledgePoint: 'KP-9',
  items: ['L1'],
  missing: ['evidence'],
  basis: [],
  name: { 'zh-CN': '药品限适应症', en: 'indication' },
  prompt: '限示例情形使用，请确认。',
};

function evaluationOf(parts: Partial<Evaluation> = {}): Evaluation {
  return {
    encounterId: 'M1',
    status: 'complete',
    alerts: [],
    preexisting: [],
    undetermined: [],
    exempted: [],
    partial: [],
    unmapped: [],
    decision: 'pass',
    reachedUnder: { manifest: 'm', segments: [] },
    diagnostics: [],
    work: { items: 0, lookups: 0, candidates: 0, hits: 0 },
    ...parts,
  };
}

const LINES = messageOfLines({}, { sumamt: 20, pric: 20, cnt: 1 }, { sumamt: '', pric: '', rx_id: '' });

function resultOf(parts: Partial<Evaluation>, options: PrecheckResponseOptions = {}, message: Fields = LINES) {
  const response = formatPrecheckResponse(parsePrecheckRequest(message), evaluationOf(parts), options);
  return response.output?.result ?? [];
}

const alertWith = (parts: Partial<Alert>): WireViolation => resultOf({ alerts: [{ ...ALERT, ...parts }] })[0]!;

test('an alert becomes a violation with every field of the interface', () => {
  expect(resultOf({ alerts: [ALERT] })).toEqual([
    {
      jr_id: expect.stringMatching(/^A0123456789abcdef-[0-9a-f]{16}$/),
      rule_id: 'limit-quantity-day',
      rule_name: '药品限最大开药量',
      vola_cont: '演示药品一超过每日一盒',
      patn_id: 'P1',
      mdtrt_id: 'M1',
      judge_result_detail_dtos: [
        {
          jrd_id: expect.stringMatching(/^A0123456789abcdef-[0-9a-f]{16}-1$/),
          patn_id: 'P1',
          mdtrt_id: 'M1',
          rx_id: 'L1',
          vola_item_type: '1',
          vola_amt: 30,
        },
      ],
      vola_amt: 30,
      vola_amt_stas: '1',
      sev_deg: '1',
      vola_evid: '示例目录 第三条：每日限一盒。；数量：2（限：1）',
      vola_bhvr_type: '1',
      task_id: 'T1',
    },
  ]);
});

test('two alerts, one with a partner from the history, are told with offending and involved lines', () => {
  const history = sampleEncounter({ mdtrt_id: 'M0', fsi_order_dtos: [sampleLine({ rx_id: 'H1' })] });
  const patient_dtos = [samplePerson({ fsi_encounter_dtos: [sampleEncounter(), history] })];
  const message = sampleMessage({ input: { data: sampleData({ patient_dtos }) } });
  const repeated: Alert = { ...ALERT, id: 'fedcba9876543210', verdict: 'notice', involved: ['H1'] };
  const result = resultOf({ alerts: [ALERT, repeated] }, {}, message);
  expect(result.map((one) => one.sev_deg)).toEqual(['1', '3']);
  expect(result[1]?.judge_result_detail_dtos.map((d) => [d.rx_id, d.mdtrt_id, d.vola_item_type, d.vola_amt])).toEqual([
    ['L1', 'M1', '1', 30],
    ['H1', 'M0', '2', 0],
  ]);
});

test('nothing found is success with an empty list', () => {
  const response = formatPrecheckResponse(parsePrecheckRequest(sampleMessage()), evaluationOf(), {
    respondedAt: '2026-07-01 09:30:01',
    sequence: 7,
  });
  expect(response).toEqual({
    infcode: 0,
    inf_refmsgid: '999900202607010930010000000007',
    refmsg_time: '20260701093001000',
    respond_time: '20260701093001000',
    err_msg: '',
    output: { result: [] },
  });
  expect(parseResponse(response).isSuccess).toBe(true);
});

test.each([
  ['violation', undefined, '1'],
  ['suspected', 'high', '2'],
  ['suspected', 'low', '3'],
  ['suspected', undefined, '2'],
  ['notice', undefined, '3'],
] as const)('%s of degree %s is sev_deg %s', (verdict, degree, expected) => {
  const { degree: _, ...rest } = ALERT;
  const alert: Alert = { ...rest, verdict, ...(degree === undefined ? {} : { degree }) };
  expect(resultOf({ alerts: [alert] })[0]?.sev_deg).toBe(expected);
});

describe('vola_amt', () => {
  const { excess: _, ...unmeasured } = ALERT;
  const amounts = (one: WireViolation | undefined) => [
    one?.vola_amt,
    one?.vola_amt_stas,
    one?.judge_result_detail_dtos.map((detail) => detail.vola_amt),
  ];

  test('is the excess, not the order; the latest line bears it first', () => {
    expect(amounts(alertWith({ offending: ['L1', 'L2'], excess: { amountFen: 2500 } }))).toEqual([25, '1', [5, 20]]);
  });

  test('beyond the lines the rest stays with the last', () => {
    expect(amounts(alertWith({ offending: ['L1', 'L2'], excess: { amountFen: 9000 } }))).toEqual([90, '1', [60, 30]]);
  });

  test('is the whole of the offending lines when the rule measures nothing', () => {
    expect(amounts(resultOf({ alerts: [{ ...unmeasured, offending: ['L1', 'L2'] }] })[0])).toEqual([80, '1', [60, 20]]);
  });

  test('is unknown, status 0, when a line has no amount', () => {
    expect(amounts(resultOf({ alerts: [{ ...unmeasured, offending: ['L1', '#3'] }] })[0])).toEqual([0, '0', [0, 0]]);
  });

  test('is unknown, status 0, when the excess is in days only', () => {
    expect(amounts(alertWith({ excess: { days: 3 } }))).toEqual([0, '0', [0]]);
  });

  test('prints as yuan with at most two digits', () => {
    for (const fen of [1, 10, 29, 1990, 123_456_789_01]) {
      const { vola_amt } = alertWith({ excess: { amountFen: fen } });
      expect(JSON.stringify(vola_amt)).toMatch(/^\d+(\.\d{1,2})?$/);
      expect(Math.round(vola_amt * 100)).toBe(fen);
    }
  });
});

test('a line without rx_id is told with an empty one', () => {
  expect(alertWith({ offending: ['#3'] }).judge_result_detail_dtos[0]?.rx_id).toBe('');
});

test('texts are cut to the lengths of the interface, on a boundary, with an ellipsis', () => {
  const long = `${'甲'.repeat(480)}。${'乙'.repeat(200)}`;
  const one = alertWith({
    message: { 'zh-CN': long, en: '' },
    name: { 'zh-CN': '丙'.repeat(300), en: '' },
    basis: [{ instrument: '示例目录', text: long }],
    rule: `r-${'x'.repeat(80)}`,
  });
  expect(one.vola_cont).toBe(`${'甲'.repeat(480)}。…`);
  expect(one.rule_name).toHaveLength(200);
  expect(one.vola_evid.length).toBeLessThanOrEqual(500);
  expect(one.vola_evid.startsWith('示例目录：')).toBe(true);
  expect(one.rule_id).toHaveLength(50);
});

test('long rule ids stay apart and stay the same', () => {
  const [a, b] = ['a', 'b'].map((end) => alertWith({ rule: `r-${'x'.repeat(80)}${end}` }).rule_id);
  expect(a).not.toBe(b);
  expect(alertWith({ rule: `r-${'x'.repeat(80)}a` }).rule_id).toBe(a);
});

test('jr_id is equal for the same alert asked twice, and different between visits and institutions', () => {
  const jr = (message: Fields, encounterId = 'M1') =>
    formatPrecheckResponse(parsePrecheckRequest(message), { ...evaluationOf({ alerts: [ALERT] }), encounterId }).output
      ?.result[0]?.jr_id;
  const message = sampleMessage();
  const otherVisit = sampleMessage({
    input: {
      data: sampleData({
        patient_dtos: [
          samplePerson({ curr_mdtrt_id: 'M2', fsi_encounter_dtos: [sampleEncounter({ mdtrt_id: 'M2' })] }),
        ],
      }),
    },
  });
  const ids = [jr(message), jr(otherVisit, 'M2'), jr({ ...message, fixmedins_code: 'H99990000009' })];
  expect(new Set(ids).size).toBe(3);
  expect(jr({ ...message, msgid: 'X', inf_time: '2026-07-01 09:31:00' })).toBe(ids[0]);
  expect(parseJrId(ids[0]!)).toMatchObject({ subject: 'alert', id: ALERT.id });
  expect(ids[0]!.length).toBeLessThanOrEqual(50);
});

test('questions for a person are told in the prompt phase as sev_deg 3, after the alerts', () => {
  const result = resultOf({ alerts: [ALERT], undetermined: [PROMPT] });
  expect(result).toHaveLength(2);
  expect(result[1]).toMatchObject({
    jr_id: expect.stringMatching(/^P[0-9a-f]{16}-[0-9a-f]{16}$/),
    rule_name: '药品限适应症',
    vola_cont: '请确认“演示药品一片”有相应依据：限示例情形使用，请确认。',
    sev_deg: '3',
    vola_amt: 0,
    vola_amt_stas: '0',
    judge_result_detail_dtos: [{ rx_id: 'L1', vola_item_type: '2', vola_amt: 0 }],
  });
});

test('a question is told in the words of its rule where it has any', () => {
  const message = { 'zh-CN': '该药需有基因检测结果，请核对。', en: '' };
  expect(resultOf({ undetermined: [{ ...PROMPT, message }] })[0]?.vola_cont).toBe(message['zh-CN']);
});

test('the same question about the same line is told once, about another line again', () => {
  const message = { 'zh-CN': '请核对检测结果。', en: '' };
  const again: Undetermined = { ...PROMPT, rule: 'other', knowledgePoint: 'KP-10' };
  const undetermined = [PROMPT, again, { ...again, items: ['L2'] }].map((one) => ({ ...one, message }));
  const result = resultOf({ undetermined });
  expect(result.map((one) => one.judge_result_detail_dtos[0]?.rx_id)).toEqual(['L1', 'L2']);
});

test('questions for a person are left out at settlement, and wherever the caller says so', () => {
  const parts = { undetermined: [PROMPT] };
  expect(resultOf(parts, {}, { ...LINES, infno: '3102' })).toEqual([]);
  expect(resultOf(parts, { prompts: 'include' }, { ...LINES, infno: '3102' })).toHaveLength(1);
  expect(resultOf(parts, { prompts: 'omit' })).toEqual([]);
});

test('a rule that merely lacks a fact is not told: it asks nobody anything', () => {
  const { prompt: _, ...lacking } = PROMPT;
  expect(resultOf({ undetermined: [{ ...lacking, missing: ['insuredPerson.sex'] }] })).toEqual([]);
});

test('old matters are not told', () => {
  expect(resultOf({ preexisting: [ALERT] })).toEqual([]);
});

test('vola_bhvr_type is what the institution configures, by rule where it wants', () => {
  const other: Alert = { ...ALERT, id: 'fedcba9876543210', rule: 'other' };
  const result = resultOf({ alerts: [ALERT, other] }, { behaviourType: '2', behaviourTypeByRule: { other: '9' } });
  expect(result.map((one) => one.vola_bhvr_type)).toEqual(['2', '9']);
});

test('for callers that show the first entry only, it tells all', () => {
  const other: Alert = { ...ALERT, id: 'fedcba9876543210', message: { 'zh-CN': '另一条', en: '' } };
  const result = resultOf({ alerts: [ALERT, other] }, { firstTellsAll: true });
  expect(result.map((one) => one.vola_cont)).toEqual(['演示药品一超过每日一盒\n另一条', '另一条']);
});

test.each([
  ['items-excessive', 'items', '无法判断：明细超过20000条 [items-excessive]'],
  ['field-malformed', 'items[3].quantity', '无法判断：字段 items[3].quantity 无法读取 [field-malformed]'],
  ['encounter-malformed', '', '无法判断：请求内容无法读取 [encounter-malformed]'],
] as const)('an evaluation refused for %s is a failure that says why, not “nothing found”', (code, path, expected) => {
  const refused = evaluationOf({ status: 'refused', diagnostics: [{ code, path }] });
  const response = formatPrecheckResponse(parsePrecheckRequest(sampleMessage()), refused);
  expect(response.infcode).toBe(-1);
  expect(response.err_msg).toBe(expected);
  expect(response).not.toHaveProperty('output');
});

test('two persons are answered in one list, each under its own id', () => {
  const second = samplePerson({
    patn_id: 'P2',
    curr_mdtrt_id: 'M2',
    fsi_encounter_dtos: [sampleEncounter({ mdtrt_id: 'M2' })],
  });
  const parsed = parsePrecheckRequest(
    sampleMessage({ input: { data: sampleData({ patient_dtos: [samplePerson(), second] }) } }),
  );
  const first = evaluationOf({ alerts: [ALERT] });
  const response = formatPrecheckResponse(parsed, [first, { ...first, encounterId: 'M2' }]);
  expect(response.output?.result.map((one) => [one.patn_id, one.mdtrt_id])).toEqual([
    ['P1', 'M1'],
    ['P2', 'M2'],
  ]);
  expect(() => formatPrecheckResponse(parsed, first)).toThrowError(
    expect.objectContaining({ code: 'evaluation-mismatched' }),
  );
  expect(() => formatPrecheckResponse(parsed, [{ ...first, encounterId: 'M2' }, first])).toThrowError(
    expect.objectContaining({ code: 'evaluation-mismatched' }),
  );
});
