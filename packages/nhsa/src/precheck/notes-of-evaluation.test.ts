import type { Evaluation } from '@forecheck/core';
import { expect, test } from 'vitest';
import { notesOfEvaluation } from './notes-of-evaluation.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import { messageOfLines } from './sample-message.ts';

const parsed = parsePrecheckRequest(messageOfLines({}, {}, {}));
const evaluation: Evaluation = {
  encounterId: 'M1',
  status: 'complete',
  alerts: [],
  preexisting: [],
  undetermined: [],
  exempted: [],
  partial: [],
  unmapped: ['L2', 'L3'],
  decision: 'pass',
  reachedUnder: { manifest: 'm', segments: [] },
  diagnostics: [],
  work: { items: 0, lookups: 0, candidates: 0, hits: 0 },
};

test('unmapped lines become one note behind those of the reader', () => {
  expect(notesOfEvaluation(parsed, evaluation)).toEqual([
    ...parsed.notes,
    {
      code: 'code-unmapped',
      path: 'input.data.patient_dtos[0].fsi_encounter_dtos[0].fsi_order_dtos[1].hilist_code',
      count: 2,
    },
  ]);
});

test('nothing unmapped, or an evaluation of somebody else, adds nothing', () => {
  expect(notesOfEvaluation(parsed, { ...evaluation, unmapped: [] })).toEqual(parsed.notes);
  expect(notesOfEvaluation(parsed, { ...evaluation, encounterId: 'M9' })).toEqual(parsed.notes);
});
