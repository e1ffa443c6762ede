import { activate, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { describe, expect, test } from 'vitest';
import { TO_UTF8 } from '../protocol/utf8.ts';
import { sampleEncounter, sampleSource } from '../sample/sample-bureau.ts';
import { SELF_TEST_SLICE_MS, type SelfTestCase, trySelfTestInSlices } from './self-test.ts';

const view = openSegment(compileSegment({ formatVersion: 1, id: 'S', layer: 'national', ...sampleSource(['R1']) }));
const digest = 'a'.repeat(64);
const ruleset = activate({ manifest: digest, segments: [digest], killed: [] }, [{ digest, view }]);

const bytesOf = (cases: unknown): Uint8Array => TO_UTF8.encode(JSON.stringify({ cases }));
const firing: SelfTestCase = { encounter: sampleEncounter, alerts: ['R1'] };

/** Time that a test spends by looking at the clock: one look is one case. */
function pacingOf(caseMs: number) {
  let nowMs = 0;
  let sliceStartedMs = 0;
  const slices: number[] = [];
  return {
    slices,
    monotonicMs: () => {
      nowMs += caseMs;
      return nowMs;
    },
    async pause() {
      slices.push(nowMs - sliceStartedMs);
      sliceStartedMs = nowMs;
    },
  };
}

describe('a self-test', () => {
  test('gives way after every few milliseconds, however many cases it has', async () => {
    const pacing = pacingOf(1);
    await trySelfTestInSlices(bytesOf(Array.from({ length: 100 }, () => firing)), ruleset, pacing);
    expect(pacing.slices.length).toBeGreaterThanOrEqual(100 / (SELF_TEST_SLICE_MS + 1));
    expect(Math.max(...pacing.slices)).toBeLessThanOrEqual(SELF_TEST_SLICE_MS + 1);
  });

  test('lets whoever waits have a turn before the first case, and does not dawdle over few', async () => {
    const pacing = pacingOf(0.01);
    await trySelfTestInSlices(bytesOf([firing, firing]), ruleset, pacing);
    expect(pacing.slices.length).toBe(1);
  });

  test.each([
    ['a rule that is silent', [firing, { ...firing, alerts: ['R2'] }], { case: 1 }],
    ['a rule that fires', [{ encounter: sampleEncounter, silent: ['R1'] }], { case: 0 }],
    ['cases that are none', 'x', {}],
    ['a case that is none', [7], {}],
    ['an encounter that is none', [{ ...firing, encounter: 7 }], {}],
  ])('fails for %s', async (_, cases, detail) => {
    const trying = trySelfTestInSlices(bytesOf(cases), ruleset, pacingOf(1));
    await expect(trying).rejects.toMatchObject({ code: 'self-test-failed', detail });
  });

  test('fails for what is no JSON', async () => {
    await expect(trySelfTestInSlices(TO_UTF8.encode('{'), ruleset, pacingOf(1))).rejects.toMatchObject({
      code: 'self-test-failed',
    });
  });
});
