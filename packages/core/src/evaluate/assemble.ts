import type { Finding, FindingExcess, Judge, Undecided } from '../judge/judge.ts';
import { formatScaled } from '../model/decimal.ts';
import type { Alert, Basis, DispositionKind, Evaluation, Exempted, Undetermined } from '../model/evaluation.ts';
import type { ItemId } from '../model/ids.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { readBasis } from '../segment/read-basis.ts';
import { ROW_ID, ROW_INTS, ROW_TEXT } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { RuleDefinition } from '../source/rule-source.ts';
import { alertIdOf } from './alert-id.ts';
import { decideAlert, stricter } from './decide.ts';
import { compareText } from './merge-findings.ts';
import { wordAlert, wordQuestion } from './message.ts';
import type { SortedFindings } from './sort-findings.ts';

/** Words the findings and puts them into an evaluation. Fixes are offered afterwards. */
export function assemble(judge: Judge, sorted: SortedFindings, unmapped: readonly number[]): Evaluation {
  const alerts = sorted.alerts.map((finding) => buildAlert(judge, finding));
  return {
    encounterId: judge.facts.encounter.id,
    status: 'complete',
    alerts,
    preexisting: sorted.preexisting.map((finding) => buildAlert(judge, finding)),
    undetermined: buildUndetermined(judge),
    exempted: sorted.exempted.map((finding) => buildExempted(judge, finding)),
    partial: buildPartial(judge, alerts),
    unmapped: idsOf(judge, unmapped),
    decision: alerts.reduce((strictest, alert) => stricter(strictest, alert.decision), 'pass' as Alert['decision']),
    reachedUnder: reachedUnder(judge.ruleset),
    diagnostics: judge.facts.diagnostics,
    work: {
      items: judge.facts.count,
      lookups: judge.lookup.lookups,
      candidates: judge.candidates,
      hits: judge.findings.length,
    },
  };
}

/** Manifest, segments and killed rules of a ruleset. */
export function reachedUnder(ruleset: Ruleset): Evaluation['reachedUnder'] {
  const { manifest, killed } = ruleset;
  const segments = ruleset.segments.map((segment) => segment.digest);
  return killed.length === 0 ? { manifest, segments } : { manifest, segments, killed };
}

function buildExempted(judge: Judge, finding: Finding): Exempted {
  return {
    rule: finding.version.definition.id,
    knowledgePoint: finding.knowledgePoint,
    items: idsOf(judge, finding.offending),
    reason: judge.facts.emergencyReason ?? '',
  };
}

// Assigned one by one: spreads for the three optional fields in the middle were 2 % of an evaluation.
function buildAlert(judge: Judge, finding: Finding): Alert {
  const { definition } = finding.version;
  const { knowledgePoint } = finding;
  const alert: Partial<Writable<Alert>> = { id: alertIdOf(judge, finding, knowledgePoint), rule: definition.id };
  if (definition.nationalCode !== undefined) alert.nationalCode = definition.nationalCode;
  alert.knowledgePoint = knowledgePoint;
  alert.verdict = definition.verdict;
  if (definition.degree !== undefined) alert.degree = definition.degree;
  alert.severity = definition.severity;
  alert.offending = idsOf(judge, finding.offending);
  alert.involved = idsOf(judge, finding.involved);
  if (finding.excess !== undefined) alert.excess = buildExcess(finding.excess);
  alert.evidence = finding.evidence;
  alert.basis = basisOf(finding);
  alert.name = definition.name;
  alert.message = wordAlert(judge, finding);
  alert.decision = decideAlert(judge, finding.version);
  alert.dispositions = definition.dispositions ?? defaultDispositions(definition);
  alert.fixes = [];
  return alert as Alert;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Not payable is not forbidden: what only the fund refuses, the person may pay for. But what endangers the person is not
 * made safe by who pays, and a charge that is wrong in itself must not be passed on to the person.
 */
function defaultDispositions({ fundScope, logic }: RuleDefinition): readonly DispositionKind[] {
  const isWrongCharge = logic.kind === 'conflict' || logic.kind === 'price';
  return fundScope === 'any' || isWrongCharge ? CORRECTION : PAYMENT;
}

function buildExcess(excess: FindingExcess): NonNullable<Alert['excess']> {
  const { quantity, ...rest } = excess;
  return quantity === undefined ? rest : { quantity: formatScaled(quantity), ...rest };
}

/** The rule's clauses, then the knowledge point's own. */
function basisOf(finding: Finding | Undecided): readonly Basis[] {
  const basis = knownBasis(finding);
  return basis === undefined ? finding.version.definition.basis : [...finding.version.definition.basis, basis];
}

/** A basis is put together from texts; those of rules that fire often are put together once. */
function knownBasis({ segment, row }: Finding | Undecided): Basis | undefined {
  let known = BASES.get(segment.view);
  if (known === undefined || known.size >= BASES_MAX) {
    known = new Map();
    BASES.set(segment.view, known);
  }
  if (!known.has(row)) known.set(row, readBasis(segment.view, row));
  return known.get(row);
}

/** One question per rule: what lacks the same facts, or is asked in the same words, is asked once, for all its items. */
function buildUndetermined(judge: Judge): Undetermined[] {
  const byQuestion = new Map<string, Undecided[]>();
  for (const undecided of judge.undecided) {
    const key = `${undecided.version.definition.id}\n${undecided.missing.join('\n')}\n${promptOf(undecided)}`;
    const asked = byQuestion.get(key);
    if (asked === undefined) byQuestion.set(key, [undecided]);
    else asked.push(undecided);
  }
  return [...byQuestion.keys()].sort(compareText).map((key) => buildQuestion(judge, byQuestion.get(key)!));
}

function buildQuestion(judge: Judge, asked: readonly Undecided[]): Undetermined {
  const byPoint = new Map(asked.map((undecided) => [knowledgePointOf(undecided), undecided]));
  const points = [...byPoint.keys()].sort(compareText);
  const first = byPoint.get(points[0]!)!;
  const { definition } = first.version;
  const items = [...new Set(asked.flatMap((undecided) => undecided.items))].sort((a, b) => a - b);
  const prompt = promptOf(first);
  return {
    rule: definition.id,
    ...(definition.nationalCode === undefined ? {} : { nationalCode: definition.nationalCode }),
    knowledgePoint: points[0]!,
    ...(points.length === 1 ? {} : { knowledgePoints: points }),
    items: idsOf(judge, items),
    missing: first.missing,
    basis: basisOf(first),
    name: definition.name,
    ...(prompt === '' ? {} : { prompt }),
    ...(first.asksForEvidence ? { message: wordQuestion(judge, { ...first, items }) } : {}),
  };
}

function promptOf({ segment: { view }, row, asksForEvidence }: Undecided): string {
  return asksForEvidence ? view.text(view.rows[row * ROW_INTS + ROW_TEXT]!) : '';
}

function knowledgePointOf({ segment: { view }, row }: Undecided): string {
  return view.text(view.rows[row * ROW_INTS + ROW_ID]!);
}

function buildPartial(judge: Judge, alerts: readonly Alert[]): Evaluation['partial'] {
  const itemsByRule = new Map<string, Set<number>>();
  for (const { rule, items } of judge.partials) {
    const collected = itemsByRule.get(rule) ?? new Set<number>();
    for (const i of items) collected.add(i);
    itemsByRule.set(rule, collected);
  }
  // A rule that fired is not clear, whatever its other knowledge points say.
  for (const alert of alerts) itemsByRule.delete(alert.rule);
  return [...itemsByRule.keys()].sort(compareText).map((rule) => ({
    rule,
    items: idsOf(
      judge,
      [...itemsByRule.get(rule)!].sort((a, b) => a - b),
    ),
  }));
}

function idsOf(judge: Judge, items: readonly number[]): ItemId[] {
  return items.map((i) => judge.facts.raw[i]!.id);
}

const CORRECTION: readonly DispositionKind[] = ['return-and-change', 'continue-with-reason'];
const PAYMENT: readonly DispositionKind[] = ['return-and-change', 'self-pay-with-consent', 'continue-with-reason'];
const BASES = new WeakMap<SegmentView, Map<number, Basis | undefined>>();
/** Bases kept per segment: a megabyte at most. */
const BASES_MAX = 4096;
