import type {
  ActivateCase,
  CallCase,
  Case,
  EvaluateCase,
  FanOutCase,
  GrowthCase,
  OpenCase,
  PaintCase,
  RealPackCase,
  WireCase,
  WorkloadId,
} from './case.ts';
import type { RoundOptions } from './measure/rounds.ts';
import type { WorldSize } from './world/world.ts';

/** How much to measure. `quick` ends within a minute and says little about the tail. */
export interface PlanOptions {
  readonly isQuick: boolean;
  /** Only these workloads; empty: all. */
  readonly only: readonly WorkloadId[];
}

/** The cases in the order in which they run. */
export function planCases({ isQuick, only }: PlanOptions): readonly Case[] {
  const scale = isQuick ? QUICK : FULL;
  const all: readonly Case[] = [
    ...planEvaluate(scale),
    ...planRealPack(scale),
    ...planGrowth(scale),
    ...planOpen(scale),
    ...planActivate(scale),
    ...planFanOut(scale),
    ...planWire(scale),
    ...planCall(scale),
    ...planPaint(scale),
  ];
  return only.length === 0 ? all : all.filter(({ workload }) => only.includes(workload));
}

interface Scale {
  readonly points: readonly number[];
  readonly items: readonly number[];
  readonly others: readonly EvaluateCase['against'][];
  /** World whose codes are never in cache. */
  readonly cold: WorldSize | undefined;
  readonly growth: readonly number[];
  readonly layers: readonly number[];
  readonly base: WorldSize;
  readonly layered: WorldSize;
  readonly repetitions: number;
  readonly activations: number;
  readonly fanOut: Omit<FanOutCase, 'workload'>;
  /** Half of the rows are knowledge points. */
  readonly wire: WorldSize;
  readonly callBlocks: number;
  readonly paints: number;
  readonly rounds: RoundOptions;
}

function planEvaluate({ points, items, others, cold, rounds }: Scale): readonly EvaluateCase[] {
  const grid = points.flatMap((count) =>
    items.flatMap((each) =>
      others.map((against): EvaluateCase => {
        const size = { rows: Math.max(ROWS_MIN, count), points: count };
        return { workload: 'E1', size, items: each, against, strings: 'fresh', encounters: HOT_ENCOUNTERS, rounds };
      }),
    ),
  );
  const reused = grid
    .filter(({ against }) => against === 'map-index')
    .map((one) => ({ ...one, strings: 'reused' as const }));
  if (cold === undefined) return [...grid, ...reused];
  const coldCases = items.flatMap((each) =>
    COLD_OTHERS.map((against): EvaluateCase => {
      return {
        workload: 'E1',
        size: cold,
        items: each,
        against,
        strings: 'fresh',
        encounters: COLD_ENCOUNTERS,
        rounds,
      };
    }),
  );
  return [...grid, ...reused, ...coldCases];
}

function planRealPack({ rounds }: Scale): readonly RealPackCase[] {
  return [{ workload: 'E2', items: 20, historyItems: 300, encounters: 512, rounds: longer(rounds, 3) }];
}

function planGrowth({ growth, layers, layered, rounds }: Scale): readonly GrowthCase[] {
  const sizes = growth.map((rows): WorldSize => ({ rows, points: rows / 2 }));
  const rest = { workload: 'E3', encounters: COLD_ENCOUNTERS, rounds: longer(rounds, 3) } as const;
  return [
    { ...rest, axis: 'rows', sizes, layers: [1] },
    { ...rest, axis: 'layers', sizes: [layered], layers },
  ];
}

function planOpen({ base, repetitions }: Scale): readonly OpenCase[] {
  const forms: readonly OpenCase['form'][] = ['segment', 'json', 'msgpackr'];
  return Array.from({ length: repetitions }, (_, repetition) =>
    forms.map((form): OpenCase => ({ workload: 'L1', size: base, form, repetition })),
  ).flat();
}

function planActivate({ base, activations }: Scale): readonly ActivateCase[] {
  return [{ workload: 'L2', size: base, activations, evaluationsBetween: 100 }];
}

function planFanOut({ fanOut }: Scale): readonly FanOutCase[] {
  return [{ workload: 'S1', ...fanOut }];
}

function planWire({ wire }: Scale): readonly WireCase[] {
  return [{ workload: 'S2', size: wire, changes: [1, wire.points / 100] }];
}

function planCall({ callBlocks }: Scale): readonly CallCase[] {
  return [{ workload: 'N1', items: 20, blocks: callBlocks }];
}

function planPaint({ paints }: Scale): readonly PaintCase[] {
  return [{ workload: 'W1', alerts: 20, items: 6, cpuRates: [1, 6], rounds: paints }];
}

function longer({ warmUpMs, measureMs, roundsMin }: RoundOptions, factor: number): RoundOptions {
  return { warmUpMs: warmUpMs * factor, measureMs: measureMs * factor, roundsMin };
}

const ROWS_MIN = 1000;
const HOT_ENCOUNTERS = 64;
const COLD_ENCOUNTERS = 4096;
const COLD_OTHERS: readonly EvaluateCase['against'][] = [
  'ourselves',
  'map-index',
  'map-index+schema',
  'offering-fixes',
];

const FULL: Scale = {
  points: [1000, 10_000, 100_000, 500_000],
  items: [5, 20],
  others: [
    'ourselves',
    'map-index',
    'map-index+schema',
    'json-logic-engine',
    'json-rules-engine',
    'zen-engine',
    'naive-loop',
    'offering-fixes',
  ],
  cold: { rows: 1_000_000, points: 500_000 },
  growth: [1000, 10_000, 100_000, 1_000_000],
  layers: [1, 2, 4, 8],
  base: { rows: 1_000_000, points: 500_000 },
  layered: { rows: 100_000, points: 50_000 },
  repetitions: 5,
  activations: 300,
  fanOut: { clients: 10_000, rounds: 20, fullClients: 500, fullRounds: 3 },
  wire: { rows: 100_000, points: 100_000 },
  callBlocks: 200,
  paints: 100,
  rounds: { warmUpMs: 1500, measureMs: 3000, roundsMin: 20 },
};

const QUICK: Scale = {
  points: [1000, 10_000],
  items: [20],
  others: ['map-index', 'json-logic-engine', 'json-rules-engine', 'zen-engine', 'naive-loop', 'offering-fixes'],
  cold: undefined,
  growth: [1000, 10_000, 100_000],
  layers: [1, 4],
  base: { rows: 100_000, points: 50_000 },
  layered: { rows: 10_000, points: 5000 },
  repetitions: 1,
  activations: 50,
  fanOut: { clients: 1000, rounds: 10, fullClients: 40, fullRounds: 3 },
  wire: { rows: 10_000, points: 10_000 },
  callBlocks: 40,
  paints: 30,
  rounds: { warmUpMs: 400, measureMs: 600, roundsMin: 5 },
};
