import { expect, test } from 'vitest';
import { parsePrecheckRequest } from './parse-request.ts';
import { type Fields, messageOfEncounter, messageOfLines, sampleEncounter, sampleLine } from './sample-message.ts';

const read = (...lines: readonly Fields[]) => {
  const { encounter, notes } = parsePrecheckRequest(messageOfLines(...lines));
  return { count: encounter.items.length, repeated: notes.find(({ code }) => code === 'line-repeated') };
};

test('a line that was sent again, rx_id and all, is counted once', () => {
  const { count, repeated } = read({ rx_id: 'A' }, { rx_id: 'B' }, { rx_id: 'A' }, { rx_id: 'A' });
  expect(count).toBe(2);
  expect(repeated).toEqual({
    code: 'line-repeated',
    path: 'input.data.patient_dtos[0].fsi_encounter_dtos[0].fsi_order_dtos[2].rx_id',
    count: 2,
  });
});

test('the order of fields makes no difference, what is in them does', () => {
  const line = sampleLine({ rx_id: 'A', exec_dtos: [{ exec_time: '2026-07-01 10:00:00' }] });
  const turned = Object.fromEntries(Object.entries(line).reverse());
  const messageOf = (...fsi_order_dtos: readonly Fields[]) => messageOfEncounter({ fsi_order_dtos });
  expect(parsePrecheckRequest(messageOf(line, turned)).encounter.items).toHaveLength(1);
  const other = { ...line, exec_dtos: [{ exec_time: '2026-07-01 11:00:00' }] };
  expect(parsePrecheckRequest(messageOf(line, other)).encounter.items).toHaveLength(2);
  expect(parsePrecheckRequest(messageOf(line, { ...line, memo: '' })).encounter.items).toHaveLength(2);
});

test('lines that differ in anything, or have no rx_id, are lines of their own', () => {
  expect(read({ rx_id: 'A', cnt: 1 }, { rx_id: 'A', cnt: 2 })).toEqual({ count: 2, repeated: undefined });
  expect(read({ rx_id: '' }, { rx_id: '' })).toEqual({ count: 2, repeated: undefined });
  expect(read({ rx_id: '-' }, { rx_id: '-' })).toEqual({ count: 2, repeated: undefined });
});

test('practitioners and roles stay with their lines behind a line that was left out', () => {
  const { encounter } = parsePrecheckRequest(
    messageOfLines(
      { rx_id: 'A', drord_dr_codg: 'D1', drord_dr_profttl: '231' },
      { rx_id: 'A', drord_dr_codg: 'D1', drord_dr_profttl: '231' },
      { rx_id: 'B', drord_dr_codg: 'D2', drord_dr_profttl: '234', curr_drord_flag: '0' },
    ),
  );
  expect(encounter.items.map(({ id, role }) => [id, role])).toEqual([
    ['A', 'draft'],
    ['B', 'context'],
  ]);
  expect(encounter.practitioners).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: 'D2', title: 'resident' })]),
  );
});

test('a line of an earlier visit that was sent twice is counted once as well', () => {
  const earlier = sampleEncounter({ mdtrt_id: 'M0', fsi_order_dtos: [sampleLine(), sampleLine()] });
  const message = messageOfEncounter({}, { fsi_encounter_dtos: [sampleEncounter(), earlier] });
  expect(parsePrecheckRequest(message).encounter.items.map(({ role }) => role)).toEqual(['draft', 'history']);
});
