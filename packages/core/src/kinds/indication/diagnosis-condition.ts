import { countedCodes, diagnosesOf } from '../../judge/diagnoses.ts';
import type { Judge } from '../../judge/judge.ts';
import { mayHaveLost } from '../../judge/lost-entries.ts';
import { formatDiagnosisCode } from '../../model/diagnosis-code.ts';
import type { SegmentView } from '../../segment/view.ts';
import type { Findings } from './conditions.ts';
import { FALSE, TRUE, unknown } from './conditions.ts';

/** Any of the prefixes among the confirmed diagnoses, or among the main ones. */
export function holdsDiagnosis(judge: Judge, view: SegmentView, at: number, findings: Findings | undefined): number {
  const isMainOnly = view.lists[at + 2] === 1;
  const diagnoses = diagnosesOf(judge, view);
  if (diagnoses === undefined) return unknown(findings, 'diagnoses');
  if (isMainOnly && !diagnoses.hasMain) return unknown(findings, 'diagnoses.isMain');
  const matched = isMainOnly ? diagnoses.main : diagnoses.any;
  const end = at + view.lists[at]!;
  let isFound = false;
  // Few diagnoses match anything; prefixes may be many.
  for (let k = at + 3; k <= end && !isFound && matched.length > 0; k += 1) {
    if (matched.includes(view.lists[k]!)) isFound = true;
  }
  // One that could not be read may be the one that is asked for.
  if (!isFound && mayHaveLost(judge.facts, 'diagnoses')) return unknown(findings, 'diagnoses');
  if (findings !== undefined) {
    const bound = prefixText(view, at + 3, end);
    findings.evidence.push({ fact: 'diagnoses.code', value: countedCodes(judge.facts), bound });
  }
  return isFound ? TRUE : FALSE;
}

function prefixText(view: SegmentView, from: number, to: number): string {
  const texts: string[] = [];
  for (let k = from; k <= to && texts.length < SHOWN_MAX; k += 1) {
    texts.push(formatDiagnosisCode(view.diagnoses.text(view.lists[k]!)));
  }
  return texts.join(' ');
}

/** Prefixes shown in evidence; the rule has the rest. */
const SHOWN_MAX = 20;
