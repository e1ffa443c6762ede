import { judgeEncounter } from '../evaluate/evaluate.ts';
import { ROLE_DRAFT } from '../judge/facts.ts';
import type { Judge, Trace, TraceOutcome } from '../judge/judge.ts';
import type { Encounter } from '../model/encounter.ts';
import type { Evidence, LocalText } from '../model/evaluation.ts';
import type { ItemId, KnowledgePointId, RuleId, SegmentDigest } from '../model/ids.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { ROW_ID, ROW_INTS } from '../segment/row.ts';

/** Why each knowledge point that an item is posted to fired, did not, or could not be decided. */
export interface Explanation {
  readonly candidates: readonly ExplainedCandidate[];
}

/** One candidate. */
export interface ExplainedCandidate {
  readonly rule: RuleId;
  readonly name: LocalText;
  readonly kind: string;
  readonly mode: string;
  readonly knowledgePoint: KnowledgePointId;
  readonly segment: SegmentDigest;
  readonly items: readonly ItemId[];
  /**
   * `hit` · `preexisting`: fires, but involves no draft · `clear` · `undetermined` · `not-in-force`: on the item's day · `replaced`: by a newer segment ·
   * `other-phase`: not for this phase or scene · `other-payer`: the item is not on the rule's account.
   */
  readonly outcome: TraceOutcome;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly string[];
}

/** What to explain: one rule, one item, both, or everything. */
export interface ExplainTarget {
  readonly rule?: RuleId;
  readonly item?: ItemId;
}

/**
 * Every candidate that an evaluation looks at, with its outcome, in the order in which they were judged.
 *
 * The same code judges here and in `evaluate`, so an explanation cannot tell another story. Never throws; an encounter
 * that cannot be read has no candidates. Costs several times an evaluation.
 */
export function explain(ruleset: Ruleset, encounter: Encounter, target: ExplainTarget = {}): Explanation {
  const candidates: ExplainedCandidate[] = [];
  const trace: Trace = {
    note(judge, outcome, items, evidence, missing, involved = []) {
      const told = outcome === 'hit' && !holdsDraft(judge, [...items, ...involved]) ? 'preexisting' : outcome;
      const explained = describe(judge, told, items, evidence, missing);
      if (isWanted(explained, target)) candidates.push(explained);
    },
  };
  judgeEncounter(ruleset, encounter, trace, 'skip');
  return { candidates };
}

function describe(
  judge: Judge,
  outcome: TraceOutcome,
  items: readonly number[],
  evidence: readonly Evidence[],
  missing: readonly string[],
): ExplainedCandidate {
  const { definition } = judge.version;
  const { view } = judge.segment;
  return {
    rule: definition.id,
    name: definition.name,
    kind: definition.logic.kind,
    mode: definition.logic.mode,
    knowledgePoint: view.text(view.rows[judge.row * ROW_INTS + ROW_ID]!),
    segment: judge.segment.digest,
    items: items.map((i) => judge.facts.raw[i]!.id),
    outcome,
    evidence,
    missing,
  };
}

function holdsDraft(judge: Judge, items: readonly number[]): boolean {
  return items.some((i) => judge.facts.role[i] === ROLE_DRAFT);
}

function isWanted(candidate: ExplainedCandidate, target: ExplainTarget): boolean {
  return (
    (target.rule === undefined || candidate.rule === target.rule) &&
    (target.item === undefined || candidate.items.includes(target.item))
  );
}
