import { expect, it } from 'vitest';
import { compileSegment } from '../compile/compile-segment.ts';
import type { RuleLogic, RuleSource } from '../compile.ts';
import type { OrderItem } from '../model/encounter.ts';
import type { Evaluation } from '../model/evaluation.ts';
import { activate } from '../ruleset/activate.ts';
import { openSegment } from '../segment/open.ts';
import { evaluate } from './evaluate.ts';

const LINES = 10_000;

/** A tripwire: judged pair by pair, use by use, each of these took from ten seconds to for ever. */
const timeout = 10_000;

function judge(
  kind: string,
  mode: string,
  parameters: object,
  lineOf: (k: number) => object,
  lines = LINES,
): Evaluation {
  const text = { 'zh-CN': '规', en: 'R' };
  const source: RuleSource = {
    formatVersion: 1,
    id: 'S',
    layer: 'national',
    rules: [
      {
        id: 'R',
        name: text,
        message: text,
        logic: { kind, mode, parameters } as unknown as RuleLogic,
        verdict: 'violation',
        severity: 'warning',
        fundScope: 'any',
        basis: [],
      },
    ],
    knowledge: [
      {
        id: 'K',
        rule: 'R',
        ...(/includes|required/u.test(mode) ? { items: ['AAA1'], others: ['BBB1'] } : { items: ['AAA*'] }),
      },
    ],
  };
  const ruleset = activate({ manifest: 'M', segments: ['S'] }, [
    { digest: 'S', view: openSegment(compileSegment(source)) },
  ]);
  const items = Array.from({ length: lines }, (_, k) => ({ id: `${k}`, ...lineOf(k) }) as OrderItem);
  return evaluate(ruleset, {
    id: 'E',
    asOf: '2026-07-01 09:30',
    phase: 'prompt',
    historyCoverage: 'regional',
    items,
  });
}

const inTurn = (k: number): string => (k % 2 === 0 ? 'AAA1' : 'BBB1');
const july = (k: number): string =>
  `2026-07-01 ${String(Math.floor(k / 3600)).padStart(2, '0')}:${String(Math.floor(k / 60) % 60).padStart(2, '0')}:${String(k % 60).padStart(2, '0')}`;

it.each<[string, string, string, object, (k: number) => object]>([
  [
    'lines of one class on one day',
    'conflict',
    'same-class',
    { window: { kind: 'day' } },
    (k) => ({ code: `AAA${k % 3}` }),
  ],
  [
    'sums in a window that slides',
    'limit',
    'quantity',
    { window: { kind: 'rolling', days: 7 }, max: 1 },
    (k) => ({ code: 'AAA1', quantity: 2, occurredAt: july(k) }),
  ],
  [
    'codes in a window that slides',
    'limit',
    'distinct',
    { window: { kind: 'rolling', days: 7 }, max: 5 },
    (k) => ({ code: `AAA${k}`, occurredAt: july(k) }),
  ],
  [
    'companions on another day',
    'companion',
    'required',
    { window: { kind: 'day' } },
    (k) => ({ code: inTurn(k), occurredAt: k % 2 === 0 ? '2026-07-01' : '2026-07-02' }),
  ],
  ['lines that each break a rule', 'coverage', 'never', {}, () => ({ code: 'AAA1' })],
])('%s are judged', { timeout }, (_, kind, mode, parameters, lineOf) => {
  const { alerts, undetermined } = judge(kind, mode, parameters, lineOf);
  expect(alerts.length).toBeGreaterThan(0);
  expect(undetermined).toEqual([]);
});

it('reversals without a name find the lines of their day', { timeout }, () => {
  const parameters = { window: { kind: 'day' }, max: 1 };
  const pairs = (k: number): object => ({ code: 'AAA1', quantity: k % 2 === 0 ? 1 : -1 });
  expect(judge('limit', 'quantity', parameters, pairs)).toMatchObject({ alerts: [], undetermined: [] });
  const oneMore = (k: number): object => ({ code: 'AAA1', quantity: k < LINES / 2 + 1 ? 1 : -1 });
  expect(judge('limit', 'quantity', parameters, oneMore).alerts).toHaveLength(1);
});

it.each<[string, string, string, object, (k: number) => object]>([
  ['pairs', 'conflict', 'includes', { window: { kind: 'day' } }, (k) => ({ code: inTurn(k) })],
  [
    'periods',
    'conflict',
    'same-class',
    { window: { kind: 'overlap' } },
    (k) => ({ code: `AAA${k % 3}`, occurredAt: july(k) }),
  ],
  [
    'stretches of hours',
    'conflict',
    'same-class',
    { window: { kind: 'hours', hours: 3 } },
    (k) => ({ code: `AAA${k % 3}`, occurredAt: july(k) }),
  ],
  [
    'days of standing orders',
    'conflict',
    'includes',
    { window: { kind: 'day' } },
    (k) => ({ code: inTurn(k), quantity: 1, isStanding: true, occurredAt: '2016-06-01' }),
  ],
])('more %s than are compared are told as undetermined', { timeout }, (_, kind, mode, parameters, lineOf) => {
  const { alerts, undetermined } = judge(kind, mode, parameters, lineOf);
  expect(alerts).toEqual([]);
  expect(undetermined).toMatchObject([{ rule: 'R', missing: ['items.executions'] }]);
  expect(undetermined[0]?.items).toHaveLength(LINES);
});

it('forty standing orders of five years are judged, whatever the window', { timeout }, () => {
  const order = (k: number): object => ({ code: inTurn(k), quantity: 1, isStanding: true, occurredAt: '2021-07-01' });
  for (const window of [{ kind: 'day' }, { kind: 'visit' }, { kind: 'month' }, { kind: 'overlap' }]) {
    expect(judge('conflict', 'includes', { window }, order, 40).alerts.length).toBeGreaterThan(0);
  }
});

it('fewer fixes are tried where judging once is much work', { timeout }, () => {
  const order = (k: number): object => ({ code: inTurn(k), quantity: 1, isStanding: true, occurredAt: '2021-07-01' });
  const { alerts, work } = judge('conflict', 'includes', { window: { kind: 'day' } }, order, 40);
  const offered = alerts.flatMap(({ fixes }) => fixes).length;
  expect(work.fixesUntried).toBeGreaterThan(alerts.length - 64);
  expect(offered).toBeGreaterThan(0);
  expect(offered).toBeLessThan(32);
});
