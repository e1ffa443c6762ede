import { expect, it } from 'vitest';
import { measureAcceptCost } from './accept-cost.ts';
import { ACCEPTS_PER_SAMPLE } from './limits.ts';

it('tells the mean cost of a burst, and forgets an earlier one slowly', () => {
  let cpuMs = 0;
  const cost = measureAcceptCost(() => cpuMs);
  const burst = (eachMs: number): void => {
    for (let i = 0; i < ACCEPTS_PER_SAMPLE; i += 1) {
      cpuMs += eachMs;
      cost.count();
    }
  };
  expect(cost.ms).toBe(0);
  burst(1);
  expect(cost.ms).toBeCloseTo(1);
  burst(2);
  expect(cost.ms).toBeCloseTo(1.3);
});

it('does not take an hour of other work for the cost of a handshake', () => {
  let cpuMs = 0;
  const cost = measureAcceptCost(() => cpuMs);
  cpuMs = 3_600_000;
  for (let i = 0; i < ACCEPTS_PER_SAMPLE; i += 1) cost.count();
  expect(cost.ms).toBe(5);
});
