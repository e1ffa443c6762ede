import { itemAmountFen } from '../../judge/amounts.ts';
import { ROLE_DRAFT } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, parameter, parameterOr, parameterView, undetermined } from '../../judge/judge.ts';
import type { Evidence } from '../../model/evaluation.ts';
import { PARAMETER_ABSENT } from '../../segment/encoding.ts';
import { ROW_ID, ROW_INTS } from '../../segment/row.ts';
import type { Findings } from './conditions.ts';
import { FALSE, holds, TRUE, UNKNOWN } from './conditions.ts';

/** The item is meant for certain conditions, and none of them is known to hold. */
export function evaluateAllow(judge: Judge): void {
  const truth = judgeGroups(judge, undefined);
  if (truth === TRUE) clear(judge);
  else report(judge, truth === UNKNOWN);
}

/** The item is contraindicated by certain conditions, and one of them holds. */
export function evaluateDeny(judge: Judge): void {
  const truth = judgeGroups(judge, undefined);
  if (truth === FALSE) clear(judge);
  else report(judge, truth === UNKNOWN);
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
  const attestations = facts.raw[item]!.attestations ?? [];
  if (attestations.includes(view.text(view.rows[row * ROW_INTS + ROW_ID]!))) return clear(judge);
  undetermined(judge, [item], ['evidence'], true);
}

/** Any group suffices; all conditions of a group must hold. Three-valued throughout. */
function judgeGroups(judge: Judge, findings: Findings | undefined): number {
  const list = parameterOr(judge, 0, -1);
  if (list < 0) {
    findings?.missing.add('rule.groups');
    return UNKNOWN;
  }
  const { lists } = parameterView(judge, 0);
  let truth = FALSE;
  for (let k = 1; k <= lists[list]!; k += 1) {
    const groupTruth = judgeGroup(judge, lists[list + k]!, findings);
    if (groupTruth === TRUE) return TRUE;
    if (groupTruth === UNKNOWN) truth = UNKNOWN;
  }
  return truth;
}

function judgeGroup(judge: Judge, group: number, findings: Findings | undefined): number {
  const view = parameterView(judge, 0);
  // What is missing from a group that is false anyway is not what leaves the rule undecided.
  const own = findings === undefined ? undefined : { missing: new Set<string>(), evidence: findings.evidence };
  let truth = TRUE;
  for (let c = 1; c <= view.lists[group]!; c += 1) {
    truth = Math.min(truth, holds(judge, view, view.lists[group + c]!, own));
    if (truth === FALSE) return FALSE;
  }
  for (const fact of own?.missing ?? []) findings?.missing.add(fact);
  return truth;
}

/** Goes through the conditions once more, this time for the words: most candidates never get here. */
function report(judge: Judge, isUnknown: boolean): void {
  const findings: Findings = { missing: new Set(), evidence: [] };
  judgeGroups(judge, findings);
  if (isUnknown) return undetermined(judge, [judge.item], [...findings.missing].sort());
  const evidence = findings.evidence.filter(isFirst);
  // After reversals: what was given back is not at stake.
  const amountFen = itemAmountFen(judge.facts, judge.item);
  hit(judge, {
    offending: [judge.item],
    involved: [],
    window: 'line',
    ...(amountFen === amountFen ? { excess: { amountFen } } : {}),
    evidence,
    words: { value: evidence[0]?.value ?? '', bound: evidence[0]?.bound ?? '' },
  });
}

function isFirst(entry: Evidence, index: number, all: readonly Evidence[]): boolean {
  return all.findIndex((other) => other.fact === entry.fact && other.bound === entry.bound) === index;
}
