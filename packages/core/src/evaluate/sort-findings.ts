import { ROLE_DRAFT } from '../judge/facts.ts';
import type { Finding, Judge } from '../judge/judge.ts';
import type { Severity } from '../model/evaluation.ts';
import { compareText, mergeFindings } from './merge-findings.ts';

/** Findings by what becomes of them, each list most severe first. */
export interface SortedFindings {
  readonly alerts: readonly Finding[];
  /** They involve no draft. */
  readonly preexisting: readonly Finding[];
  /** Set aside because of a declared emergency. */
  readonly exempted: readonly Finding[];
}

/** Merges the findings and tells alerts from old matters and from what an emergency excuses. */
export function sortFindings(judge: Judge, findings: readonly Finding[]): SortedFindings {
  const alerts: Finding[] = [];
  const preexisting: Finding[] = [];
  const exempted: Finding[] = [];
  for (const finding of [...mergeFindings(findings)].sort(compareFindings)) {
    if (isExempt(judge, finding)) exempted.push(finding);
    else if (involvesDraft(judge, finding)) alerts.push(finding);
    else preexisting.push(finding);
  }
  return { alerts, preexisting, exempted };
}

/** The findings that are alerts, merged, in no order. */
export function alertsAmong(judge: Judge, findings: readonly Finding[]): readonly Finding[] {
  return mergeFindings(findings).filter((finding) => !isExempt(judge, finding) && involvesDraft(judge, finding));
}

/** 0 is the most severe. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function isExempt(judge: Judge, finding: Finding): boolean {
  return judge.facts.emergencyReason !== undefined && finding.version.definition.isEmergencyExempt === true;
}

function involvesDraft(judge: Judge, finding: Finding): boolean {
  const { role } = judge.facts;
  return finding.offending.some((i) => role[i] === ROLE_DRAFT) || finding.involved.some((i) => role[i] === ROLE_DRAFT);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    severityRank(a.version.definition.severity) - severityRank(b.version.definition.severity) ||
    (a.offending[0] ?? 0) - (b.offending[0] ?? 0) ||
    compareText(a.version.definition.id, b.version.definition.id) ||
    compareText(a.knowledgePoint, b.knowledgePoint) ||
    compareText(a.window, b.window)
  );
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];
