import { expect, test } from 'vitest';
import type { InstitutionReception, Reception } from '../store/client-store.ts';
import { judgeRollout } from './judge-rollout.ts';

const quiet: InstitutionReception = { heard: 1_000, rejected: 0, tookMsMax: 50, overridden: 0.1 };
const calm: Reception = {
  active: 2_000,
  shadow: 0,
  rejected: 0,
  tookMsMax: 50,
  alerts: 1_000,
  overrides: 100,
  codes: [],
  institutions: quiet,
};

type Changes = Partial<Omit<Reception, 'institutions'>> & Partial<InstitutionReception>;

function receptionOf({ heard, overridden, ...changes }: Changes): Reception {
  const { rejected = 0, tookMsMax = 50 } = changes;
  const institutions = { ...quiet, rejected, tookMsMax, ...(heard && { heard }), ...(overridden && { overridden }) };
  return { ...calm, ...changes, institutions };
}

test.each<[string, Changes, Changes, string | undefined]>([
  ['as calm as before', {}, {}, undefined],
  ['one rejection of ten institutions says nothing', { heard: 10, rejected: 1 }, {}, undefined],
  ['half a percent of rejections', { rejected: 5 }, {}, undefined],
  ['more than half a percent', { rejected: 6 }, {}, 'rejected'],
  ['all of two institutions', { heard: 2, rejected: 2 }, {}, 'rejected'],
  ['an activation of a minute', { tookMsMax: 60_000 }, {}, undefined],
  ['an activation of longer', { tookMsMax: 60_001 }, {}, 'slow'],
  ['a third overridden where it was a tenth', { overridden: 0.301 }, {}, 'overridden'],
  ['three in ten where it was one in ten', { overridden: 0.3 }, {}, undefined],
  ['few alerts', { alerts: 99, overridden: 1 }, {}, undefined],
  ['nothing to compare with', { overridden: 0.9 }, { alerts: 0, overrides: 0 }, undefined],
])('%s', (_, candidate, current, reason) => {
  expect(judgeRollout(receptionOf(candidate), receptionOf(current))).toBe(reason);
});

test('the clients of one institution stop a rollout only while nobody else was heard', () => {
  const reception = (heard: number): Reception => ({
    ...calm,
    rejected: 500,
    institutions: { ...quiet, heard, rejected: 1 },
  });
  expect(judgeRollout(reception(2), calm)).toBeUndefined();
  expect(judgeRollout(reception(1), calm)).toBe('rejected');
});
