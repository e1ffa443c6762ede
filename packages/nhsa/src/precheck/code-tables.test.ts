import { expect, test } from 'vitest';
import type { PrecheckOptions } from './options.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import { type Fields, messageOfEncounter, messageOfLines, sampleMessage } from './sample-message.ts';

// Code tables, with the points on which implementations disagree: a cautious default and a choice.

const read = (encounter: Fields, patient: Fields = {}, options: PrecheckOptions = {}) =>
  parsePrecheckRequest(messageOfEncounter(encounter, patient), options).encounter;
const noteCodes = (encounter: Fields) => parsePrecheckRequest(messageOfEncounter(encounter)).notes.map((n) => n.code);

test.each([
  ['01', 'tertiary'],
  ['02', 'tertiary'],
  ['03', 'tertiary'],
  ['04', 'tertiary'],
  ['05', 'secondary'],
  ['06', 'secondary'],
  ['07', 'secondary'],
  ['08', 'primary'],
  ['09', 'primary'],
  ['10', 'primary'],
  [5, 'secondary'],
  [10, 'primary'],
])('medins_lv %j is %s', (medins_lv, level) => {
  expect(read({ medins_lv }).institution?.level).toBe(level);
});

test.each(['11', '1', '2', '3', 1, '9', '4', '12', 'A', '-', ''])(
  'medins_lv %j is a missing level by default',
  (medins_lv) => {
    expect(read({ medins_lv }).institution).not.toHaveProperty('level');
  },
);

test('short level codes are ambiguous until the institution says what they mean', () => {
  expect(noteCodes({ medins_lv: '2' })).toContain('code-ambiguous');
  expect(read({ medins_lv: '3' }, {}, { tables: { institutionLevel: 'short' } }).institution?.level).toBe('tertiary');
  const own = { institutionLevel: { '1': 'tertiary', '02': 'missing' } } as const;
  expect(read({ medins_lv: '1' }, {}, { tables: own }).institution?.level).toBe('tertiary');
  expect(read({ medins_lv: '02' }, {}, { tables: own }).institution).not.toHaveProperty('level');
  expect(read({ medins_lv: '05' }, {}, { tables: own }).institution?.level).toBe('secondary');
});

test('what the institution knows of itself wins over the message', () => {
  const options: PrecheckOptions = { institution: { level: 'primary', specialities: ['眼科'] } };
  expect(read({ medins_lv: '02' }, {}, options).institution).toEqual({
    kind: 'hospital',
    level: 'primary',
    region: '999900',
    specialities: ['眼科'],
  });
});

test.each([
  ['11', 'outpatient'],
  ['12', 'outpatient'],
  ['13', 'emergency'],
  ['14', 'chronic-disease'],
  ['21', 'inpatient'],
  ['22', 'inpatient'],
  ['24', 'inpatient'],
  ['41', 'pharmacy'],
  ['51', 'outpatient'],
  ['52', 'inpatient'],
  [21, 'inpatient'],
  ['140104', 'chronic-disease'],
  ['2101', 'inpatient'],
])('med_type %j is %s, whatever med_mdtrt_type repeats', (med_type, type) => {
  expect(read({ med_type, med_mdtrt_type: '1' }).visit?.type).toBe(type);
});

test.each([
  ['1', 'outpatient'],
  ['2', 'inpatient'],
  ['3', 'pharmacy'],
  ['210', 'inpatient'],
  ['110', 'outpatient'],
])('without med_type, med_mdtrt_type %j is %s', (med_mdtrt_type, type) => {
  expect(read({ med_type: '', med_mdtrt_type }).visit?.type).toBe(type);
});

test('an unknown med_type beside “outpatient” may be emergency care: the type is missing, the scene is not', () => {
  const encounter = read({ med_type: '99', med_mdtrt_type: '1' });
  expect(encounter.visit).not.toHaveProperty('type');
  expect(encounter.scene).toBe('outpatient-order');
  const options: PrecheckOptions = { tables: { visitType: { '99': 'day-surgery' } } };
  expect(read({ med_type: '99' }, {}, options).visit?.type).toBe('day-surgery');
});

test('a sale by a pharmacy is one even when no field says so', () => {
  expect(read({ medins_id: 'P99990000001', med_type: '', med_mdtrt_type: '' }).visit?.type).toBe('pharmacy');
});

test.each([
  ['310', 'employee'],
  ['320', 'civil-servant'],
  ['330', 'large-amount'],
  ['340', 'retired-cadre'],
  ['390', 'resident'],
  ['410', 'work-injury'],
  ['510', 'maternity'],
  [390, 'resident'],
])('insutype %j is %s', (insutype, type) => {
  expect(read({ insutype }).insuredPerson?.insuranceType).toBe(type);
});

test.each(['3', '91', '', '-', '999'])('insutype %j is missing, and its own table can say what it is', (insutype) => {
  expect(read({ insutype }).insuredPerson).not.toHaveProperty('insuranceType');
});

test("an institution's own insurance codes are read by its own table", () => {
  const options: PrecheckOptions = { tables: { insuranceType: { '91': 'resident' } } };
  expect(read({ insutype: '91' }, {}, options).insuredPerson?.insuranceType).toBe('resident');
});

test.each(['51', '52', '53'])('med_type %j is settled under maternity insurance', (med_type) => {
  expect(read({ med_type, insutype: '310' }).insuredPerson?.insuranceType).toBe('maternity');
});

test.each([
  ['cautious', ['missing', 'missing', 'missing', 'pregnant', 'lactating']],
  ['national', ['none', 'pregnant', 'lactating', 'missing', 'missing']],
  ['beijing', ['missing', 'none', 'missing', 'pregnant', 'lactating']],
] as const)('matn_stas 0 to 4 in the %s reading', (variant, states) => {
  for (const [code, state] of states.entries()) {
    const options: PrecheckOptions = { tables: { reproductiveState: variant } };
    const { insuredPerson } = read({ matn_stas: String(code) }, {}, options);
    expect(insuredPerson?.reproductiveState ?? 'missing').toBe(state);
  }
});

test('a man is neither pregnant nor lactating, whatever the field says', () => {
  expect(
    read({ matn_stas: '1' }, { gend: '1' }, { tables: { reproductiveState: 'national' } }).insuredPerson,
  ).toMatchObject({
    sex: 'male',
    reproductiveState: 'none',
  });
});

test("the e-prescription's own fields tell pregnancy and lactation without a table", () => {
  expect(read({}, { geso_val: 12 }).insuredPerson?.reproductiveState).toBe('pregnant');
  expect(read({ suck_prd_flag: '1' }).insuredPerson?.reproductiveState).toBe('lactating');
  expect(read({ geso_val: '0', suck_prd_flag: '0' }).insuredPerson?.reproductiveState).toBe('none');
});

const titleOf = (drord_dr_profttl: unknown, options: PrecheckOptions = {}) =>
  parsePrecheckRequest(messageOfLines({ drord_dr_profttl }), options).encounter.practitioners?.[0]?.title;

test.each([
  ['231', 'chief'],
  ['232', 'associate-chief'],
  ['233', 'attending'],
  ['234', 'resident'],
  ['235', 'resident'],
  [232, 'associate-chief'],
])('title %j is %s', (code, title) => {
  expect(titleOf(code)).toBe(title);
});

test('short title codes are read only where the institution says so', () => {
  const short: PrecheckOptions = { tables: { practitionerTitle: 'short' } };
  expect(['1', '2', '3', '4', '5', '6', '9'].map((code) => titleOf(code))).toEqual(Array(7).fill(undefined));
  expect(['1', '2', '3', '4', '5', '6', '9'].map((code) => titleOf(code, short))).toEqual([
    'resident',
    'resident',
    'attending',
    'associate-chief',
    'chief',
    undefined,
    undefined,
  ]);
  expect(titleOf('1', { tables: { practitionerTitle: { '1': 'chief' } } })).toBe('chief');
  expect(titleOf('231', short)).toBe('chief');
});

const dischargeOf = (line: Fields, options: PrecheckOptions = {}) =>
  parsePrecheckRequest(messageOfLines(line), options).encounter.items[0]?.isDischargeMedication;

test('drord_bhvr tells discharge medication only where the institution says so', () => {
  const national: PrecheckOptions = { tables: { orderBehaviour: 'national' } };
  expect(dischargeOf({ drord_bhvr: '1' })).toBeUndefined();
  expect(dischargeOf({ drord_bhvr: '1' }, national)).toBe(true);
  expect(dischargeOf({ drord_bhvr: '0' }, national)).toBe(false);
  expect(dischargeOf({ drord_bhvr: '3' }, national)).toBeUndefined();
  expect(dischargeOf({ drord_bhvr: '3' }, { tables: { orderBehaviour: { '3': 'discharge-medication' } } })).toBe(true);
});

test('the plain flag of fee messages tells discharge medication without a table', () => {
  expect(dischargeOf({ dscg_tkdrug_flag: '1' })).toBe(true);
  expect(dischargeOf({ dscg_tkdrug_flag: '0', drord_bhvr: '1' }, { tables: { orderBehaviour: 'national' } })).toBe(
    false,
  );
});

test('departments are missing until the institution maps them to the terms of rules', () => {
  expect(read({}).visit).not.toHaveProperty('department');
  const mapped = read({}, {}, { departments: { 'D-01': '眼科' } });
  expect([mapped.visit?.department, mapped.items[0]?.department, mapped.practitioners?.[0]?.department]).toEqual([
    '眼科',
    '眼科',
    '眼科',
  ]);
  expect(read({}, {}, { departments: { 演示内科: '内科' } }).visit?.department).toBe('内科');
  expect(read({}, {}, { departments: 'as-sent' }).visit?.department).toBe('D-01');
  expect(read({}, {}, { departments: { 'D-02': '眼科' } }).visit).not.toHaveProperty('department');
});

test('codes that are names of JavaScript are not codes', () => {
  const options: PrecheckOptions = { departments: {}, tables: { insuranceType: {}, institutionLevel: {} } };
  for (const code of ['constructor', '__proto__', 'toString']) {
    const encounter = read({ insutype: code, medins_lv: code, adm_dept_codg: code }, {}, options);
    expect(encounter.insuredPerson).not.toHaveProperty('insuranceType');
    expect(encounter.institution).not.toHaveProperty('level');
    expect(encounter.visit).not.toHaveProperty('department');
  }
});

test('a middle tier names the institution in a field of its own', () => {
  const { fixmedins_code, ...message } = sampleMessage();
  const { echo } = parsePrecheckRequest({ ...message, medins_code: fixmedins_code });
  expect(echo.envelope.fixmedinsCode).toBe('H99990000001');
});

test('sign_no may be missing', () => {
  const { sign_no, ...message } = sampleMessage();
  expect(sign_no).toBeDefined();
  expect(parsePrecheckRequest(message).encounter.id).toBe('M1');
});

test('fsi_his_data_dto, which nobody documented, is left alone', () => {
  for (const fsi_his_data_dto of ['', [], {}, [{ x: 1 }], null]) {
    expect(read({}, { fsi_his_data_dto })).toEqual(read({}));
  }
});

test('fields whose tables conflict, and that no rule needs, are not read', () => {
  const plain = read({});
  for (const value of ['0', '1', '2', '3', '--', null]) {
    expect(read({ out_setl_flag: value, reim_flag: value, setl_totlnum: value })).toEqual(plain);
    const { encounter } = parsePrecheckRequest(
      messageOfLines({ hilist_lv: value, chrg_type: value, drord_bhvr: value }),
    );
    expect(encounter).toEqual(plain);
  }
});

test('signatures inside the message are left to the transport', () => {
  const signed = sampleMessage({ cainfo: 'ab'.repeat(500), signtype: 'SM3' });
  expect(parsePrecheckRequest(signed).encounter).toEqual(parsePrecheckRequest(sampleMessage()).encounter);
});
