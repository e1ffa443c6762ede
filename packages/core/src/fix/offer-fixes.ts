import { severityRank } from '../evaluate/sort-findings.ts';
import type { Finding, Judge } from '../judge/judge.ts';
import { steps } from '../judge/steps.ts';
import type { Evaluation, Fix } from '../model/evaluation.ts';
import { KIND_MODE_NUMBERS } from '../segment/kind-numbers.ts';
import { listValues } from '../segment/list-field.ts';
import { ROW_INTS, ROW_OTHERS } from '../segment/row.ts';
import { itemsOfFix } from './apply-fix.ts';
import { draftsById, proposeFixes } from './propose-fixes.ts';
import { tryFix } from './try-fix.ts';

/**
 * The evaluation with the fixes that keep their promise: applying one removes its alert and adds none of equal or
 * greater severity. Each proposal is tried by judging again what it touches; one that fails is not offered.
 *
 * Cost: the knowledge points of the changed items per proposal, at most `FIX_TRIALS_MAX`, and fewer where judging once was
 * much work; what is proposed beyond that is counted in `work.fixesUntried` and not offered.
 *
 * @param judge - Has judged the encounter; its facts are changed for each trial and changed back.
 * @param findings - Those of the evaluation's alerts, in the same order.
 */
export function offerFixes(judge: Judge, findings: readonly Finding[], evaluation: Evaluation): Evaluation {
  if (findings.length === 0) return evaluation;
  const drafts = draftsById(judge.facts.encounter.items);
  const subjects = findings.map((finding) => subjectOf(judge, finding));
  const known: Known = {
    findings,
    subjects,
    subjectByFinding: new Map(findings.map((finding, index) => [finding, subjects[index]!])),
    all: new Set(subjects),
  };
  const trialsMax = trialsFor(judge);
  let trials = 0;
  let fixesUntried = 0;
  const alerts = evaluation.alerts.map((alert, index) => {
    const fixes: Fix[] = [];
    for (const fix of proposeFixes(drafts, alert, companionsOf(findings[index]!))) {
      if (fixes.some((offered) => removesMore(fix, offered))) continue;
      if (trials === trialsMax) {
        fixesUntried += 1;
        continue;
      }
      trials += 1;
      const isKept = tryFix(judge, fix, (trial, remaining) => keepsItsPromise(known, index, trial, remaining));
      if (isKept) fixes.push(fix);
    }
    return fixes.length === 0 ? alert : { ...alert, fixes };
  });
  const work = fixesUntried === 0 ? evaluation.work : { ...evaluation.work, fixesUntried };
  return { ...evaluation, alerts, work };
}

/** Whether a fix takes away what another does, and more. */
function removesMore(fix: Fix, other: Fix): boolean {
  return fix.kind === 'remove-items' && isRemoval(other) && itemsOfFix(other).every((id) => fix.items.includes(id));
}

function isRemoval({ kind }: Fix): boolean {
  return kind === 'remove-item' || kind === 'remove-items';
}

/** The first codes of which one has to stand beside the item; a prefix names no item that could be added. */
function companionsOf({ segment: { view }, row, version }: Finding): string[] {
  if (version.kindMode !== KIND_MODE_NUMBERS['companion.required']) return [];
  return listValues(view.lists, view.rows[row * ROW_INTS + ROW_OTHERS]!)
    .filter((reference) => (reference & 1) === 0)
    .slice(0, COMPANIONS_MAX)
    .map((reference) => view.codes.text(reference >>> 1));
}

/** The alerts that there were before a fix, and what each is about. */
interface Known {
  readonly findings: readonly Finding[];
  readonly subjects: readonly string[];
  readonly subjectByFinding: ReadonlyMap<Finding, string>;
  readonly all: ReadonlySet<string>;
}

/** Whether alert `fixed` is gone and nothing as loud has come instead. Looks no further than the first breach. */
function keepsItsPromise(known: Known, fixed: number, trial: Judge, remaining: readonly Finding[]): boolean {
  const { definition } = known.findings[fixed]!.version;
  for (const finding of remaining) {
    // What was not judged again is the same object as before.
    const subject = known.subjectByFinding.get(finding) ?? subjectOf(trial, finding);
    if (subject === known.subjects[fixed]) return false;
    if (known.all.has(subject)) continue;
    const { id, severity } = finding.version.definition;
    if (id === definition.id || severityRank(severity) <= severityRank(definition.severity)) return false;
  }
  return true;
}

/** What an alert is about; its id also covers the measured values, which a fix of another item may move. */
function subjectOf(judge: Judge, finding: Finding): string {
  const ids = finding.offending.map((i) => judge.facts.raw[i]!.id);
  return `${finding.version.definition.id}\n${finding.knowledgePoint}\n${ids.join('\n')}`;
}

/** A trial costs at most what the evaluation did. */
function trialsFor({ facts, candidates }: Judge): number {
  const cost = steps.total + (facts.count + candidates) * STEPS_PER_ITEM;
  return Math.max(1, Math.min(FIX_TRIALS_MAX, Math.floor(TRIAL_STEPS_MAX / cost)));
}

/** Companions that are proposed. */
const COMPANIONS_MAX = 3;
/** Most changes tried for one evaluation: a screenful of alerts, and bounded time on a hostile one. */
export const FIX_TRIALS_MAX = 64;
/** Steps for all trials of one evaluation: about a second. */
const TRIAL_STEPS_MAX = 10_000_000;
/** Reading or judging an item takes as long as so many steps. */
const STEPS_PER_ITEM = 8;
