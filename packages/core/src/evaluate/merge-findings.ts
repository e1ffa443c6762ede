import type { Finding } from '../judge/judge.ts';
import type { Evidence } from '../model/evaluation.ts';

/**
 * One finding per rule, window and set of offending items. Where several knowledge points say the same, the first by
 * id stands, and takes over the others' involved items and evidence.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  if (areApart(findings)) return findings;
  const byKey = new Map<string, Finding>();
  const ordered = [...findings].sort((a, b) => compareText(a.knowledgePoint, b.knowledgePoint));
  for (const finding of ordered) {
    const key = `${finding.version.definition.id}\n${finding.window}\n${finding.offending.join(' ')}`;
    const first = byKey.get(key);
    byKey.set(key, first === undefined ? finding : join(first, finding));
  }
  return [...byKey.values()];
}

/**
 * Whether no two findings can have the same rule and offending items. Building a key for each to find that out cost 3 %
 * of an evaluation.
 */
function areApart(findings: readonly Finding[]): boolean {
  if (findings.length > COMPARED_MAX) return false;
  for (let a = 1; a < findings.length; a += 1) {
    for (let b = 0; b < a; b += 1) {
      if (mightBeSame(findings[a]!, findings[b]!)) return false;
    }
  }
  return true;
}

function mightBeSame(a: Finding, b: Finding): boolean {
  if (a.offending[0] !== b.offending[0]) return false;
  return a.version === b.version || a.version.definition.id === b.version.definition.id;
}

function join(first: Finding, second: Finding): Finding {
  return {
    ...first,
    involved: [...new Set([...first.involved, ...second.involved])].sort((a, b) => a - b),
    evidence: [
      ...first.evidence,
      ...second.evidence.filter((entry) => !first.evidence.some((own) => isSame(own, entry))),
    ],
  };
}

function isSame(a: Evidence, b: Evidence): boolean {
  return a.fact === b.fact && a.value === b.value && a.bound === b.bound;
}

/** Beyond, comparing each with each costs more than the keys. */
const COMPARED_MAX = 16;

/** Code-unit order, the same on every platform. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
