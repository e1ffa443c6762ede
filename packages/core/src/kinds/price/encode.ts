import { SCALE } from '../../model/decimal.ts';
import type { ParameterRecord, RowWriter } from '../../segment/encoding.ts';
import { PARAMETER_ABSENT, splitDecimal } from '../../segment/encoding.ts';
import { INSTITUTION_LEVELS } from '../../segment/numbering.ts';
import { choiceParameter, decimalParameter, malformed, textParameter } from '../../segment/parameter.ts';

/**
 * Slots: `ceiling` 0–1 = bound, 2 = list of bounds by level, two integers each · `discount` 0–1 = ratio, 2 = group,
 * 3 = how an incision is known.
 */
export function encodePrice(mode: string, parameters: ParameterRecord, row: RowWriter): void {
  if (mode === 'ceiling') return encodeCeiling(parameters, row);
  if (mode !== 'discount') throw malformed('mode');
  const ratio = decimalParameter(parameters, 'ratio');
  if (ratio !== undefined) {
    if (ratio > SCALE) throw malformed('ratio');
    row.setDecimal(0, ratio);
  }
  const group = textParameter(parameters, 'group');
  if (group !== undefined) row.setInt(2, row.addText(group));
  const incision = choiceParameter(parameters, 'incision', ['stated', 'same-day']);
  if (incision !== undefined) row.setInt(3, incision);
}

function encodeCeiling(parameters: ParameterRecord, row: RowWriter): void {
  const bound = decimalParameter(parameters, 'maxFen');
  if (bound !== undefined) row.setDecimal(0, bound);
  const byLevel = parameters['maxFenByLevel'];
  if (byLevel === undefined) return;
  if (typeof byLevel !== 'object' || byLevel === null) throw malformed('maxFenByLevel');
  const record = byLevel as ParameterRecord;
  for (const level of Object.keys(record)) {
    if (!(INSTITUTION_LEVELS as readonly string[]).includes(level)) throw malformed('maxFenByLevel');
  }
  const values = INSTITUTION_LEVELS.flatMap((level) => {
    const value = decimalParameter(record, level);
    return value === undefined ? [PARAMETER_ABSENT, 0] : splitDecimal(value);
  });
  row.setInt(2, row.addList(values));
}
