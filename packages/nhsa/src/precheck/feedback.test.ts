import { expect, test } from 'vitest';
import { formatFeedbackResponse } from './format-feedback-response.ts';
import { encounterKeyOf, formatJrId } from './jr-id.ts';
import { parseFeedbackRequest } from './parse-feedback.ts';
import type { Fields } from './sample-message.ts';

const KEY = encounterKeyOf({ fixmedinsCode: 'H99990000001' }, 'M1');
const JR = formatJrId({ subject: 'alert', id: '0123456789abcdef', encounterKey: KEY });
const JR_PROMPT = formatJrId({ subject: 'prompt', id: 'fedcba9876543210', encounterKey: KEY });
const STAMP = { respondedAt: '2026-07-01 09:40:01' };

const message = (warns: unknown, overrides: Fields = {}): Fields => ({
  infno: '3103',
  inf_time: '2026-07-01 09:40:00',
  mdtrtarea_admvs: '999900',
  input: { data: { warn_type: '1', warns } },
  ...overrides,
});
const continued = { warn_rslt_id: JR, dspo_way: '1', dspo_way_rea: '病情需要，已告知' };
const changed = { warn_rslt_id: JR_PROMPT, dspo_way: '2', dspo_way_rea: '' };

test('continuing with a reason and going back to change are two dispositions', () => {
  const parsed = parseFeedbackRequest(message([continued, changed]));
  expect(parsed.phase).toBe('prompt');
  expect(parsed.problems).toEqual([]);
  expect(parsed.dispositions).toEqual([
    {
      id: expect.stringMatching(/^D[0-9a-f]{16}$/),
      alert: '0123456789abcdef',
      kind: 'continue-with-reason',
      reason: '病情需要，已告知',
      recordedAt: '2026-07-01 09:40:00',
      jrId: JR,
      subject: 'alert',
      encounterKey: KEY,
    },
    {
      id: expect.stringMatching(/^D[0-9a-f]{16}$/),
      alert: 'fedcba9876543210',
      kind: 'return-and-change',
      recordedAt: '2026-07-01 09:40:00',
      jrId: JR_PROMPT,
      subject: 'prompt',
      encounterKey: KEY,
    },
  ]);
});

test.each<[string, unknown]>([
  ['JSON text', JSON.stringify(message([continued]))],
  ['a single object in place of the list', message(continued)],
  ['warns as JSON text', message(JSON.stringify([continued]))],
  ['warns beside data', message(undefined, { input: { data: { warn_type: 1 }, warns: [continued] } })],
  ['camelCase', message([{ warnRsltId: JR, dspoWay: 1, dspoWayRea: '病情需要，已告知' }])],
  ['the fields on data itself', message(undefined, { input: { data: { warn_type: '1', ...continued } } })],
  [
    "Beijing's flat spelling",
    message(undefined, { infno: '1703', input: { jrid: JR, dspoway: '1', dspowayrea: '病情需要，已告知' } }),
  ],
])('%s gives the same disposition', (_, sent) => {
  const [expected] = parseFeedbackRequest(message([continued])).dispositions;
  expect(parseFeedbackRequest(sent).dispositions).toEqual([expected]);
});

test('a review is answered with warn_type 2', () => {
  const sent = message([continued], { input: { data: { warn_type: 2, warns: [continued] } } });
  expect(parseFeedbackRequest(sent).phase).toBe('review');
});

test.each<[string, Fields, string, string]>([
  ['without an id', { dspo_way: '2' }, 'jr-id-missing', 'warn_rslt_id'],
  ["with somebody else's id", { warn_rslt_id: 'R-77', dspo_way: '2' }, 'jr-id-foreign', 'warn_rslt_id'],
  ['without a way', { warn_rslt_id: JR }, 'way-missing', 'dspo_way'],
  ['with an unknown way', { warn_rslt_id: JR, dspo_way: '3' }, 'way-unknown', 'dspo_way'],
  ['continuing without a reason', { warn_rslt_id: JR, dspo_way: '1' }, 'reason-missing', 'dspo_way_rea'],
  [
    'continuing with a placeholder for a reason',
    { warn_rslt_id: JR, dspo_way: '1', dspo_way_rea: '无' },
    'reason-missing',
    'dspo_way_rea',
  ],
])('an entry %s is a problem of its own and drops no other', (_, entry, code, name) => {
  const parsed = parseFeedbackRequest(message([changed, entry, continued]));
  expect(parsed.problems).toEqual([{ code, path: `input.data.warns[1].${name}` }]);
  expect(parsed.dispositions.map((one) => one.jrId)).toEqual([JR_PROMPT, JR]);
});

test('the same message again gives the same ids, whenever it arrives', () => {
  const [first] = parseFeedbackRequest(message([continued]), { receivedAt: 1 }).dispositions;
  const [again] = parseFeedbackRequest(message([continued]), { receivedAt: 2 }).dispositions;
  expect(again?.id).toBe(first?.id);
  const untimed = message([continued], { inf_time: '' });
  const early = parseFeedbackRequest(untimed, { receivedAt: '2026-07-01 09:40:00' }).dispositions[0];
  const late = parseFeedbackRequest(untimed, { receivedAt: '2026-07-02 09:40:00' }).dispositions[0];
  expect(late?.id).toBe(early?.id);
  expect(late?.recordedAt).toBe('2026-07-02 09:40:00');
});

test('an entry twice in one message is one disposition', () => {
  expect(parseFeedbackRequest(message([continued, continued])).dispositions).toHaveLength(1);
});

test('a change of mind is another disposition, and the later one is known by its time', () => {
  const first = parseFeedbackRequest(message([continued])).dispositions[0]!;
  const then = parseFeedbackRequest(message([{ ...continued, dspo_way: '2' }], { inf_time: '2026-07-01 09:45:00' }))
    .dispositions[0]!;
  const back = parseFeedbackRequest(message([continued], { inf_time: '2026-07-01 09:50:00' })).dispositions[0]!;
  expect(new Set([first.id, then.id, back.id]).size).toBe(3);
  expect([first, then, back].map((one) => one.recordedAt)).toEqual([
    '2026-07-01 09:40:00',
    '2026-07-01 09:45:00',
    '2026-07-01 09:50:00',
  ]);
});

test('a reason beyond 500 characters is kept as far as the interface goes, with a note', () => {
  const parsed = parseFeedbackRequest(message([{ ...continued, dspo_way_rea: '因'.repeat(900) }]));
  expect(parsed.dispositions[0]?.reason).toHaveLength(500);
  expect(parsed.notes).toContainEqual({ code: 'value-clipped', path: 'input.data.warns[0].dspo_way_rea', count: 1 });
});

test.each<[string, unknown, string, string]>([
  ['without entries', message([]), 'node-missing', 'input.data.warns'],
  ['without an input', { infno: '3103' }, 'node-missing', 'input.data.warns'],
  ['of another transaction', message([continued], { infno: '3101' }), 'infno-unsupported', 'infno'],
  ['that is no JSON', '{', 'message-malformed', ''],
])('a message %s is refused', (_, sent, code, path) => {
  expect(() => parseFeedbackRequest(sent)).toThrowError(expect.objectContaining({ code, path }));
});

test('a feedback taken in full is acknowledged', () => {
  expect(formatFeedbackResponse(parseFeedbackRequest(message([continued])), STAMP)).toEqual({
    infcode: 0,
    inf_refmsgid: '999900202607010940010000000000',
    refmsg_time: '20260701094001000',
    respond_time: '20260701094001000',
    err_msg: '',
    output: {},
  });
});

test('a feedback taken in part is a failure that names the first field and counts the rest', () => {
  const parsed = parseFeedbackRequest(message([{ dspo_way: '2' }, continued, { warn_rslt_id: JR, dspo_way: '1' }]));
  const response = formatFeedbackResponse(parsed, STAMP);
  expect(response.infcode).toBe(-1);
  expect(response.err_msg).toBe('违规标识不能为空：input.data.warns[0].warn_rslt_id，另有1条 [jr-id-missing]');
});
