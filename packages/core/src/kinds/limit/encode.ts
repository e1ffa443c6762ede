import { SCALE } from '../../model/decimal.ts';
import type { ParameterRecord, RowWriter } from '../../segment/encoding.ts';
import {
  booleanParameter,
  choiceParameter,
  decimalParameter,
  integerParameter,
  malformed,
  textParameter,
} from '../../segment/parameter.ts';
import { encodeWindow } from '../../segment/window-encoding.ts';

/**
 * Slots: 0–1 window, 2–3 bound; `quantity` and `times` 4 = unit, 5 = together or each, 6 = per site · `days` 2 = bound,
 * 3 = distinct or span · `min-gap` 0 = days · `supply` 0–1 = bound · `distinct` 2 = bound.
 */
export function encodeLimit(mode: string, parameters: ParameterRecord, row: RowWriter): void {
  switch (mode) {
    case 'quantity':
    case 'times':
      return encodeSum(parameters, row);
    case 'days':
      encodeWindow(parameters, 0, row);
      setInteger(parameters, 'max', 2, row);
      return setChoice(parameters, 'count', ['distinct', 'span'], 3, row);
    case 'min-gap':
      return setInteger(parameters, 'days', 0, row);
    case 'supply':
      return setDecimal(parameters, 'daysMax', 0, row);
    case 'amount': {
      encodeWindow(parameters, 0, row);
      const maxFen = integerParameter(parameters, 'maxFen', 0, AMOUNT_FEN_MAX);
      if (maxFen !== undefined) row.setDecimal(2, maxFen * SCALE);
      return;
    }
    case 'distinct':
      encodeWindow(parameters, 0, row);
      return setInteger(parameters, 'max', 2, row);
    default:
      throw malformed('mode');
  }
}

function encodeSum(parameters: ParameterRecord, row: RowWriter): void {
  encodeWindow(parameters, 0, row);
  setDecimal(parameters, 'max', 2, row);
  const unit = textParameter(parameters, 'unit');
  if (unit !== undefined) row.setInt(4, row.addText(unit));
  setChoice(parameters, 'count', ['together', 'each'], 5, row);
  const perSite = booleanParameter(parameters, 'perSite');
  if (perSite !== undefined) row.setInt(6, perSite);
}

function setInteger(parameters: ParameterRecord, name: string, slot: number, row: RowWriter): void {
  const value = integerParameter(parameters, name, 0, 1_000_000);
  if (value !== undefined) row.setInt(slot, value);
}

function setDecimal(parameters: ParameterRecord, name: string, slot: number, row: RowWriter): void {
  const value = decimalParameter(parameters, name);
  if (value !== undefined) row.setDecimal(slot, value);
}

function setChoice(parameters: ParameterRecord, name: string, values: readonly string[], slot: number, row: RowWriter) {
  const value = choiceParameter(parameters, name, values);
  if (value !== undefined) row.setInt(slot, value);
}

/** One hundred million yuan. */
const AMOUNT_FEN_MAX = 10_000_000_000;
