import type { Encounter, Evaluation, RuleSource } from '@forecheck/core';

/** What an implementation is asked: complete, with nothing left to a default. */
export interface ConformanceRequest {
  /** Oldest first. */
  readonly sources: readonly RuleSource[];
  readonly encounter: Encounter;
}

/** What it answers: those parts of an {@link Evaluation} that conformance cases compare. */
export interface ConformanceAnswer {
  readonly alerts: readonly AnsweredAlert[];
  readonly preexisting?: readonly AnsweredAlert[];
  readonly undetermined?: readonly AnsweredUndetermined[];
  readonly exempted?: readonly { readonly rule: string; readonly items: readonly string[] }[];
  readonly partial?: readonly { readonly rule: string }[];
  readonly unmapped?: readonly string[];
  readonly diagnostics?: readonly { readonly code: string }[];
  readonly status?: string;
  readonly decision?: string;
}

/** One alert of an answer. Whatever a case lists is required; the rest may be left out. */
export type AnsweredAlert = Pick<Evaluation['alerts'][number], 'rule' | 'offending'> &
  Partial<Omit<Evaluation['alerts'][number], 'rule' | 'offending'>>;

/** One undecided rule of an answer. */
export interface AnsweredUndetermined {
  readonly rule: string;
  readonly missing: readonly string[];
  readonly items?: readonly string[];
  readonly knowledgePoint?: string;
}

/** Anything that evaluates: our own core, or a program in another language behind the line protocol. */
export interface ConformanceImplementation {
  evaluate(request: ConformanceRequest): ConformanceAnswer | Promise<ConformanceAnswer>;
}
