import { expect, test } from 'vitest';
import { formatFailure } from '../envelope/format-response.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import {
  type Fields,
  messageOfEncounter,
  sampleData,
  sampleEncounter,
  sampleMessage,
  samplePerson,
} from './sample-message.ts';

const PATH = 'input.data.patient_dtos[0].fsi_encounter_dtos[0].fsi_order_dtos';
const STAY: Fields = { med_type: '21', med_mdtrt_type: '2' };

function messageWith(orders: unknown, trig_scen = '2', infno = '3101', visit: Fields = {}): Fields {
  const { fsi_order_dtos: _, ...encounter } = sampleEncounter(visit);
  const visits = [orders === undefined ? encounter : { ...encounter, fsi_order_dtos: orders }];
  const patient_dtos = [samplePerson({ fsi_encounter_dtos: visits })];
  return sampleMessage({ infno, input: { data: sampleData({ trig_scen, patient_dtos }) } });
}

function failureOf(message: Fields): unknown {
  try {
    parsePrecheckRequest(message);
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each(['{"rx_id":', '[{"rx_id":"L1"', '"x"', 7, true, [7, 'x']])(
  'an order list of %j is refused, in any scene',
  (orders) => {
    for (const scene of ['1', '2']) {
      const error = failureOf(messageWith(orders, scene));
      const answer = formatFailure(error, {}, { respondedAt: '2026-07-01' });
      expect(answer.infcode).toBe(-1);
      expect(answer.err_msg).toContain(PATH);
      expect(error).toMatchObject({ code: 'message-malformed', path: PATH });
    }
  },
);

test.each([
  ['2', '3101', {}],
  ['4', '3101', STAY],
  ['5', '3101', STAY],
  ['6', '3102', {}],
  ['7', '3102', {}],
  ['8', '3102', STAY],
  ['9', '3102', STAY],
])('scene %s is not asked without an order list', (scene, infno, visit) => {
  for (const orders of [undefined, null, '', '-', 'null']) {
    expect(failureOf(messageWith(orders, scene, infno, visit))).toMatchObject({ code: 'node-missing', path: PATH });
  }
});

test('a registration and an admission are asked without orders', () => {
  expect(parsePrecheckRequest(messageWith(undefined, '1')).encounter.items).toEqual([]);
  expect(parsePrecheckRequest(messageWith(undefined, '3', '3101', STAY)).encounter.items).toEqual([]);
});

test('an explicit empty list is an answerable question, as text too', () => {
  expect(parsePrecheckRequest(messageOfEncounter({ fsi_order_dtos: [] })).encounter.items).toEqual([]);
  expect(parsePrecheckRequest(messageOfEncounter({ fsi_order_dtos: '[]' })).encounter.items).toEqual([]);
});

test('another transaction is told as such before its nodes are looked for', () => {
  expect(failureOf({ infno: '2101', input: {} })).toMatchObject({ code: 'infno-unsupported', path: 'infno' });
});
