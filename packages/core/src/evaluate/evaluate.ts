import { CoreError } from '../error.ts';
import { offerFixes } from '../fix/offer-fixes.ts';
import type { Facts } from '../judge/facts.ts';
import { ITEM_MAPPED, ROLE_HISTORY } from '../judge/facts.ts';
import type { Judge, Trace } from '../judge/judge.ts';
import type { Encounter } from '../model/encounter.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { catalogueStart } from '../segment/postings.ts';
import { assemble, reachedUnder } from './assemble.ts';
import { judgeFacts } from './judge-facts.ts';
import { returnFacts, takeFacts } from './scratch.ts';
import { sortFindings } from './sort-findings.ts';

/** How to evaluate. */
export interface EvaluateOptions {
  /** Milliseconds of a clock that never runs back; evaluation reads no clock of its own. */
  readonly clock?: () => number;
  /**
   * `offer` (default): each alert carries the fixes that were tried and found to keep their promise, at the price of
   * judging again what each of them touches. `skip`: none, for bulk work.
   */
  readonly fixes?: 'offer' | 'skip';
}

/**
 * Alerts, undecided rules and decision for one encounter under one ruleset.
 *
 * Total and deterministic: throws for no encounter, reads no clock, and equal arguments give byte-equal results on every
 * platform (`analysisMs` apart). A rule whose facts are missing is listed in `undetermined`; it is not treated as satisfied. An
 * encounter that cannot be read is answered with `status: 'refused'`.
 *
 * Cost: one dictionary look-up per distinct code and segment plus the knowledge points of those codes. Nothing is
 * allocated per candidate until one fires.
 *
 * @param encounter - At most `ITEMS_MAX` items.
 * @throws {@link CoreError} `ruleset-malformed` when `ruleset` is not what `activate` returned.
 * @example
 * const evaluation = evaluate(ruleset, encounter);
 * for (const alert of evaluation.alerts) console.log(alert.message['zh-CN']);
 */
export function evaluate(ruleset: Ruleset, encounter: Encounter, options: EvaluateOptions = {}): Evaluation {
  const started = options.clock?.();
  const evaluation = judgeEncounter(ruleset, encounter, undefined, options.fixes ?? 'offer');
  return options.clock === undefined || started === undefined
    ? evaluation
    : { ...evaluation, analysisMs: options.clock() - started };
}

/** @internal Evaluation with an optional record of every candidate, for explaining. */
export function judgeEncounter(
  ruleset: Ruleset,
  encounter: Encounter,
  trace: Trace | undefined,
  fixes: 'offer' | 'skip',
): Evaluation {
  if (!Array.isArray((ruleset as Ruleset | null | undefined)?.segments)) {
    throw new CoreError('ruleset-malformed', 'this is no ruleset');
  }
  const facts = takeFacts(itemCountOf(encounter));
  try {
    const judge = judgeFacts(ruleset, facts, encounter, trace);
    if (judge === undefined) return refused(ruleset, facts);
    const unmapped = [...judge.withoutCode, ...unknownToCatalogue(judge)].sort((a, b) => a - b);
    const sorted = sortFindings(judge, judge.findings);
    const evaluation = assemble(judge, sorted, unmapped);
    return fixes === 'skip' ? evaluation : offerFixes(judge, sorted.alerts, evaluation);
  } finally {
    returnFacts(facts);
  }
}

function itemCountOf(encounter: Encounter | null | undefined): number {
  const items: unknown = encounter?.items;
  return Array.isArray(items) ? items.length : 0;
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
    const past = catalogueStart(view, id + 1);
    for (let row = catalogueStart(view, id); row < past; row += 1) {
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
    // Nothing was judged, so nothing may pass unseen; and nothing was found, so nothing may block.
    decision: 'remind',
    reachedUnder: reachedUnder(ruleset),
    diagnostics: facts.diagnostics,
    work: { items: 0, lookups: 0, candidates: 0, hits: 0 },
  };
}
