import type { Facts } from '../judge/facts.ts';
import { indexCodes, markCandidates } from '../judge/index-codes.ts';
import type { Judge, Trace } from '../judge/judge.ts';
import { createJudgedRows } from '../judge/judged-rows.ts';
import { createFoundPrefixes } from '../judge/prefixes.ts';
import type { Encounter } from '../model/encounter.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { judgeCandidates } from './candidates.ts';
import { netReversals } from './net.ts';
import { readEncounter } from './read-encounter.ts';
import { reportContradictions } from './report-contradictions.ts';
import { reportDuplicates } from './report-duplicates.ts';
import { withoutMalformed } from './without-malformed.ts';

/**
 * Reads the encounter into the facts and judges it. `undefined` when it cannot be read at all; `facts.diagnostics`
 * says why.
 */
export function judgeFacts(
  ruleset: Ruleset,
  facts: Facts,
  encounter: Encounter,
  trace: Trace | undefined,
): Judge | undefined {
  facts.encounter = encounter;
  if (!readEncounter(facts, encounter)) return undefined;
  if (facts.diagnostics.length > 0) readAgainClean(facts, encounter);
  reportDuplicates(facts);
  reportContradictions(facts);
  const withoutCode = indexCodes(facts, ruleset);
  netReversals(facts);
  markCandidates(facts);
  const judge = createJudge(ruleset, facts, withoutCode, trace);
  judgeCandidates(judge);
  return judge;
}

/** Malformed fields are taken out and the rest is read anew: from here on, what is there is well-formed. */
function readAgainClean(facts: Facts, encounter: Encounter): void {
  const { diagnostics } = facts;
  facts.encounter = withoutMalformed(encounter, diagnostics);
  facts.diagnostics = [];
  readEncounter(facts, facts.encounter);
  facts.diagnostics = diagnostics;
}

function createJudge(ruleset: Ruleset, facts: Facts, withoutCode: readonly number[], trace: Trace | undefined): Judge {
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
    judged: createJudgedRows(),
    lookup: {
      ids: segments.map(() => new Array<number>(facts.codeCount).fill(-1)),
      isWhole: [],
      candidateCount: 0,
      prefixes: segments.map(() => createFoundPrefixes(facts.codeCount)),
      keys: new Map(),
      diagnoses: new Map(),
      lookups: 0,
    },
    withoutCode,
    isWanted: undefined,
    candidates: 0,
    touched: 0,
    trace,
  };
}
