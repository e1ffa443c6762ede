import type { Measurement, RoundOptions } from './measure/rounds.ts';
import type { Summary } from './measure/samples.ts';
import type { ReferenceName } from './references/reference.ts';
import type { WorldSize } from './world/world.ts';

/** Evaluate, on the made-up world; on the real pack; as the pack grows. Open a base; activate an update over it. */
export type WorkloadId = 'E1' | 'E2' | 'E3' | 'L1' | 'L2';

/** One measurement, made in a process of its own. */
export type Case = EvaluateCase | RealPackCase | GrowthCase | OpenCase | ActivateCase;

/** Ours against one other, on one size of world. */
export interface EvaluateCase {
  readonly workload: 'E1';
  readonly size: WorldSize;
  readonly items: number;
  /** `ourselves` measures nothing but noise; `offering-fixes` is ours with the default options. */
  readonly against: ReferenceName | 'ourselves' | 'offering-fixes';
  /** Whether the strings of an encounter were made just before, or have been looked up before. */
  readonly strings: 'fresh' | 'reused';
  /** Different encounters: few stay in the processor's caches, thousands do not. */
  readonly encounters: number;
  readonly rounds: RoundOptions;
}

/** Ours on the rules and catalogues that the regulator has published. */
export interface RealPackCase {
  readonly workload: 'E2';
  readonly items: number;
  readonly historyItems: number;
  readonly encounters: number;
  readonly rounds: RoundOptions;
}

/** Ours on several rulesets side by side. */
export interface GrowthCase {
  readonly workload: 'E3';
  readonly axis: 'rows' | 'layers';
  /** One for each point on the axis; the layers all lie on the first. */
  readonly sizes: readonly WorldSize[];
  readonly layers: readonly number[];
  readonly encounters: number;
  readonly rounds: RoundOptions;
}

/** From a file to the first answer, in a fresh process. */
export interface OpenCase {
  readonly workload: 'L1';
  readonly size: WorldSize;
  readonly form: 'segment' | 'json' | 'msgpackr';
  /** Which repetition this is. */
  readonly repetition: number;
}

/** One-row updates on top of a base that is being evaluated against. */
export interface ActivateCase {
  readonly workload: 'L2';
  readonly size: WorldSize;
  readonly activations: number;
  readonly evaluationsBetween: number;
}

/** What a case found. */
export type CaseResult = EvaluateResult | RealPackResult | GrowthResult | OpenResult | ActivateResult | NothingFound;

/** `skipped`: it cannot be run here, and why. `failed`: it should have run, and did not. */
export type NothingFound = { readonly skipped: string } | { readonly failed: string };

export interface EvaluateResult {
  readonly ours: Measurement;
  readonly theirs: Measurement;
  readonly alertsPerItem: number;
  /** Encounters on which the hits were compared with the oracle's, of ours and of the other. */
  readonly compared: { readonly ours: number; readonly theirs: number };
}

export interface RealPackResult {
  /** `sample`: the tables are not here, and the project's own few rules stood in for them. */
  readonly origin: 'published' | 'sample';
  readonly measurements: readonly Measurement[];
  readonly knowledgePoints: number;
  readonly catalogueRows: number;
  readonly bytes: number;
  readonly candidatesPerEncounter: number;
  readonly alertsPerEncounter: number;
  readonly undeterminedPerEncounter: number;
}

export interface GrowthResult {
  readonly measurements: readonly Measurement[];
  readonly bytes: readonly number[];
}

/** Milliseconds and bytes. */
export interface OpenResult {
  readonly fileBytes: number;
  readonly readMs: number;
  readonly openMs: number;
  readonly firstAnswerMs: number;
  readonly totalMs: number;
  readonly memoryBytes: number;
}

/** Microseconds. */
export interface ActivateResult {
  readonly segmentBytes: number;
  readonly open: Summary;
  readonly activate: Summary;
  readonly together: Summary;
  readonly evaluateBefore: Summary;
  readonly evaluateDuring: Summary;
}
