import type { ParameterRecord, RowWriter } from '../../segment/encoding.ts';
import { PARAMETER_ABSENT, splitDecimal } from '../../segment/encoding.ts';
import {
  CONDITION_AGE,
  CONDITION_DIAGNOSIS,
  CONDITION_DOCUMENT,
  CONDITION_LAB,
  CONDITION_MARKER,
  CONDITION_ONSET,
  CONDITION_PRIOR_USE,
  CONDITION_SEX,
  LAB_OPERATORS,
  SEXES,
  VISIT_TYPES,
} from '../../segment/numbering.ts';
import {
  choiceParameter,
  decimalParameter,
  integerParameter,
  malformed,
  maskParameter,
  textParameter,
  textsParameter,
} from '../../segment/parameter.ts';

/**
 * Slots: `allow` and `deny` 0 = list of group offsets, each a list of condition offsets, each a list that begins with
 * the condition's number · `evidence` 0 = bits of visit types.
 */
export function encodeIndication(mode: string, parameters: ParameterRecord, row: RowWriter): void {
  if (mode === 'evidence') {
    const mask = maskParameter(parameters, 'visitTypes', VISIT_TYPES);
    if (mask !== undefined) row.setInt(0, mask);
    return;
  }
  if (mode !== 'allow' && mode !== 'deny') throw malformed('mode');
  const groups = parameters['groups'];
  if (groups === undefined) return;
  if (!Array.isArray(groups) || groups.length === 0) throw malformed('groups');
  row.setInt(0, row.addList(groups.map((group) => encodeGroup(group, row))));
}

function encodeGroup(group: unknown, row: RowWriter): number {
  const conditions = (group as { allOf?: unknown } | null)?.allOf;
  if (!Array.isArray(conditions) || conditions.length === 0) throw malformed('groups.allOf');
  return row.addList(conditions.map((condition) => row.addList(encodeCondition(condition, row))));
}

function encodeCondition(condition: unknown, row: RowWriter): readonly number[] {
  if (typeof condition !== 'object' || condition === null) throw malformed('groups.allOf');
  const fields = condition as ParameterRecord;
  switch (fields['kind']) {
    case 'diagnosis':
      return [
        CONDITION_DIAGNOSIS,
        fields['role'] === 'main' ? 1 : 0,
        ...row.addDiagnosisPrefixes(required(textsParameter(fields, 'codes'), 'codes')),
      ];
    case 'age':
      return [CONDITION_AGE, years(fields, 'yearsMin'), years(fields, 'yearsBelow')];
    case 'sex':
      return [CONDITION_SEX, required(choiceParameter(fields, 'sex', SEXES), 'sex')];
    case 'lab':
      return [
        CONDITION_LAB,
        row.addText(required(textParameter(fields, 'code'), 'code')),
        required(choiceParameter(fields, 'operator', LAB_OPERATORS), 'operator'),
        ...splitDecimal(required(decimalParameter(fields, 'value'), 'value')),
        row.addText(required(textParameter(fields, 'unit'), 'unit')),
        integerParameter(fields, 'withinDays', 0, RECENCY_DAYS_MAX) ?? PARAMETER_ABSENT,
      ];
    case 'marker':
      return [
        CONDITION_MARKER,
        row.addText(required(textParameter(fields, 'code'), 'code')),
        ...required(textsParameter(fields, 'results'), 'results').map((result) => row.addText(result)),
      ];
    case 'document':
      return [
        CONDITION_DOCUMENT,
        row.addText(required(textParameter(fields, 'type'), 'type')),
        integerParameter(fields, 'withinDays', 0, RECENCY_DAYS_MAX) ?? PARAMETER_ABSENT,
      ];
    case 'onset':
      return [
        CONDITION_ONSET,
        required(integerParameter(fields, 'withinHours', 1, RECENCY_DAYS_MAX * 24), 'withinHours'),
      ];
    case 'prior-use':
      return [
        CONDITION_PRIOR_USE,
        required(integerParameter(fields, 'withinDays', 1, RECENCY_DAYS_MAX), 'withinDays'),
        integerParameter(fields, 'daysMin', 1, RECENCY_DAYS_MAX) ?? 1,
        ...row.addItemPatterns(required(textsParameter(fields, 'codes'), 'codes')),
      ];
    default:
      throw malformed('groups.allOf.kind');
  }
}

function years(fields: ParameterRecord, name: string): number {
  return integerParameter(fields, name, 0, 200) ?? PARAMETER_ABSENT;
}

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw malformed(name);
  return value;
}

/** A century. */
const RECENCY_DAYS_MAX = 36_525;
