import { expandDiagnosis } from '../../compile/diagnosis-prefixes.ts';
import { normaliseDiagnosisCode } from '../../model/diagnosis-code.ts';
import { isRecord } from '../../segment/check-definition.ts';
import type { Check } from '../check.ts';
import type { Report, ReportedRow } from '../report.ts';
import { hasPrefix, type SortedCodes } from '../source-view.ts';

/** Diagnoses of conditions are written as codes, prefixes or ranges, and the code list has some that begin so. */
export const checkDiagnoses: Check = (view, report, { diagnoses }) => {
  const known = diagnoses === undefined ? undefined : [...new Set(diagnoses.flatMap(normaliseDiagnosisCode))].sort();
  for (const rule of view.rules) {
    const parameters: Readonly<Record<string, unknown>> = rule.content.logic.parameters ?? {};
    checkGroups(parameters['groups'], rule, 'logic.parameters', report, known);
  }
  for (const point of view.knowledge) {
    checkGroups(point.content.parameters?.['groups'], point, 'parameters', report, known);
  }
};

function checkGroups(
  groups: unknown,
  row: ReportedRow,
  root: string,
  report: Report,
  known: SortedCodes | undefined,
): void {
  if (!Array.isArray(groups)) return;
  for (const [groupIndex, group] of groups.entries()) {
    const conditions: unknown = isRecord(group) ? group['allOf'] : undefined;
    if (!Array.isArray(conditions)) continue;
    for (const [index, condition] of conditions.entries()) {
      if (!isRecord(condition) || condition['kind'] !== 'diagnosis' || !Array.isArray(condition['codes'])) continue;
      for (const [position, code] of condition['codes'].entries()) {
        if (typeof code !== 'string') continue;
        checkCode(code, row, `${root}.groups[${groupIndex}].allOf[${index}].codes[${position}]`, report, known);
      }
    }
  }
}

function checkCode(code: string, row: ReportedRow, path: string, report: Report, known: SortedCodes | undefined): void {
  const prefixes = expandDiagnosis(code);
  if (prefixes === undefined) {
    report.add('diagnosis-malformed', row, path, `\`${code}\` is not a diagnosis code, prefix or range`);
    return;
  }
  if (prefixes.some((prefix) => prefix.length < CATEGORY_LENGTH)) {
    report.add('diagnosis-broad', row, path, `\`${code}\` reaches more than one category`);
    return;
  }
  // Of a range, some categories may be unused; of everything else, each part must be there.
  const isRange = prefixes.length > 1 && code.includes('-');
  const found = prefixes.filter((prefix) => known === undefined || hasPrefix(known, prefix));
  if (isRange ? found.length > 0 : found.length === prefixes.length) return;
  report.add('diagnosis-unknown', row, path, `the code list has no diagnosis that begins with \`${code}\``);
}

/** A letter and two digits. */
const CATEGORY_LENGTH = 3;
