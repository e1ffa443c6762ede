import type { Evaluation, Undetermined } from '@forecheck/core';
import { expect, test } from 'vitest';
import { formatPrecheckResponse } from './format-response.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import { messageOfLines } from './sample-message.ts';

const parsed = parsePrecheckRequest(messageOfLines({ rx_id: 'R-7' }, { rx_id: '' }, { rx_id: 'R-9' }));
const [first, second, third] = parsed.encounter.items.map(({ id }) => id);

const LACKS_UNIT: Undetermined = {
  rule: 'limit-day',
  knowledgePoint: 'K1',
  items: [first!],
  missing: ['items.unit'],
  basis: [],
  name: { 'zh-CN': '限频次', en: 'limit' },
};

function outputOf(undetermined: readonly Undetermined[], option?: 'include' | 'omit') {
  const evaluation: Evaluation = {
    encounterId: 'M1',
    status: 'complete',
    alerts: [],
    preexisting: [],
    undetermined,
    exempted: [],
    partial: [],
    unmapped: [],
    decision: 'pass',
    reachedUnder: { manifest: 'm', segments: [] },
    diagnostics: [],
    work: { items: 0, lookups: 0, candidates: 0, hits: 0 },
  };
  return formatPrecheckResponse(parsed, evaluation, option === undefined ? {} : { undetermined: option }).output;
}

test('the answer has nothing beside the interface unless it is asked for', () => {
  expect(outputOf([LACKS_UNIT])).toEqual({ result: [] });
  expect(outputOf([LACKS_UNIT], 'omit')).toEqual({ result: [] });
});

test('rules that lack a fact are told beside the result, with the field to fill', () => {
  expect(outputOf([LACKS_UNIT], 'include')).toEqual({
    result: [],
    fc_undetermined_dtos: [
      {
        rule_id: 'limit-day',
        rule_name: '限频次',
        mdtrt_id: 'M1',
        rx_ids: ['R-7'],
        rx_cnt: 1,
        missing_dtos: [{ fact: 'items.unit', field: 'spec_unt', field_name: '数量单位' }],
      },
    ],
  });
});

test('one rule that lacks the same facts for several lines is one entry; a line without an id is only counted', () => {
  const other = { ...LACKS_UNIT, knowledgePoint: 'K2', items: [second!, third!] };
  const sex = { ...LACKS_UNIT, missing: ['insuredPerson.sex', 'clinicalFacts.labs.X1'] };
  const entries = outputOf([LACKS_UNIT, other, sex], 'include')?.fc_undetermined_dtos;
  expect(entries).toHaveLength(2);
  expect(entries?.[0]).toMatchObject({ rx_ids: ['R-7', 'R-9'], rx_cnt: 3 });
  expect(entries?.[1]?.missing_dtos).toEqual([
    { fact: 'insuredPerson.sex', field: 'gend', field_name: '性别' },
    { fact: 'clinicalFacts.labs.X1' },
  ]);
});

test('a question for a person is told in the result only, and “everything was decided” is an empty list', () => {
  const asked = { ...LACKS_UNIT, missing: ['evidence'], prompt: '请确认' };
  expect(outputOf([asked], 'include')).toMatchObject({ result: [{ sev_deg: '3' }], fc_undetermined_dtos: [] });
  expect(outputOf([], 'include')).toEqual({ result: [], fc_undetermined_dtos: [] });
});

test('nothing of the person is repeated there', () => {
  const told = JSON.stringify(outputOf([LACKS_UNIT], 'include')?.fc_undetermined_dtos);
  expect(told).toContain('limit-day');
  for (const value of ['P1', '演示甲', '1960-01-01', '演示药品一']) expect(told).not.toContain(value);
});
