import { isRecord } from '../../segment/check-definition.ts';
import { INSURANCE_TYPES, REPRODUCTIVE_STATES, VISIT_TYPES } from '../../segment/numbering.ts';
import { ageRangeOf, isAgeRangeEmpty } from '../age-range.ts';
import { type Application, applicationsOf, type Check } from '../check.ts';
import type { Report, ReportedRow } from '../report.ts';

/** Bounds that somebody or something can meet, and lists with something in them. */
export const checkRanges: Check = (view, report, around) => {
  for (const rule of view.rules) {
    const parameters: Readonly<Record<string, unknown>> = rule.content.logic.parameters ?? {};
    checkConditions(parameters['groups'], rule, 'logic.parameters', report);
  }
  for (const point of view.knowledge) {
    checkConditions(point.content.parameters?.['groups'], point, 'parameters', report);
    for (const application of applicationsOf(point, view, around).slice(0, 1)) checkApplication(application, report);
  }
};

function checkApplication({ point, logic, parameters }: Application, report: Report): void {
  if (logic.mode === 'age' && isAgeRangeEmpty(ageRangeOf(parameters))) {
    report.add('range-empty', point, 'parameters', 'nobody is of an age that meets these bounds');
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (!Array.isArray(value) || value.length > 0) continue;
    const effect = name === 'allow' ? 'nothing is ever allowed' : 'it decides nothing';
    report.add('list-empty', point, `parameters.${name}`, `\`${name}\` is empty, so ${effect}`);
  }
  const vocabulary = VOCABULARIES[logic.mode];
  const deny = parameters['deny'];
  if (vocabulary !== undefined && Array.isArray(deny) && vocabulary.every((value) => deny.includes(value))) {
    report.add('range-empty', point, 'parameters.deny', '`deny` lists everything there is');
  }
}

function checkConditions(groups: unknown, row: ReportedRow, root: string, report: Report): void {
  if (!Array.isArray(groups)) return;
  for (const [groupIndex, group] of groups.entries()) {
    const conditions: unknown = isRecord(group) ? group['allOf'] : undefined;
    if (!Array.isArray(conditions)) continue;
    const path = `${root}.groups[${groupIndex}].allOf`;
    const sexes = new Set(conditions.map((it) => (isRecord(it) && it['kind'] === 'sex' ? it['sex'] : undefined)));
    if (sexes.has('male') && sexes.has('female')) {
      report.add('range-empty', row, path, 'the group asks for both sexes at once');
    }
    for (const [index, condition] of conditions.entries()) {
      if (!isRecord(condition)) continue;
      if (condition['kind'] === 'age' && isAgeRangeEmpty(ageRangeOf(condition))) {
        report.add('range-empty', row, `${path}[${index}]`, 'nobody is of an age that meets these bounds');
      }
      const { withinDays, daysMin } = condition;
      if (condition['kind'] !== 'prior-use' || typeof withinDays !== 'number' || typeof daysMin !== 'number') continue;
      if (daysMin <= withinDays) continue;
      report.add('range-empty', row, `${path}[${index}]`, `there are no ${daysMin} days within ${withinDays} days`);
    }
  }
}

/** Modes whose values are a closed list. */
const VOCABULARIES: Readonly<Record<string, readonly string[]>> = {
  'insurance-type': INSURANCE_TYPES,
  'visit-type': VISIT_TYPES,
  'reproductive-state': REPRODUCTIVE_STATES,
};
