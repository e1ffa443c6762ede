import { type Encounter, type Evaluation, evaluate, type Ruleset } from '@forecheck/core';
import { formatPrecheckResponse, parsePrecheckRequest } from '@forecheck/nhsa';

/** One request with its answer and how long it took. */
export interface JudgedRequest {
  readonly name: string;
  readonly infno: string;
  readonly encounter: Encounter;
  readonly evaluation: Evaluation;
  /** Of each alert: its clauses and facts, as the answer of the interface tells them (vola_evid). */
  readonly told: readonly string[];
  /** The very first evaluation of it, fixes included. */
  readonly firstMicros: number;
  /** Median of `WARM_RUNS` later ones. */
  readonly warmMicros: number;
}

/** Judges one message of the national interface. */
export function judgeRequest(ruleset: Ruleset, name: string, message: string): JudgedRequest {
  const parsed = parsePrecheckRequest(message);
  const { encounter, echo } = parsed;
  const started = performance.now();
  const evaluation = evaluate(ruleset, encounter);
  const firstMicros = (performance.now() - started) * 1000;
  const warmMicros = medianMicros(() => evaluate(ruleset, encounter));
  const { result = [] } = formatPrecheckResponse(parsed, evaluation).output ?? {};
  const told = evaluation.alerts.map((_, i) => result[i]?.vola_evid ?? '');
  return { name, infno: echo.envelope.infno ?? '', encounter, evaluation, told, firstMicros, warmMicros };
}

function medianMicros(run: () => unknown): number {
  for (let i = 0; i < WARM_UP_RUNS; i += 1) run();
  const micros = Array.from({ length: WARM_RUNS }, () => {
    const started = performance.now();
    run();
    return (performance.now() - started) * 1000;
  });
  return micros.sort((a, b) => a - b)[Math.floor(WARM_RUNS / 2)]!;
}

const WARM_UP_RUNS = 300;
export const WARM_RUNS = 101;
