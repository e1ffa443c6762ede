import { offerFixes } from '../fix/offer-fixes.ts';
import type { Encounter } from '../model/encounter.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { assemble, reachedUnder } from './assemble.ts';
import { judgeCandidates } from './candidates.ts';
import type { Facts } from './facts.ts';
import { ITEM_MAPPED, ROLE_HISTORY } from './facts.ts';
import { indexCodes, markCandidates } from './index-codes.ts';
import type { Judge, Trace } from './judge.ts';
import { netReversals } from './net.ts';
import { readEncounter } from './read-encounter.ts';
import { returnFacts, takeFacts } from './scratch.ts';
import { withoutMalformed } from './without-malformed.ts';

/** How to evaluate. */
export interface EvaluateOptions {
  /** Milliseconds of a clock that never runs back; evaluation reads no clock of its own. */
  readonly clock?: () => number;
  /**
   * `offer` (default): each alert carries the fixes that were tried and found to keep their promise, at the price of
   * one evaluation per fix. `skip`: none, for bulk work.
   */
  readonly fixes?: 'offer' | 'skip';
}

/**
 * Alerts, undecided rules and decision for one encounter under one ruleset.
 *
 * Total and deterministic: never throws, reads no clock, and equal arguments give byte-equal results on every platform
 * (`analysisMs` apart). A rule whose facts are missing is listed in `undetermined`; it is not treated as satisfied. An
 * encounter that cannot be read is answered with `status: 'refused'`.
 *
 * Cost: one dictionary look-up per distinct code and segment plus the knowledge points of those codes. Nothing is
 * allocated per candidate until one fires.
 *
 * @param encounter - At most `ITEMS_MAX` items.
 * @example
 * const evaluation = evaluate(ruleset, encounter);
 * for (const alert of evaluation.alerts) console.log(alert.message['zh-CN']);
 */
export function evaluate(ruleset: Ruleset, encounter: Encounter, options: EvaluateOptions = {}): Evaluation {
  const started = options.clock?.();
  const judged = judgeEncounter(ruleset, encounter, undefined);
  const evaluation =
    options.fixes === 'skip' || judged.alerts.length === 0
      ? judged
      : offerFixes(ruleset, readable(encounter, judged), judged, evaluatePlain);
  return options.clock === undefined || started === undefined
    ? evaluation
    : { ...evaluation, analysisMs: options.clock() - started };
}

/** What of the encounter could be read: fixes are tried on what was judged. */
function readable(encounter: Encounter, judged: Evaluation): Encounter {
  const malformed = judged.diagnostics.filter((diagnostic) => diagnostic.code === 'field-malformed');
  return malformed.length === 0 ? encounter : withoutMalformed(encounter, malformed);
}

/** Evaluates without fixes or clock: what a fix is tried with. */
function evaluatePlain(ruleset: Ruleset, encounter: Encounter): Evaluation {
  return judgeEncounter(ruleset, encounter, undefined);
}

/** @internal Evaluation with an optional record of every candidate, for explaining. */
export function judgeEncounter(ruleset: Ruleset, encounter: Encounter, trace: Trace | undefined): Evaluation {
  const facts = takeFacts(itemCountOf(encounter));
  try {
    facts.encounter = encounter;
    if (!readEncounter(facts, encounter)) return refused(ruleset, facts);
    if (facts.diagnostics.length > 0) readAgainClean(facts, encounter);
    reportDuplicates(facts);
    const withoutCode = indexCodes(facts, ruleset);
    netReversals(facts);
    markCandidates(facts);
    const judge = createJudge(ruleset, facts, trace);
    judgeCandidates(judge);
    return assemble(
      judge,
      [...withoutCode, ...unknownToCatalogue(judge)].sort((a, b) => a - b),
    );
  } finally {
    returnFacts(facts);
  }
}

/** Malformed fields are taken out and the rest is read anew: from here on, what is there is well-formed. */
function readAgainClean(facts: Facts, encounter: Encounter): void {
  const { diagnostics } = facts;
  facts.encounter = withoutMalformed(encounter, diagnostics);
  facts.diagnostics = [];
  readEncounter(facts, facts.encounter);
  facts.diagnostics = diagnostics;
}

/** Two drafts or context items of one id cannot be told apart in an alert. History is only ever pointed at. */
function reportDuplicates(facts: Facts): void {
  const seen = new Set<string>();
  for (let i = 0; i < facts.count; i += 1) {
    if (facts.role[i] === ROLE_HISTORY) continue;
    const { id } = facts.raw[i]!;
    if (seen.has(id)) facts.diagnostics.push({ code: 'item-duplicate', path: `items[${i}].id` });
    seen.add(id);
  }
}

function itemCountOf(encounter: Encounter | null | undefined): number {
  const items: unknown = encounter?.items;
  return Array.isArray(items) ? items.length : 0;
}

function createJudge(ruleset: Ruleset, facts: Facts, trace: Trace | undefined): Judge {
  const { segments } = ruleset;
  return {
    facts,
    ruleset,
    segmentIndex: 0,
    // Overwritten before anything is judged; a ruleset without segments judges nothing.
    segment: segments[0] as Judge['segment'],
    view: segments[0]?.view as Judge['view'],
    row: 0,
    side: 0,
    version: undefined as unknown as Judge['version'],
    from: 0,
    to: 0,
    item: 0,
    findings: [],
    undecided: [],
    partials: [],
    judged: new Set(),
    lookup: {
      ids: segments.map(() => new Int32Array(facts.codeCount)),
      isWhole: [],
      candidateCount: 0,
      prefixes: [],
      keys: new Map(),
      diagnoses: new Map(),
      lookups: 0,
    },
    candidates: 0,
    touched: 0,
    trace,
  };
}

/** Drafts and context items whose code no catalogue row has. Says nothing when there is no catalogue. */
function unknownToCatalogue(judge: Judge): number[] {
  const { facts, ruleset } = judge;
  const unknown: number[] = [];
  if (!ruleset.hasCatalogue) return unknown;
  for (let code = 0; code < facts.codeCount; code += 1) {
    if (facts.isCandidate[code] === 0 || isInCatalogue(judge, code)) continue;
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (facts.role[i] !== ROLE_HISTORY && (facts.flags[i]! & ITEM_MAPPED) === 0) unknown.push(i);
    }
  }
  return unknown;
}

function isInCatalogue(judge: Judge, code: number): boolean {
  const { segments } = judge.ruleset;
  for (let s = 0; s < segments.length; s += 1) {
    const { view, catalogueMasked } = segments[s]!;
    const id = judge.lookup.ids[s]![code]!;
    if (id < 0) continue;
    for (let row = view.catalogueStart[id]!; row < view.catalogueStart[id + 1]!; row += 1) {
      if ((catalogueMasked[row >>> 5]! & (1 << (row & 31))) === 0) return true;
    }
  }
  return false;
}

function refused(ruleset: Ruleset, facts: Facts): Evaluation {
  const id: unknown = (facts.encounter as Encounter | null | undefined)?.id;
  return {
    encounterId: typeof id === 'string' ? id : '',
    status: 'refused',
    alerts: [],
    preexisting: [],
    undetermined: [],
    exempted: [],
    partial: [],
    unmapped: [],
    decision: 'pass',
    reachedUnder: reachedUnder(ruleset),
    diagnostics: facts.diagnostics,
    work: { items: 0, lookups: 0, candidates: 0, hits: 0 },
  };
}
