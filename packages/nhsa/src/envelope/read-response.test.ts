import { expect, test } from 'vitest';
import { isNhsaError } from '../error.ts';
import { parseResponse } from './read-response.ts';

// The tolerances of an answer's envelope, one by one.

test.each([0, '0', ' 0 ', '0.0', '00'])('infcode %j is success', (infcode) => {
  expect(parseResponse({ infcode, err_msg: '', output: { result: [] } })).toEqual({
    isSuccess: true,
    code: String(infcode).trim(),
    output: { result: [] },
  });
});

test.each([-1, '-1', 500, '9999'])('infcode %j is failure, and its output is not offered', (infcode) => {
  const parsed = parseResponse({ infcode, err_msg: '示例错误', output: { result: [] } });
  expect(parsed).toEqual({ isSuccess: false, code: String(infcode), errorText: '示例错误' });
});

test('an output that is JSON text is read', () => {
  expect(parseResponse({ infcode: 0, output: '{"result":[1]}' }).output).toEqual({ result: [1] });
});

test('infcode 0 beside an error text is failure, as Hunan means it', () => {
  const answer = { infcode: '0', err_msg: 'FSI-示例字段不能为空[demo_000]' };
  expect(parseResponse(answer).isSuccess).toBe(false);
  expect(parseResponse(answer, { zeroWithErrorText: 'success' }).isSuccess).toBe(true);
});

test.each(['', null, '成功', 'success', '-', 'null'])('infcode 0 beside %j stays success', (err_msg) => {
  expect(parseResponse({ infcode: 0, err_msg }).isSuccess).toBe(true);
});

test("a middle tier's own error is failure with its code", () => {
  expect(parseResponse({ code: '999', msg: '示例超时' })).toEqual({
    isSuccess: false,
    code: '999',
    errorText: '示例超时',
  });
});

test("an older wrapper's own error is failure with its message", () => {
  expect(parseResponse({ code: -1, type: 'error', message: '示例', data: null })).toEqual({
    isSuccess: false,
    code: '-1',
    errorText: '示例',
  });
});

test("a wrapper around the centre's answer is opened", () => {
  const parsed = parseResponse({ code: 0, message: 'ok', data: '{"infcode":"0","output":{"a":1}}' });
  expect(parsed).toEqual({ isSuccess: true, code: '0', output: { a: 1 } });
});

test('a message text with a byte order mark or NUL padding is read', () => {
  expect(parseResponse('\uFEFF{"infcode":0}\u0000\u0000').isSuccess).toBe(true);
});

test('warn_msg and the message id of the receiver are kept', () => {
  const parsed = parseResponse({ infcode: 0, inf_refmsgid: '999900202607010930010000000001', warn_msg: '示例提示' });
  expect(parsed.refMessageId).toBe('999900202607010930010000000001');
  expect(parsed.warningText).toBe('示例提示');
});

test.each([{}, { data: {} }, '<html>', '', 'null', 7, undefined, []])(
  '%j is no answer: the outcome is unknown',
  (answer) => {
    const read = () => parseResponse(answer);
    expect(read).toThrowError(expect.objectContaining({ code: 'message-malformed' }));
    expect(read).toThrowError(expect.toSatisfy(isNhsaError));
  },
);
