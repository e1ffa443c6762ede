import { expect, test } from 'vitest';
import { formatRequest, type RequestParts } from './format-request.ts';
import { readRequestEnvelope } from './request-envelope.ts';

const parts: RequestParts<{ data: object }> = {
  infno: '3101',
  mdtrtarea_admvs: '999900',
  fixmedins_code: 'H99990000001',
  fixmedins_name: '演示医院',
  opter: 'OP1',
  opter_name: '演示操作员',
  sentAt: '2026-07-01 09:30:00',
  sequence: 1,
  input: { data: {} },
};

test('a request carries every field of the envelope, in the order of the interface', () => {
  expect(formatRequest(parts)).toEqual({
    infno: '3101',
    msgid: 'H99990000001202607010930000001',
    mdtrtarea_admvs: '999900',
    insuplc_admdvs: '',
    recer_sys_code: '',
    dev_no: '',
    dev_safe_info: '',
    cainfo: '',
    signtype: '',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'OP1',
    opter_name: '演示操作员',
    inf_time: '2026-07-01 09:30:00',
    fixmedins_code: 'H99990000001',
    fixmedins_name: '演示医院',
    sign_no: '',
    input: { data: {} },
  });
  expect(Object.keys(formatRequest(parts)).slice(0, 3)).toEqual(['infno', 'msgid', 'mdtrtarea_admvs']);
});

test('msgid is always 30 characters', () => {
  const { msgid } = formatRequest({ ...parts, fixmedins_code: 'P1', sentAt: 1_782_867_907_000, sequence: 123_456 });
  expect(msgid).toBe('P10000000000202607010905073456');
});

test('a request that we wrote is one that we read', () => {
  expect(readRequestEnvelope({ ...formatRequest(parts) })).toEqual({
    infno: '3101',
    msgid: 'H99990000001202607010930000001',
    mdtrtareaAdmvs: '999900',
    infver: 'V1.0',
    opterType: '1',
    opter: 'OP1',
    infTime: '2026-07-01 09:30:00',
    fixmedinsCode: 'H99990000001',
  });
});

test.each([
  ['inf_time', { sentAt: 'now' }],
  ['fixmedins_code', { fixmedins_code: '' }],
  ['infno', { infno: 'x' }],
  ['mdtrtarea_admvs', { mdtrtarea_admvs: '99' }],
  ['msgid', { sequence: -1 }],
])('a request without a usable %s is not written', (path, override) => {
  expect(() => formatRequest({ ...parts, ...override })).toThrowError(
    expect.objectContaining({ code: 'field-missing', path }),
  );
});
