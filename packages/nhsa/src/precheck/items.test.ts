import type { OrderItem } from '@forecheck/core';
import { expect, test } from 'vitest';
import type { PrecheckOptions } from './options.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import {
  type Fields,
  messageOfEncounter,
  messageOfLines,
  sampleData,
  sampleDiagnosis,
  sampleEncounter,
  sampleLine,
  sampleMessage,
  samplePerson,
} from './sample-message.ts';

const itemsOf = (...lines: readonly Fields[]): readonly OrderItem[] =>
  parsePrecheckRequest(messageOfLines(...lines)).encounter.items;
const itemOf = (line: Fields, options: PrecheckOptions = {}): OrderItem =>
  parsePrecheckRequest(messageOfLines(line), options).encounter.items[0]!;

test('yuan become fen exactly, numbers or text, up to six fractional digits', () => {
  expect(itemOf({ pric: 19.9, cnt: 3, sumamt: 59.7 })).toMatchObject({ unitPriceFen: 1990, amountFen: 5970 });
  expect(itemOf({ pric: '19.90', sumamt: '59.70' })).toMatchObject({ unitPriceFen: 1990, amountFen: 5970 });
  expect(itemOf({ pric: '0.012345', hilist_pric: 1.000001 })).toMatchObject({
    unitPriceFen: '1.2345',
    listPriceFen: '100.0001',
  });
  expect(itemOf({ sumamt: 0.1 + 0.2 }).amountFen).toBe(30);
  expect(itemOf({ sumamt: 1.005 }).amountFen).toBe(101);
});

test('quantities keep four fractional digits, numbers or text', () => {
  expect(itemOf({ cnt: 0.5 }).quantity).toBe('0.5');
  expect(itemOf({ cnt: '2.0000' }).quantity).toBe(2);
  expect(itemOf({ cnt: '1.33335' }).quantity).toBe('1.3334');
  expect(itemOf({ cnt: '2盒' })).not.toHaveProperty('quantity');
});

test('a missing sum is price times quantity', () => {
  expect(itemOf({ sumamt: '', pric: 19.9, cnt: 3 }).amountFen).toBe(5970);
  expect(itemOf({ sumamt: 0, pric: 19.9, cnt: 3 }).amountFen).toBe(5970);
  expect(itemOf({ sumamt: '', pric: 0, cnt: 3 })).not.toHaveProperty('amountFen');
});

test('a negative count is a reversal with a negative amount', () => {
  expect(itemOf({ cnt: -2, sumamt: -60 })).toMatchObject({ quantity: -2, amountFen: -6000, unitPriceFen: 3000 });
});

test('a reversal told by one sign only is one all the same', () => {
  expect(itemOf({ cnt: 2, sumamt: -60 })).toMatchObject({ quantity: -2, amountFen: -6000 });
  expect(itemOf({ cnt: -2, sumamt: 60 })).toMatchObject({ quantity: -2, amountFen: -6000 });
});

test('a reversal may name the line that it takes back', () => {
  expect(itemOf({ cnt: -2, sumamt: -60, init_rx_id: 'L0' }).reverses).toBe('L0');
});

test('a line paid wholly by the person is self-paid', () => {
  expect(itemOf({ ownpay_amt: 60, sumamt: '60.00' }).payment).toBe('self');
  expect(itemOf({ ownpay_amt: '0.00' })).not.toHaveProperty('payment');
  expect(itemOf({ ownpay_amt: 30 })).not.toHaveProperty('payment');
  expect(itemOf({ ownpay_amt: 0, sumamt: 0 })).not.toHaveProperty('payment');
  expect(itemOf({ self_paying_flag: '1' }).payment).toBe('self');
});

test('for vendors that fill ownpay_amt with the full price the field can be ignored', () => {
  expect(itemOf({ ownpay_amt: 60 }, { selfPaid: 'ignored' })).not.toHaveProperty('payment');
});

test('a standing order has its beginning and its end', () => {
  const line = { long_drord_flag: '1', drord_begn_date: '2026-06-20 08:00:00', drord_stop_date: '2026-06-25 08:00:00' };
  expect(itemOf(line)).toMatchObject({
    isStanding: true,
    occurredAt: '2026-06-20 08:00:00',
    endedAt: '2026-06-25 08:00:00',
  });
});

test('an end at or before the beginning is no end', () => {
  expect(itemOf({ drord_stop_date: '2026-07-01 09:20:00' })).not.toHaveProperty('endedAt');
  expect(itemOf({ drord_stop_date: '2026-06-01' })).not.toHaveProperty('endedAt');
});

test('codes longer than the interface allows are read, up to the longest there are', () => {
  const consumable = `C${'0'.repeat(26)}`;
  expect(itemOf({ hilist_code: consumable, hilist_type: '301' })).toMatchObject({
    code: consumable,
    kind: 'consumable',
  });
  expect(itemOf({ hilist_code: 'Y'.repeat(50) }).code).toHaveLength(50);
  expect(itemOf({ hilist_code: 'Y'.repeat(51) })).not.toHaveProperty('code');
});

test.each([
  ['101', 'drug'],
  ['102', 'decoction-piece'],
  ['103', 'drug'],
  ['104', 'drug'],
  ['106', 'drug'],
  ['201', 'service'],
  ['301', 'consumable'],
  ['501', 'service'],
  ['105', undefined],
  ['999', undefined],
])('hilist_type %s is %s', (hilist_type, kind) => {
  expect(itemOf({ hilist_code: 'LOCAL', hilist_type }).kind).toBe(kind);
});

test('a national code tells its kind when hilist_type does not, or contradicts', () => {
  expect(itemOf({ hilist_code: '001201000030000', hilist_type: '' }).kind).toBe('service');
  expect(itemOf({ hilist_code: '001201000030000', hilist_type: '101' }).kind).toBe('service');
  const notesOf = (hilist_type: string) =>
    parsePrecheckRequest(messageOfLines({ hilist_code: '001201000030000', hilist_type })).notes.map(
      (note) => note.code,
    );
  expect(notesOf('')).toContain('item-kind-derived');
  expect(notesOf('101')).toContain('code-conflicting');
});

test('curr_drord_flag tells drafts from context', () => {
  const roles = itemsOf(
    { curr_drord_flag: '1' },
    { curr_drord_flag: '0' },
    { curr_drord_flag: 1 },
    { curr_drord_flag: 0 },
  );
  expect(roles.map((item) => item.role)).toEqual(['draft', 'context', 'draft', 'context']);
});

test('without the flag, or with 0 throughout, every line is a draft', () => {
  expect(itemsOf({ curr_drord_flag: '' }, { curr_drord_flag: null }).map((item) => item.role)).toEqual([
    'draft',
    'draft',
  ]);
  expect(itemsOf({ curr_drord_flag: '0' }, { curr_drord_flag: '0' }).map((item) => item.role)).toEqual([
    'draft',
    'draft',
  ]);
  expect(itemsOf({ curr_drord_flag: '1' }, { curr_drord_flag: '' }).map((item) => item.role)).toEqual([
    'draft',
    'draft',
  ]);
});

test('line ids are unique: repeated and absent ones get a stand-in, and the answer still knows the sent ones', () => {
  const { encounter, echo } = parsePrecheckRequest(
    messageOfLines({ rx_id: 'A' }, { rx_id: 'A', cnt: 3 }, { rx_id: '' }, { rx_id: '#3' }),
  );
  const ids = encounter.items.map((item) => item.id);
  expect(new Set(ids).size).toBe(4);
  expect(ids[0]).toBe('A');
  expect(ids.map((id) => echo.lines.get(id)?.rxId)).toEqual(['A', 'A', undefined, '#3']);
});

test('extra fields of fee messages and e-prescriptions are read when sent', () => {
  expect(itemOf({ medc_days: '7' }).days).toBe(7);
  expect(itemOf({ prd_days: 3.5 }).days).toBe('3.5');
  expect(itemOf({ medc_days: 0 })).not.toHaveProperty('days');
  expect(itemOf({ body_part: '左眼', incision_id: 'I1' })).toMatchObject({ bodySite: '左眼', incisionId: 'I1' });
  const exec_dtos = [{ exec_time: '2026-07-01 10:00:00', exec_cnt: '1' }, { exec_time: '' }];
  expect(itemOf({ long_drord_flag: '1', exec_dtos }).executions).toEqual([{ at: '2026-07-01 10:00:00', quantity: 1 }]);
});

test('a plain line has no days: nothing is worked out from dose and frequency', () => {
  expect(itemOf({ sin_doscnt: '1', used_frqu_codg: '11' })).not.toHaveProperty('days');
});

test('a declared emergency is told without its words', () => {
  const { encounter } = parsePrecheckRequest(messageOfEncounter({ emergency_flag: '1', emergency_reason: '演示' }));
  expect(encounter.visit?.emergency).toEqual({ reason: 'declared' });
  expect(parsePrecheckRequest(messageOfEncounter({ emergency_flag: '0' })).encounter.visit).not.toHaveProperty(
    'emergency',
  );
});

test('names of items can be left out', () => {
  expect(itemOf({}, { itemNames: 'omitted' })).not.toHaveProperty('name');
  expect(itemOf({ hosplist_name: '' }).name).toBe('演示药品一');
});

test('diagnoses keep local codes, stage and order; doubts in the name make them suspected', () => {
  const { encounter } = parsePrecheckRequest(
    messageOfEncounter({
      fsi_diagnose_dtos: [
        sampleDiagnosis({ dise_codg: 'XYZD-01', inout_dise_type: '2', maindise_flag: '0' }),
        sampleDiagnosis({ dise_codg: 'J18.900', dise_name: '演示肺炎？', maindise_flag: '0' }),
        sampleDiagnosis({ dise_codg: '-' }),
      ],
      dscg_main_dise_codg: '',
    }),
  );
  expect(encounter.diagnoses).toEqual([
    { code: 'XYZD-01', isMain: false, stage: 'discharge', recordedAt: '2026-07-01 09:00:00' },
    { code: 'J18.900', isMain: false, stage: 'admission', certainty: 'suspected', recordedAt: '2026-07-01 09:00:00' },
  ]);
});

test('the main diagnosis of the visit counts when the list lacks it', () => {
  const { encounter } = parsePrecheckRequest(
    messageOfEncounter({ fsi_diagnose_dtos: [], dscg_main_dise_codg: 'E11.900' }),
  );
  expect(encounter.diagnoses).toEqual([{ code: 'E11.900', isMain: true }]);
  const marked = parsePrecheckRequest(
    messageOfEncounter({ fsi_diagnose_dtos: [sampleDiagnosis({ maindise_flag: '' })] }),
  );
  expect(marked.encounter.diagnoses).toMatchObject([{ code: 'I10.x00', isMain: true }]);
});

test('operations are read', () => {
  const fsi_operation_dtos = [
    {
      setl_list_oprn_id: '1',
      oprn_code: '13.4100x001',
      main_oprn_flag: '1',
      oprn_date: '2026-07-01',
      oper_dr_name: '演示',
    },
  ];
  const { encounter } = parsePrecheckRequest(messageOfEncounter({ fsi_operation_dtos }));
  expect(encounter.operations).toEqual([{ code: '13.4100x001', isMain: true, startedAt: '2026-07-01' }]);
});

const history = sampleEncounter({
  mdtrt_id: 'M0',
  adm_date: '2026-06-01 10:00:00',
  dscg_date: '2026-06-01 10:30:00',
  fsi_diagnose_dtos: [sampleDiagnosis({ dise_codg: 'Z99.900' })],
  fsi_order_dtos: [
    sampleLine({ rx_id: 'H1', drord_begn_date: '2026-06-01 10:10:00', curr_drord_flag: '1' }),
    sampleLine({ rx_id: 'H2', drord_begn_date: '' }),
  ],
});

test('other visits become history items with their own visit and dates; their diagnoses stay out', () => {
  const patient_dtos = [samplePerson({ fsi_encounter_dtos: [history, sampleEncounter()] })];
  const { encounter, echo } = parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ patient_dtos }) } }));
  expect(encounter.items.map(({ id, role, visitId, occurredAt }) => ({ id, role, visitId, occurredAt }))).toEqual([
    { id: 'L1', role: 'draft', visitId: undefined, occurredAt: '2026-07-01 09:20:00' },
    { id: 'H1', role: 'history', visitId: 'M0', occurredAt: '2026-06-01 10:10:00' },
    { id: 'H2', role: 'history', visitId: 'M0', occurredAt: '2026-06-01' },
  ]);
  expect(encounter.id).toBe('M1');
  expect(encounter.historyCoverage).toBe('local');
  expect(encounter.diagnoses).toHaveLength(1);
  expect(echo.lines.get('H1')).toMatchObject({ rxId: 'H1', mdtrtId: 'M0' });
});

test('a stay in the history does not date its lines', () => {
  const stay = { ...history, dscg_date: '2026-06-09 10:00:00' };
  const patient_dtos = [samplePerson({ fsi_encounter_dtos: [sampleEncounter(), stay] })];
  const { encounter } = parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ patient_dtos }) } }), {
    historyCoverage: 'regional',
  });
  expect(encounter.items[2]).not.toHaveProperty('occurredAt');
  expect(encounter.historyCoverage).toBe('regional');
});

test('when curr_mdtrt_id names no visit, the one with current lines is asked about', () => {
  const old = { ...history, fsi_order_dtos: [sampleLine({ rx_id: 'H1', curr_drord_flag: '0' })] };
  const patient_dtos = [samplePerson({ curr_mdtrt_id: 'ELSEWHERE', fsi_encounter_dtos: [old, sampleEncounter()] })];
  const { encounter, notes } = parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ patient_dtos }) } }));
  expect(encounter.id).toBe('M1');
  expect(notes.map((note) => note.code)).toContain('encounter-derived');
});

test('one person in two nodes is one person', () => {
  const patient_dtos = [samplePerson({ fsi_encounter_dtos: [history] }), samplePerson()];
  const { encounter, others } = parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ patient_dtos }) } }));
  expect(others).toEqual([]);
  expect(encounter.items.map((item) => item.role)).toEqual(['draft', 'history', 'history']);
});

test('two persons are two questions, and never share a history', () => {
  const second = samplePerson({
    patn_id: 'P2',
    gend: '1',
    curr_mdtrt_id: 'M2',
    fsi_encounter_dtos: [sampleEncounter({ mdtrt_id: 'M2', fsi_order_dtos: [sampleLine({ rx_id: 'L1' })] })],
  });
  const patient_dtos = [samplePerson(), second];
  const parsed = parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ patient_dtos }) } }));
  expect(parsed.encounter).toMatchObject({ id: 'M1', items: [{ id: 'L1' }], insuredPerson: { sex: 'female' } });
  expect(parsed.others).toHaveLength(1);
  expect(parsed.others[0]).toMatchObject({
    encounter: { id: 'M2', items: [{ id: 'L1' }], insuredPerson: { sex: 'male' } },
    echo: { patnId: 'P2', mdtrtId: 'M2' },
  });
});

test('two persons without a visit node are two questions', () => {
  const patient_dtos = [
    { patn_id: 'P1', fsi_order_dtos: [] },
    { patn_id: 'P2', mdtrt_id: 'M2', fsi_order_dtos: [] },
  ];
  const parsed = parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ patient_dtos }) } }));
  expect([parsed, ...parsed.others].map((subject) => [subject.encounter.id, subject.echo.patnId])).toEqual([
    ['T1', 'P1'],
    ['M2', 'P2'],
  ]);
});

test('two persons under one visit number are still two encounters', () => {
  const patient_dtos = [samplePerson(), samplePerson({ patn_id: 'P2' })];
  const parsed = parsePrecheckRequest(sampleMessage({ input: { data: sampleData({ patient_dtos }) } }));
  expect(parsed.encounter.id).toBe('M1');
  expect(parsed.others[0]?.encounter.id).toBe('M1~2');
  expect(parsed.others[0]?.echo.mdtrtId).toBe('M1');
});

test('a message of a long stay is read in full', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => sampleLine({ rx_id: `L${i}` }));
  const { encounter } = parsePrecheckRequest(messageOfEncounter({ fsi_order_dtos: lines }));
  expect(encounter.items).toHaveLength(20_000);
  expect(encounter.items[19_999]?.id).toBe('L19999');
});
