import type { ParameterRecord, RowWriter } from '../../segment/encoding.ts';
import { integerParameter, malformed, textsParameter } from '../../segment/parameter.ts';
import { encodeWindow } from '../../segment/window-encoding.ts';

/** Slots: `required` 0–1 window · `step` 0 = list of item patterns, 1 = days back, 2 = fewest days of use. */
export function encodeCompanion(mode: string, parameters: ParameterRecord, row: RowWriter): void {
  if (mode === 'required') return encodeWindow(parameters, 0, row);
  if (mode !== 'step') throw malformed('mode');
  const firstLine = textsParameter(parameters, 'firstLine');
  if (firstLine !== undefined) row.setInt(0, row.addList(row.addItemPatterns(firstLine)));
  const withinDays = integerParameter(parameters, 'withinDays', 1, 36_525);
  if (withinDays !== undefined) row.setInt(1, withinDays);
  const daysMin = integerParameter(parameters, 'daysMin', 1, 36_525);
  if (daysMin !== undefined) row.setInt(2, daysMin);
}
