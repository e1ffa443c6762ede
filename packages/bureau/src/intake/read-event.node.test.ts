import { encodeEvent } from '@forecheck/sync/protocol';
import { expect, test } from 'vitest';
import { readEvent } from './read-event.ts';

const PACK = 'a'.repeat(64);
const disposition = {
  type: 'disposition',
  id: 'd1',
  alert: 'a1',
  rule: 'R-1',
  kind: 'continue-with-reason',
  recordedMs: 5,
} as const;

test('a disposition is counted by rule and kind, and its words are not taken out of it', () => {
  const meaning = readEvent(encodeEvent({ ...disposition, reason: 'words', by: 'practitioner' }));
  const { type: _, ...counted } = disposition;
  expect(meaning).toEqual({ dispositions: [counted], figures: [] });
});

test('alerts are added up by rule, on the day in China on which they were counted', () => {
  const toMs = Date.parse('2026-07-01T23:30:00+08:00');
  const event = {
    type: 'alerts',
    pack: PACK,
    fromMs: 0,
    toMs,
    evaluations: 7,
    alerts: { 'R-1': 2, 'R-2': 1 },
  } as const;
  const day = Date.parse('2026-07-01T00:00:00Z') / 86_400_000;
  expect(readEvent(encodeEvent(event))?.figures).toEqual([
    { day, name: 'evaluations', rule: '', count: 7 },
    { day, name: 'alerts', rule: 'R-1', count: 2 },
    { day, name: 'alerts', rule: 'R-2', count: 1 },
  ]);
});

test('an entry that is no event, or that no database would take, means nothing', () => {
  expect(readEvent(new Uint8Array([1, 2, 3]))).toBeUndefined();
  expect(readEvent(encodeEvent({ ...disposition, id: 'a\0b' }))).toBeUndefined();
  const absurd = { type: 'alerts', pack: PACK, fromMs: 0, toMs: 1, evaluations: 2 ** 50, alerts: {} } as const;
  expect(readEvent(encodeEvent(absurd))).toBeUndefined();
});
