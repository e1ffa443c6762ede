import type { Evidence } from '../model/evaluation.ts';
import type { Finding } from './judge.ts';

/**
 * One finding per rule, window and set of offending items. Where several knowledge points say the same, the first by
 * id stands, and takes over the others' involved items and evidence.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const byKey = new Map<string, Finding>();
  const ordered = [...findings].sort((a, b) => compareText(a.knowledgePoint, b.knowledgePoint));
  for (const finding of ordered) {
    const key = `${finding.version.definition.id}\n${finding.window}\n${finding.offending.join(' ')}`;
    const first = byKey.get(key);
    byKey.set(key, first === undefined ? finding : join(first, finding));
  }
  return [...byKey.values()];
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

/** Code-unit order, the same on every platform. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
