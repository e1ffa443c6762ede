import type {
  ActivateResult,
  CallResult,
  Case,
  EvaluateResult,
  FanOutResult,
  GrowthResult,
  NothingFound,
  OpenResult,
  PaintResult,
  RealPackResult,
  WireResult,
  WorkloadId,
} from '../case.ts';
import { describeCase } from './progress-bar.ts';

/** A case with what it found. */
export type Outcome<Id extends WorkloadId = WorkloadId> = {
  readonly [Each in Id]: {
    readonly case: Extract<Case, { workload: Each }>;
    readonly result: ResultByWorkload[Each] | NothingFound;
  };
}[Id];

/** The same, for one that was not skipped. */
export interface Finished<Id extends WorkloadId> {
  readonly case: Extract<Case, { workload: Id }>;
  readonly result: ResultByWorkload[Id];
}

/** Those of one workload that found something. */
export function finished<Id extends WorkloadId>(outcomes: readonly Outcome[], id: Id): readonly Finished<Id>[] {
  const found = outcomes.filter(({ case: one, result }) => one.workload === id && !isNothing(result));
  return found as readonly unknown[] as readonly Finished<Id>[];
}

/** Whether there is nothing to tabulate. */
function isNothing(result: Outcome['result']): result is NothingFound {
  return 'skipped' in result || 'failed' in result;
}

/** One line about each case that found nothing. */
export function describeNothing(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.flatMap(({ case: one, result }) => {
    if (!isNothing(result)) return [];
    return 'failed' in result
      ? [`FAILED: ${describeCase(one)}: ${result.failed}`]
      : [`not measured: ${describeCase(one)}: ${result.skipped}`];
  });
}

interface ResultByWorkload {
  readonly E1: EvaluateResult;
  readonly E2: RealPackResult;
  readonly E3: GrowthResult;
  readonly L1: OpenResult;
  readonly L2: ActivateResult;
  readonly S1: FanOutResult;
  readonly S2: WireResult;
  readonly N1: CallResult;
  readonly W1: PaintResult;
}
