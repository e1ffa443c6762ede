import { expect, test } from 'vitest';
import { parsePrecheckRequest } from './parse-request.ts';
import { type Fields, messageOfEncounter, messageOfLines, sampleData, sampleMessage } from './sample-message.ts';

// What vendors really put into mandatory fields: missing facts, not facts.

const encounterOf = (encounter: Fields, patient: Fields = {}) =>
  parsePrecheckRequest(messageOfEncounter(encounter, patient)).encounter;
const itemOf = (line: Fields) => parsePrecheckRequest(messageOfLines(line)).encounter.items[0]!;

test.each(['-', '--', '默认', '无', '', ' ', 'null', 'NULL', null, '未知'])(
  '%j in a text field is no fact',
  (dummy) => {
    const item = itemOf({
      rxno: dummy,
      spec_unt: dummy,
      hosplist_name: dummy,
      hilist_name: dummy,
      hosplist_code: dummy,
    });
    for (const property of ['prescriptionId', 'unit', 'name', 'localCode']) expect(item).not.toHaveProperty(property);
  },
);

test.each(['-', '--', '默认', '无', '', 'null', null])('%j as catalogue code leaves the code missing', (dummy) => {
  expect(itemOf({ hilist_code: dummy })).not.toHaveProperty('code');
});

test('syscode may be omitted', () => {
  const { syscode, ...data } = sampleData();
  expect(syscode).toBeDefined();
  expect(parsePrecheckRequest(sampleMessage({ input: { data } })).encounter.id).toBe('M1');
});

test('rule_ids may be a list, an empty text or null', () => {
  for (const rule_ids of [['R01'], '', null]) {
    expect(parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ rule_ids }) } })).encounter.id).toBe('M1');
  }
});

test('a visit number of the HIS in place of the insurance one is as good an id', () => {
  expect(encounterOf({ mdtrt_id: 'HIS-20260701-7' }, { curr_mdtrt_id: 'HIS-20260701-7' }).id).toBe('HIS-20260701-7');
});

test('without any visit number the task names the encounter, then the message, and a note says so', () => {
  const patient_dtos = [{ patn_id: 'P1', gend: '1', fsi_order_dtos: [] }];
  const data = (task: Fields) => sampleMessage({ input: { data: sampleData({ patient_dtos, ...task }) } });
  expect(parsePrecheckRequest(data({})).encounter.id).toBe('T1');
  expect(parsePrecheckRequest(data({ task_id: '' })).encounter.id).toBe('H99990000001202607010930000001');
});

test.each([null, '1900-01-01', '1900-01-01 00:00:00', '-', ''])(
  'an inpatient who has not left, with dscg_date %j, has no end of stay',
  (dscg_date) => {
    const { visit } = encounterOf({ med_type: '21', med_mdtrt_type: '2', dscg_date });
    expect(visit).toEqual({ type: 'inpatient', startedAt: '2026-07-01 09:00:00' });
  },
);

test('an inpatient whose dscg_date repeats the admission has no end of stay', () => {
  const { visit } = encounterOf({ med_type: '21', med_mdtrt_type: '2', dscg_date: '2026-07-01 09:00:00' });
  expect(visit).not.toHaveProperty('endedAt');
});

test('a discharge before the admission is left out', () => {
  expect(encounterOf({ med_type: '21', dscg_date: '2026-06-01 09:00:00' }).visit).not.toHaveProperty('endedAt');
});

test('a true discharge stays', () => {
  expect(encounterOf({ med_type: '21', dscg_date: '2026-07-09 10:00:00' }).visit?.endedAt).toBe('2026-07-09 10:00:00');
});

test.each(['1', 'A', 'A1', 'A100'])('medins_type %j is a hospital', (medins_type) => {
  expect(encounterOf({ medins_id: 'LOCAL', medins_type }).institution?.kind).toBe('hospital');
});

test('the national institution code is surer than a constant medins_type', () => {
  const { encounter, notes } = parsePrecheckRequest(
    messageOfEncounter({ medins_id: 'P99990000001', medins_type: '1' }),
  );
  expect(encounter.institution?.kind).toBe('pharmacy');
  expect(notes.map((note) => note.code)).toContain('code-conflicting');
});

test.each(['0', '1', 0, 1])('matn_stas fixed to %j says nothing', (matn_stas) => {
  expect(encounterOf({ matn_stas }).insuredPerson).not.toHaveProperty('reproductiveState');
});

test.each(['--', '-', 0, '0.00', ''])('a list price of %j is missing', (hilist_pric) => {
  expect(itemOf({ hilist_pric })).not.toHaveProperty('listPriceFen');
});

test.each(['2', '3', '-', '--', '无'])('a title of %j is missing', (drord_dr_profttl) => {
  const { practitioners } = parsePrecheckRequest(messageOfLines({ drord_dr_profttl })).encounter;
  expect(practitioners).toEqual([{ id: 'D999900000001' }]);
});

test('keys of the HIS and GUIDs are ids like any other', () => {
  const guid = '0f8fad5b-d9cb-469f-a165-70867728950e';
  expect(itemOf({ rx_id: guid, rxno: 8_812_345 })).toMatchObject({ id: guid, prescriptionId: '8812345' });
});

test.each(['1900-01-01', '0001-01-01', '', '-', '0', '19000101'])('a birth date of %j is missing', (brdy) => {
  expect(encounterOf({}, { brdy }).insuredPerson).not.toHaveProperty('birthDate');
});

test('a birth date after the question is missing', () => {
  const { encounter, notes } = parsePrecheckRequest(messageOfEncounter({}, { brdy: '2026-07-02' }));
  expect(encounter.insuredPerson).not.toHaveProperty('birthDate');
  expect(notes.map((note) => note.code)).toContain('value-implausible');
});

test.each(['0', '9', 0, 9, 'X', ''])('a sex of %j is missing', (gend) => {
  expect(encounterOf({}, { gend }).insuredPerson).not.toHaveProperty('sex');
});

test('a charged line without a price has no price', () => {
  const item = itemOf({ pric: 0 });
  expect(item).not.toHaveProperty('unitPriceFen');
  expect(item.amountFen).toBe(6000);
});

test('a line of zero price and zero sum has neither', () => {
  const item = itemOf({ pric: '0.00', sumamt: 0 });
  expect(item).not.toHaveProperty('unitPriceFen');
  expect(item).not.toHaveProperty('amountFen');
});

test('a count of zero on a line that costs money was not counted', () => {
  expect(itemOf({ cnt: 0 })).not.toHaveProperty('quantity');
  expect(itemOf({ cnt: 0, pric: 30, sumamt: 0 })).toMatchObject({ quantity: 0, amountFen: 0 });
});

test('a pooling region that is no region gives way to the one in the envelope', () => {
  expect(encounterOf({}, { poolarea: '-' }).insuredPerson?.poolingRegion).toBe('999900');
  expect(encounterOf({}, { poolarea: '演示市' }).insuredPerson?.poolingRegion).toBe('999900');
});
