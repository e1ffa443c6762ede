import type { Measurement, RoundOptions } from './measure/rounds.ts';
import type { Summary } from './measure/samples.ts';
import type { ReferenceName } from './references/reference.ts';
import type { WorldSize } from './world/world.ts';

/**
 * Evaluate, on the made-up world; on the real pack; as the pack grows. Open a base; activate an update over it. Send
 * an urgent rule to many; bytes of an update on the wire. Paint alerts in a browser.
 */
export type WorkloadId = 'E1' | 'E2' | 'E3' | 'L1' | 'L2' | 'S1' | 'S2' | 'N1' | 'W1';

/** One measurement, made in a process of its own. */
export type Case =
  | EvaluateCase
  | RealPackCase
  | GrowthCase
  | OpenCase
  | ActivateCase
  | FanOutCase
  | WireCase
  | CallCase
  | PaintCase;

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

/** Urgent rules to clients over loopback. */
export interface FanOutCase {
  readonly workload: 'S1';
  /** That only listen. */
  readonly clients: number;
  readonly rounds: number;
  /** That check, store and activate. */
  readonly fullClients: number;
  readonly fullRounds: number;
}

/** How many bytes an update is when it travels. */
export interface WireCase {
  readonly workload: 'S2';
  readonly size: WorldSize;
  /** Numbers of changed rows, an update each. */
  readonly changes: readonly number[];
}

/** A 3101 message to the plugin and back. */
export interface CallCase {
  readonly workload: 'N1';
  readonly items: number;
  readonly blocks: number;
}

/** The widget's dialog in a real browser. */
export interface PaintCase {
  readonly workload: 'W1';
  readonly alerts: number;
  readonly items: number;
  /** How many times slower the processor is made. */
  readonly cpuRates: readonly number[];
  readonly rounds: number;
}

/** What a case found. */
export type CaseResult =
  | EvaluateResult
  | RealPackResult
  | GrowthResult
  | OpenResult
  | ActivateResult
  | FanOutResult
  | WireResult
  | CallResult
  | PaintResult
  | NothingFound;

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

export interface FanOutResult {
  /** That could be connected. */
  readonly clients: number;
  /** Why there are no more, when there are fewer than wanted. */
  readonly stop?: string;
  /** Of head and push, as they travel. */
  readonly bytes: number;
  readonly segmentBytes: number;
  /** The relay first. */
  readonly lanes: readonly FanOutLane[];
  readonly full: FullClientsResult;
}

/** Medians over the rounds. */
export interface FanOutLane {
  readonly name: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly lastMs: number;
  /** Processor time of the sender for each client. */
  readonly cpuUs: number;
  readonly rssBytes: number;
  /** Time to the last client of the relay by that of this one, in each round: 10th, 50th and 90th percentile. */
  readonly ratio: readonly [number, number, number];
}

/** Medians over the rounds, from publishing to the report of a client. */
export interface FullClientsResult {
  readonly clients: number;
  readonly processes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly lastMs: number;
  /** Processor time of a client. */
  readonly cpuUs: number;
}

export interface WireResult {
  readonly updates: readonly WireUpdate[];
}

/** One update in several forms. */
export interface WireUpdate {
  readonly changes: number;
  readonly forms: readonly WireForm[];
}

export interface WireForm {
  readonly name: string;
  /** `ours` is what travels today; `possible` what would need a change. */
  readonly side: 'ours' | 'theirs' | 'possible';
  readonly rawBytes: number;
  readonly gzipBytes: number;
  readonly zstdBytes: number;
}

export interface CallResult {
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly alerts: number;
  readonly plugin: Summary;
  readonly constant: Summary;
  /** The plugin's median by the constant's, in each block: 10th, 50th and 90th percentile. */
  readonly ratio: readonly [number, number, number];
}

export interface PaintResult {
  readonly browser: string;
  readonly lanes: readonly PaintLane[];
}

/** From the evaluation to the frame that shows it. */
export interface PaintLane {
  readonly cpuRate: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly rounds: number;
}
