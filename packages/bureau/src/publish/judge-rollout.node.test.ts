import { expect, test } from 'vitest';
import type { Reception } from '../store/client-store.ts';
import { judgeRollout } from './judge-rollout.ts';

const calm: Reception = {
  active: 1_000,
  shadow: 0,
  rejected: 0,
  tookMsMax: 50,
  alerts: 1_000,
  overrides: 100,
  codes: [],
};

test.each<[string, Partial<Reception>, Partial<Reception>, string | undefined]>([
  ['as calm as before', {}, {}, undefined],
  ['one rejection of ten clients says nothing', { active: 9, rejected: 1 }, {}, undefined],
  ['half a percent of rejections', { active: 995, rejected: 5 }, {}, undefined],
  ['more than half a percent', { active: 995, rejected: 6 }, {}, 'rejected'],
  ['all of two clients', { active: 0, rejected: 2 }, {}, 'rejected'],
  ['an activation of a minute', { tookMsMax: 60_000 }, {}, undefined],
  ['an activation of longer', { tookMsMax: 60_001 }, {}, 'slow'],
  ['a third overridden where it was a tenth', { overrides: 301 }, {}, 'overridden'],
  ['three in ten where it was one in ten', { overrides: 300 }, {}, undefined],
  ['few alerts', { alerts: 99, overrides: 99 }, {}, undefined],
  ['nothing to compare with', { overrides: 900 }, { alerts: 0, overrides: 0 }, undefined],
])('%s', (_, candidate, current, reason) => {
  expect(judgeRollout({ ...calm, ...candidate }, { ...calm, ...current })).toBe(reason);
});
