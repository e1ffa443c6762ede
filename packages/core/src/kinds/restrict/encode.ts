import type { ParameterRecord, RowWriter } from '../../segment/encoding.ts';
import {
  ALLOW,
  DENY,
  INSTITUTION_LEVELS,
  INSURANCE_TYPES,
  REPRODUCTIVE_STATES,
  SEXES,
  TITLES,
  VISIT_TYPES,
} from '../../segment/numbering.ts';
import {
  choiceParameter,
  integerParameter,
  malformed,
  maskParameter,
  textsParameter,
} from '../../segment/parameter.ts';

/**
 * Slots: `sex` 0 = sex · `age` 0–3 = yearsMin, yearsBelow, daysMin, daysMax · enumerated allow/deny 0 = which,
 * 1 = bits · `department` 0 = which, 1 = list of texts · `institution-level` 0 = level, 1 = list of specialities ·
 * `prescriber` 0 = title, 1 = list of departments.
 */
export function encodeRestrict(mode: string, parameters: ParameterRecord, row: RowWriter): void {
  switch (mode) {
    case 'sex':
      return setChoice(parameters, 'sex', SEXES, 0, row);
    case 'age':
      AGE_PARAMETERS.forEach((name, slot) => {
        const value = integerParameter(parameters, name, 0, AGE_BOUND_MAX);
        if (value !== undefined) row.setInt(slot, value);
      });
      return;
    case 'insurance-type':
      return encodeMask(parameters, INSURANCE_TYPES, row);
    case 'visit-type':
      return encodeMask(parameters, VISIT_TYPES, row);
    case 'reproductive-state':
      return encodeMask(parameters, REPRODUCTIVE_STATES, row);
    case 'department': {
      const which = allowOrDeny(parameters);
      if (which === undefined) return;
      row.setInt(0, which);
      return setTexts(parameters, which === ALLOW ? 'allow' : 'deny', row);
    }
    case 'institution-level':
      setChoice(parameters, 'levelMin', INSTITUTION_LEVELS, 0, row);
      return setTexts(parameters, 'specialities', row);
    case 'prescriber':
      setChoice(parameters, 'titleMin', TITLES, 0, row);
      return setTexts(parameters, 'departments', row);
    default:
      throw malformed('mode');
  }
}

function encodeMask(parameters: ParameterRecord, values: readonly string[], row: RowWriter): void {
  const which = allowOrDeny(parameters);
  if (which === undefined) return;
  row.setInt(0, which);
  row.setInt(1, maskParameter(parameters, which === ALLOW ? 'allow' : 'deny', values) ?? 0);
}

function allowOrDeny(parameters: ParameterRecord): number | undefined {
  const allow = parameters['allow'] !== undefined;
  const deny = parameters['deny'] !== undefined;
  if (allow && deny) throw malformed('allow');
  return allow ? ALLOW : deny ? DENY : undefined;
}

function setChoice(parameters: ParameterRecord, name: string, values: readonly string[], slot: number, row: RowWriter) {
  const value = choiceParameter(parameters, name, values);
  if (value !== undefined) row.setInt(slot, value);
}

function setTexts(parameters: ParameterRecord, name: string, row: RowWriter): void {
  const texts = textsParameter(parameters, name);
  if (texts !== undefined) row.setInt(1, row.addList(texts.map((text) => row.addText(text))));
}

const AGE_PARAMETERS = ['yearsMin', 'yearsBelow', 'daysMin', 'daysMax'] as const;
/** 200 years in days. */
const AGE_BOUND_MAX = 73_050;
