import { ROLE_DRAFT } from '../../evaluate/facts.ts';
import type { Judge } from '../../evaluate/judge.ts';
import { clear, hit, parameter, parameterOr, parameterView, undetermined } from '../../evaluate/judge.ts';
import type { Evidence } from '../../model/evaluation.ts';
import { ROW_ID, ROW_INTS } from '../../segment/row.ts';
import { PARAMETER_ABSENT } from '../encoding.ts';
import { FALSE, holds, TRUE, UNKNOWN } from './conditions.ts';

/** The item is meant for certain conditions, and none of them is known to hold. */
export function evaluateAllow(judge: Judge): void {
  const found = judgeGroups(judge);
  if (found.truth === TRUE) return clear(judge);
  if (found.truth === UNKNOWN) return undetermined(judge, [judge.item], found.missing);
  report(judge, found.evidence);
}

/** The item is contraindicated by certain conditions, and one of them holds. */
export function evaluateDeny(judge: Judge): void {
  const found = judgeGroups(judge);
  if (found.truth === FALSE) return clear(judge);
  if (found.truth === UNKNOWN) return undetermined(judge, [judge.item], found.missing);
  report(judge, found.evidence);
}

/** A question that only a person can answer, until someone attests that the evidence is on file. */
export function evaluateEvidence(judge: Judge): void {
  const { facts, view, row, item } = judge;
  // Nobody is asked about what is not being ordered now.
  if (facts.role[item] !== ROLE_DRAFT) return clear(judge);
  const visitTypes = parameter(judge, 0);
  if (visitTypes !== PARAMETER_ABSENT && facts.visitType > 0 && (visitTypes & (1 << (facts.visitType - 1))) === 0) {
    return clear(judge);
  }
  const { attestations } = facts.raw[item]!;
  const id = view.text(view.rows[row * ROW_INTS + ROW_ID]!);
  if (Array.isArray(attestations) && attestations.includes(id)) return clear(judge);
  undetermined(judge, [item], ['evidence'], true);
}

interface Judgement {
  readonly truth: number;
  readonly missing: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Any group suffices; all conditions of a group must hold. Three-valued throughout. */
function judgeGroups(judge: Judge): Judgement {
  const list = parameterOr(judge, 0, -1);
  if (list < 0) return { truth: UNKNOWN, missing: ['rule.groups'], evidence: [] };
  const view = parameterView(judge, 0);
  const missing = new Set<string>();
  const evidence: Evidence[] = [];
  let truth = FALSE;
  for (let k = 1; k <= view.lists[list]!; k += 1) {
    const group = view.lists[list + k]!;
    let groupTruth = TRUE;
    const groupMissing: string[] = [];
    for (let c = 1; c <= view.lists[group]!; c += 1) {
      const conditionTruth = holds(judge, view, view.lists[group + c]!, groupMissing, evidence);
      groupTruth = Math.min(groupTruth, conditionTruth);
      if (groupTruth === FALSE) break;
    }
    if (groupTruth === TRUE) return { truth: TRUE, missing: [], evidence };
    if (groupTruth === UNKNOWN) {
      truth = UNKNOWN;
      for (const fact of groupMissing) missing.add(fact);
    }
  }
  return { truth, missing: [...missing].sort(), evidence };
}

function report(judge: Judge, evidence: readonly Evidence[]): void {
  const unique = evidence.filter(
    (entry, index) => evidence.findIndex((other) => other.fact === entry.fact && other.bound === entry.bound) === index,
  );
  hit(judge, {
    offending: [judge.item],
    involved: [],
    window: 'line',
    evidence: unique,
    words: { value: unique[0]?.value ?? '', bound: unique[0]?.bound ?? '' },
  });
}
