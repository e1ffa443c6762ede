import type { Facts } from '../judge/facts.ts';
import { indexCodes, markCandidates } from '../judge/index-codes.ts';
import type { Judge, Trace } from '../judge/judge.ts';
import { createJudgedRows } from '../judge/judged-rows.ts';
import type { LostEntries } from '../judge/lost-entries.ts';
import { createFoundPrefixes } from '../judge/prefixes.ts';
import { countSteps } from '../judge/steps.ts';
import type { Encounter } from '../model/encounter.ts';
import type { InputDiagnostic } from '../model/evaluation.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { judgeCandidates } from './candidates.ts';
import type { Doubts } from './doubts.ts';
import { doubtsOf, fieldsByIndex, isDoubt, keepUndoubted, settleOtherwise } from './doubts.ts';
import { netReversals } from './net.ts';
import { readEncounter } from './read-encounter.ts';
import { reportContradictions } from './report-contradictions.ts';
import { reportDuplicates } from './report-duplicates.ts';
import { lostEntriesOf, withoutMalformed } from './without-malformed.ts';

/**
 * Reads the encounter into the facts and judges it. `undefined` when it cannot be read at all; `facts.diagnostics`
 * says why.
 *
 * @param lost - What an earlier reading of the encounter left out of its lists.
 */
export function judgeFacts(
  ruleset: Ruleset,
  facts: Facts,
  encounter: Encounter,
  trace: Trace | undefined,
  lost?: LostEntries,
): Judge | undefined {
  countSteps();
  facts.encounter = encounter;
  facts.lost = lost;
  if (!readEncounter(facts, encounter)) return undefined;
  if (facts.diagnostics.length === 0) return judgeRead(ruleset, facts, trace);
  const complaints = [...facts.diagnostics];
  facts.lost = lostEntriesOf(encounter, complaints);
  const doubts = doubtsOf(complaints);
  if (doubts.size === 0) {
    readClean(facts, encounter, complaints);
    return judgeRead(ruleset, facts, trace);
  }
  return judgeBothWays(ruleset, facts, encounter, doubts, trace);
}

/** Judges with doubtful items as they would be by default, then settled otherwise: what stands both ways is found. */
function judgeBothWays(
  ruleset: Ruleset,
  facts: Facts,
  encounter: Encounter,
  doubts: Doubts,
  trace: Trace | undefined,
): Judge {
  const complaints = [...facts.diagnostics];
  readClean(facts, encounter, complaints);
  const byDefault = judgeRead(ruleset, facts, undefined);
  const { diagnostics } = facts;
  const settled = settleOtherwise(encounter, doubts);
  readClean(
    facts,
    settled,
    complaints.filter(({ path }) => !isDoubt(path)),
  );
  const judge = judgeRead(ruleset, facts, trace);
  facts.diagnostics = diagnostics;
  keepUndoubted(judge, byDefault, fieldsByIndex(doubts, complaints));
  return judge;
}

function judgeRead(ruleset: Ruleset, facts: Facts, trace: Trace | undefined): Judge {
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
function readClean(facts: Facts, encounter: Encounter, complaints: readonly InputDiagnostic[]): void {
  facts.encounter = withoutMalformed(encounter, complaints);
  facts.diagnostics = [];
  readEncounter(facts, facts.encounter);
  facts.diagnostics = [...complaints];
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
    priorUse: undefined,
    withoutCode,
    isWanted: undefined,
    candidates: 0,
    touched: 0,
    trace,
  };
}
