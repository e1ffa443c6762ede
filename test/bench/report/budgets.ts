import type { EvaluateCase } from '../case.ts';
import { summarise } from '../measure/samples.ts';
import { formatRatio, formatUs } from './format.ts';
import { type Finished, finished, type Outcome } from './outcome.ts';
import { timesTheBest } from './sync-tables.ts';
import type { Table } from './table.ts';

/** One promise about speed, and what was measured. `isMet` is absent where the run does not tell. */
export interface Budget {
  readonly id: string;
  readonly promise: string;
  readonly measured: string;
  readonly isMet?: boolean;
}

/** Every budget of the design that this run can judge. */
export function judgeBudgets(outcomes: readonly Outcome[]): readonly Budget[] {
  return [
    ...judgeEvaluate(finished(outcomes, 'E1')),
    ...judgeCold(finished(outcomes, 'E1')),
    ...judgeRealPack(outcomes),
    ...judgeGrowth(outcomes),
    ...judgeOpen(outcomes),
    ...judgeActivate(outcomes),
    ...judgeFanOut(outcomes),
    ...judgeWire(outcomes),
    ...judgeCall(outcomes),
    ...judgePaint(outcomes),
  ];
}

/** Budgets as a table. */
export function tabulateBudgets(budgets: readonly Budget[]): Table {
  return {
    title: 'Budgets',
    textColumns: 2,
    columns: ['', 'promise', 'measured', ''],
    rows: budgets.map(({ id, promise, measured, isMet }) => {
      return [id, promise, measured, isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED'];
    }),
  };
}

type Evaluated = readonly Finished<'E1'>[];

function judgeEvaluate(all: Evaluated): readonly Budget[] {
  const warm = all.filter(({ case: one }) => !isCold(one) && one.strings === 'fresh');
  const against = (names: readonly string[], isWanted: (points: number) => boolean): readonly number[] =>
    warm.filter(({ case: one }) => names.includes(one.against) && isWanted(one.size.points)).map(ratioOf);
  return [
    atLeast(
      'E1',
      'never slower than the Map index, ≤ 10,000 points',
      against(['map-index'], (points) => points <= 10_000),
      1,
    ),
    atLeast(
      'E1',
      '≥ 2× the Map index, ≥ 100,000 points',
      against(['map-index'], (points) => points >= 100_000),
      2,
    ),
    atLeast(
      'E1',
      '≥ 5× the best indexed library',
      against(LIBRARIES, () => true),
      5,
    ),
  ];
}

function judgeCold(all: Evaluated): readonly Budget[] {
  const cold = all.filter(({ case: one }) => isCold(one) && one.items === 20);
  const ratios = cold.filter(({ case: one }) => one.against === 'map-index').map(ratioOf);
  const of = (percentile: 'p50' | 'p99'): readonly number[] => cold.map(({ result }) => result.ours[percentile]);
  return [
    atLeast('E1 cold', '≥ 3× the Map index, 20 items', ratios, 3),
    atMost('E1 cold', 'p50 ≤ 15 µs, 20 items', median(of('p50')), 15),
    atMost('E1 cold', 'p99 ≤ 50 µs, 20 items', median(of('p99')), 50),
  ];
}

function judgeRealPack(outcomes: readonly Outcome[]): readonly Budget[] {
  const first = finished(outcomes, 'E2').find(({ result }) => result.origin === 'published')?.result.measurements[0];
  return [
    atMost('E2', 'p50 ≤ 60 µs, 20 items + 300 history', first?.p50, 60),
    atMost('E2', 'p99 ≤ 300 µs', first?.p99, 300),
    atMost('E2', 'p99.9 < 1 ms', first?.p999, 1000),
  ];
}

function judgeGrowth(outcomes: readonly Outcome[]): readonly Budget[] {
  const growth = finished(outcomes, 'E3');
  const ratio = (axis: 'rows' | 'layers', from: string, to: string): readonly number[] =>
    growth
      .filter((outcome) => outcome.case.axis === axis)
      .flatMap(({ result: { measurements } }) => {
        const low = measurements.find(({ name }) => name === from);
        const high = measurements.find(({ name }) => name === to);
        return low === undefined || high === undefined ? [] : [high.p50 / low.p50];
      });
  return [
    ratioAtMost('E3', '≤ 2× from 10,000 to 1,000,000 rows', ratio('rows', '10000', '1000000'), 2),
    ratioAtMost('E3', '≤ 1.5× from 1 to 4 layers', ratio('layers', '1', '4'), 1.5),
  ];
}

function judgeOpen(outcomes: readonly Outcome[]): readonly Budget[] {
  const all = finished(outcomes, 'L1').filter(({ case: one }) => one.size.rows === 1_000_000);
  const of = (form: string) => all.filter((outcome) => outcome.case.form === form).map(({ result }) => result);
  const segments = of('segment');
  const total = median(segments.map(({ totalMs }) => totalMs));
  const json = median(of('json').map(({ totalMs }) => totalMs));
  return [
    atMost(
      'L1',
      '≤ 100 ms, 1,000,000 rows to the first answer',
      total === undefined ? undefined : total * 1000,
      100_000,
    ),
    atLeast('L1', '≥ 25× JSON', total === undefined || json === undefined ? [] : [json / total], 25),
    ratioAtMost(
      'L1',
      'memory ≤ 1.3 × file',
      segments.map(({ memoryBytes, fileBytes }) => memoryBytes / fileBytes),
      1.3,
    ),
  ];
}

function judgeActivate(outcomes: readonly Outcome[]): readonly Budget[] {
  const result = finished(outcomes, 'L2').find(({ case: one }) => one.size.rows === 1_000_000)?.result;
  return [
    atMost('L2', '≤ 2 ms to open and activate, p99', result?.together.p99, 2000),
    atMost('L2', 'evaluations among updates p99.9 ≤ 1 ms', result?.evaluateDuring.p999, 1000),
  ];
}

function judgeFanOut(outcomes: readonly Outcome[]): readonly Budget[] {
  const lanes = finished(outcomes, 'S1').flatMap(({ result }) => result.lanes);
  const plain = lanes.filter(({ name }) => name === 'ws, one message').map(({ ratio }) => ratio[1]);
  return [ratioAtMost('S1', '≤ 1.3 × a plain broadcast to the last client', plain, 1.3)];
}

function judgeWire(outcomes: readonly Outcome[]): readonly Budget[] {
  const updates = finished(outcomes, 'S2').flatMap(({ result }) => result.updates.filter(({ changes }) => changes > 1));
  const ratios = (isRival: (name: string) => boolean) =>
    updates.flatMap(({ forms }) => timesTheBest(forms, isRival) ?? []);
  const isWhole = (name: string): boolean => name.startsWith('rows');
  return [
    ratioAtMost('S2', '≤ 1.2 × rows in full, 1 of 200 changed', ratios(isWhole), 1.2),
    ratioAtMost(
      'S2',
      '≤ 1.2 × the best of changed fields and diff',
      ratios((name) => !isWhole(name)),
      1.2,
    ),
  ];
}

function judgeCall(outcomes: readonly Outcome[]): readonly Budget[] {
  const ratios = finished(outcomes, 'N1').map(({ result }) => result.ratio[1]);
  return [ratioAtMost('N1', '≤ 1.5 × a constant answer, 20 lines', ratios, 1.5)];
}

function judgePaint(outcomes: readonly Outcome[]): readonly Budget[] {
  const lanes = finished(outcomes, 'W1').flatMap(({ result }) => result.lanes);
  return PAINT_BUDGETS.map(([cpuRate, boundMs]): Budget => {
    const promise = `p95 ≤ ${boundMs} ms, 20 alerts, processor slowed ${cpuRate} ×`;
    const lane = lanes.find((one) => one.cpuRate === cpuRate);
    if (lane === undefined) return { id: 'W1', promise, measured: '–' };
    return { id: 'W1', promise, measured: formatUs(lane.p95Ms * 1000), isMet: lane.p95Ms <= boundMs };
  });
}

/** Slowing of the processor, and milliseconds. */
const PAINT_BUDGETS: readonly (readonly [cpuRate: number, boundMs: number])[] = [
  [1, 50],
  [6, 150],
];

function isCold({ encounters }: EvaluateCase): boolean {
  return encounters > 1000;
}

function ratioOf({ result: { ours, theirs } }: Finished<'E1'>): number {
  return theirs.p50 / ours.p50;
}

function atLeast(id: string, promise: string, ratios: readonly number[], bound: number): Budget {
  if (ratios.length === 0) return { id, promise, measured: '–' };
  const least = Math.min(...ratios);
  return { id, promise, measured: rangeOf(ratios), isMet: least >= bound };
}

function ratioAtMost(id: string, promise: string, ratios: readonly number[], bound: number): Budget {
  if (ratios.length === 0) return { id, promise, measured: '–' };
  return { id, promise, measured: rangeOf(ratios), isMet: Math.max(...ratios) <= bound };
}

function atMost(id: string, promise: string, us: number | undefined, boundUs: number): Budget {
  return us === undefined
    ? { id, promise, measured: '–' }
    : { id, promise, measured: formatUs(us), isMet: us <= boundUs };
}

function rangeOf(ratios: readonly number[]): string {
  const least = formatRatio(Math.min(...ratios));
  const most = formatRatio(Math.max(...ratios));
  return least === most ? least : `${least}–${most.slice(1)}`;
}

function median(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : summarise(values).p50;
}

const LIBRARIES = ['json-logic-engine', 'json-rules-engine', 'zen-engine'];
