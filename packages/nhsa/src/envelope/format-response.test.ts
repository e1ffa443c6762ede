import { expect, test } from 'vitest';
import { NhsaError } from '../error.ts';
import { formatFailure, formatRefusal, formatSuccess } from './format-response.ts';
import { parseResponse } from './read-response.ts';

const envelope = { mdtrtareaAdmvs: '999900' };
const stamp = { respondedAt: 1_782_867_907_420, receivedAt: 1_782_867_907_100, sequence: 1 };

test('a success is strict: infcode as number, an empty err_msg, times to the millisecond', () => {
  expect(formatSuccess({ result: [] }, envelope, stamp)).toEqual({
    infcode: 0,
    inf_refmsgid: '999900202607010905070000000001',
    refmsg_time: '20260701090507100',
    respond_time: '20260701090507420',
    err_msg: '',
    output: { result: [] },
  });
});

test('a failure names code and field and has no output', () => {
  const error = new NhsaError('node-missing', 'input.data.patient_dtos', 'x');
  const answer = formatFailure(error, envelope, stamp);
  expect(answer.infcode).toBe(-1);
  expect(answer.err_msg).toBe('节点不能为空：input.data.patient_dtos [node-missing]');
  expect(answer).not.toHaveProperty('output');
});

test('a failure of another kind is told without its words', () => {
  expect(formatFailure(new Error('演示甲'), {}, stamp).err_msg).toBe('处理失败');
  expect(formatFailure(undefined, {}, stamp).err_msg).toBe('处理失败');
});

test('without a region the message id still has 30 characters', () => {
  expect(formatRefusal('x', {}, { respondedAt: '2026-07-01' }).inf_refmsgid).toBe('000000202607010000000000000000');
  expect(
    formatRefusal('x', { mdtrtareaAdmvs: '<b>' }, { respondedAt: '2026-07-01', sequence: Number.NaN }).inf_refmsgid,
  ).toBe('000000202607010000000000000000');
});

test('without a sequence the last ten digits stand for the request', () => {
  const idOf = (msgid: string, sequence?: number) =>
    formatRefusal(
      'x',
      { ...envelope, msgid },
      sequence === undefined ? { respondedAt: '2026-07-01' } : { respondedAt: '2026-07-01', sequence },
    ).inf_refmsgid;
  expect(idOf('A1')).toMatch(/^99990020260701000000\d{10}$/);
  expect(idOf('A1')).toBe(idOf('A1'));
  expect(idOf('A1')).not.toBe(idOf('A2'));
  expect(idOf('A1', 0)).toBe('999900202607010000000000000000');
});

test('a long err_msg is cut to 200 characters', () => {
  const { err_msg } = formatRefusal('长'.repeat(300), envelope, stamp);
  expect(err_msg).toHaveLength(200);
  expect(err_msg.endsWith('…')).toBe(true);
});

test('what we write as success is success to a reader that distrusts error texts', () => {
  expect(parseResponse(JSON.stringify(formatSuccess({ result: [] }, envelope, stamp))).isSuccess).toBe(true);
  expect(parseResponse(JSON.stringify(formatRefusal('', envelope, stamp))).isSuccess).toBe(false);
});
