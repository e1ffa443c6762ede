import type { Disposition } from '@forecheck/core';
import { encounterKeyOf, formatJrId, parseFeedbackRequest, parseJrId } from '@forecheck/nhsa';
import { formatFeedback3103, readFeedback3103 } from '@forecheck/widget/trail';
import { expect, test } from 'vitest';

const KEY = encounterKeyOf({ fixmedinsCode: 'H99990000001' }, 'M1');
const AT = Date.parse('2026-07-01T09:40:00+08:00');
const ALERTS = ['0123456789abcdef', 'fedcba9876543210'] as const;

const dispositions: readonly Disposition[] = [
  { id: 'd1', alert: ALERTS[0], kind: 'continue-with-reason', reason: '急诊、抢救需要', recordedAt: AT },
  { id: 'd2', alert: ALERTS[1], kind: 'return-and-change', recordedAt: AT },
];

test('W34 what the widget gives is a 3103 message that the national interface reads, and reads back', () => {
  const jrIdOf = (id: string): string => formatJrId({ subject: 'alert', id, encounterKey: KEY });
  const data = formatFeedback3103(dispositions, { phase: 'review', jrIdOf });
  const {
    phase,
    problems,
    dispositions: read,
  } = parseFeedbackRequest({
    infno: '3103',
    inf_time: '2026-07-01 09:40:00',
    mdtrtarea_admvs: '999900',
    input: { data },
  });
  expect(problems).toEqual([]);
  expect(phase).toBe('review');
  expect(read.map(({ alert, kind, reason, encounterKey }) => [alert, kind, reason, encounterKey])).toEqual([
    [ALERTS[0], 'continue-with-reason', '急诊、抢救需要', KEY],
    [ALERTS[1], 'return-and-change', undefined, KEY],
  ]);
  expect(readFeedback3103(data, { alertOf: (jrId) => parseJrId(jrId)?.id ?? '' })).toEqual(
    dispositions.map(({ alert, kind, reason }) => ({ alert, kind, ...(reason !== undefined && { reason }) })),
  );
});
