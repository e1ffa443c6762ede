import { expect, test } from 'vitest';
import type { CaseFile, WrittenCase } from './case-file.ts';
import { completeRequest } from './complete-request.ts';

const RULE = { id: 'R', logic: { kind: 'coverage', mode: 'never' } } as const;

function complete(file: Partial<CaseFile>, written: Partial<WrittenCase> = {}) {
  const whole: WrittenCase = { name: 'a case', encounter: {}, expect: { alerts: [] }, ...written };
  return completeRequest({ suite: 'evaluate/x', requirement: 'RL-x', cases: [whole], ...file }, whole);
}

test('sources are numbered and named as the case format says', () => {
  const { sources } = complete({ sources: [{ rules: [RULE] }, { layer: 'province', id: 'mine' }] });
  expect(sources).toEqual([
    {
      formatVersion: 1,
      id: 'S1',
      layer: 'national',
      rules: [
        {
          ...RULE,
          name: { 'zh-CN': 'R', en: 'R' },
          message: { 'zh-CN': 'R', en: 'R' },
          basis: [{ instrument: 'conformance' }],
          severity: 'warning',
          verdict: 'violation',
          fundScope: 'insurance',
        },
      ],
    },
    { formatVersion: 1, id: 'mine', layer: 'province' },
  ]);
});

test('what a case writes itself is kept', () => {
  const { sources, encounter } = complete(
    {
      source: {
        rules: [{ ...RULE, severity: 'critical', fundScope: 'any' }],
        catalogue: [{ code: 'C-1', kind: 'drug' }],
      },
    },
    { encounter: { id: 'E9', asOf: '2027-01-01', phase: 'audit', items: [{ id: '1' }] } },
  );
  expect(sources[0]).toMatchObject({
    rules: [{ severity: 'critical', fundScope: 'any' }],
    catalogue: [{ code: 'C-1', kind: 'drug', name: 'C-1' }],
  });
  expect(encounter).toEqual({ id: 'E9', asOf: '2027-01-01', phase: 'audit', items: [{ id: '1' }] });
});

test('no fact is filled in but the id, the time and the phase of the encounter', () => {
  expect(complete({}).encounter).toEqual({ id: 'E1', asOf: '2026-07-01 09:00', phase: 'prompt', items: [] });
});

test('sources of the case take the place of those of the file, even none', () => {
  expect(complete({ source: { rules: [RULE] } }, { sources: [] }).sources).toEqual([]);
  expect(complete({ source: { rules: [RULE] } }, { source: {} }).sources).toHaveLength(1);
  expect(complete({ source: { rules: [RULE] } }, { source: {} }).sources[0]?.rules).toBeUndefined();
});

test('a repeated item stands for so many with ids of their own', () => {
  const { encounter } = complete({}, { encounter: { items: [{ id: 'a' }, { id: 'f', code: 'C-1', repeat: 3 }] } });
  expect(encounter.items).toEqual([
    { id: 'a' },
    { id: 'f1', code: 'C-1' },
    { id: 'f2', code: 'C-1' },
    { id: 'f3', code: 'C-1' },
  ]);
});
