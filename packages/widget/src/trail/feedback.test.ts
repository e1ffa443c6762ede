import type { Disposition } from '@forecheck/core';
import { expect, test } from 'vitest';
import { formatCdsFeedback, formatFeedback3103, readCdsFeedback, readFeedback3103 } from './feedback.ts';

const AT = Date.parse('2026-07-01T09:30:00+08:00');
const dispositions: readonly Disposition[] = [
  { id: 'd1', alert: 'a1', kind: 'continue-with-reason', reason: '急诊、抢救需要', recordedAt: AT },
  { id: 'd2', alert: 'a2', kind: 'return-and-change', recordedAt: AT },
  { id: 'd3', alert: 'a3', kind: 'self-pay-with-consent', reason: '参保人本人', recordedAt: AT },
];

test('W34 dispositions are a 3103 message, and are read back from it', () => {
  const message = formatFeedback3103(dispositions, { phase: 'prompt', jrIdOf: (alert) => `JR-${alert}` });
  expect(message).toEqual({
    warn_type: '1',
    warns: [
      { warn_rslt_id: 'JR-a1', dspo_way: '1', dspo_way_rea: '急诊、抢救需要' },
      { warn_rslt_id: 'JR-a2', dspo_way: '2', dspo_way_rea: '' },
      { warn_rslt_id: 'JR-a3', dspo_way: '1', dspo_way_rea: '参保人本人' },
    ],
  });
  expect(formatFeedback3103([], { phase: 'review', jrIdOf: String }).warn_type).toBe('2');
  expect(readFeedback3103(message, { alertOf: (jrId) => jrId.slice(3) })).toEqual([
    { alert: 'a1', kind: 'continue-with-reason', reason: '急诊、抢救需要' },
    { alert: 'a2', kind: 'return-and-change' },
    { alert: 'a3', kind: 'continue-with-reason', reason: '参保人本人' },
  ]);
});

test('W34 the same dispositions are CDS Hooks feedback, and are read back from it', () => {
  const given = dispositions.map((disposition, index) => ({
    disposition,
    ...(index === 0 && { reasonCode: 'rescue' }),
  }));
  const body = formatCdsFeedback(given, {
    cardOf: (alert) => `card-${alert}`,
    suggestionOf: (alert) => (alert === 'a3' ? 's3' : undefined),
    reasonSystem: 'urn:forecheck:reason',
  });
  const outcomeTimestamp = '2026-07-01T01:30:00.000Z';
  expect(body).toEqual({
    feedback: [
      {
        card: 'card-a1',
        outcome: 'overridden',
        overrideReason: { reason: { code: 'rescue', system: 'urn:forecheck:reason' }, userComment: '急诊、抢救需要' },
        outcomeTimestamp,
      },
      { card: 'card-a2', outcome: 'accepted', outcomeTimestamp },
      { card: 'card-a3', outcome: 'accepted', acceptedSuggestions: [{ id: 's3' }], outcomeTimestamp },
    ],
  });
  expect(readCdsFeedback(body, { alertOf: (card) => card.slice(5) })).toEqual([
    {
      alert: 'a1',
      kind: 'continue-with-reason',
      reason: '急诊、抢救需要',
      reasonCode: 'rescue',
      recordedAt: outcomeTimestamp,
    },
    { alert: 'a2', kind: 'return-and-change', recordedAt: outcomeTimestamp },
    { alert: 'a3', kind: 'return-and-change', recordedAt: outcomeTimestamp },
  ]);
});
