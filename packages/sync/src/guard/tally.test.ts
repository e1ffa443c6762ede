import type { Evaluation } from '@forecheck/core';
import { expect, test } from 'vitest';
import { decodeEvent } from '../protocol/decode-event.ts';
import { encodeEvent } from '../protocol/event.ts';
import { createTally } from './tally.ts';

const evaluationOf = (...rules: readonly string[]): Evaluation =>
  ({ alerts: rules.map((rule) => ({ rule })) }) as unknown as Evaluation;

test('a rule named like something that every object inherits is counted like any other, and no name keeps others from arriving', () => {
  const tally = createTally();
  tally.count(evaluationOf('R1', 'constructor'));
  tally.count(evaluationOf('constructor', '__proto__'));
  const { evaluations, alerts } = tally.take();
  const counts = [
    ['R1', 1],
    ['constructor', 2],
  ];
  expect(evaluations).toBe(2);
  expect(Object.entries(alerts)).toEqual(counts);
  const pack = 'a'.repeat(64);
  const event = decodeEvent(encodeEvent({ type: 'alerts', pack, fromMs: 1, toMs: 2, evaluations, alerts }));
  expect(event?.type === 'alerts' && Object.entries(event.alerts)).toEqual(counts);
});

test('what was counted is counted once', () => {
  const tally = createTally();
  tally.compare(evaluationOf('R1', 'R2'), evaluationOf('R2', 'R3'));
  expect(tally.take()).toMatchObject({ shadowed: 1, added: { R3: 1 }, removed: { R1: 1 } });
  expect(tally.take()).toMatchObject({ shadowed: 0, added: {}, removed: {} });
});
