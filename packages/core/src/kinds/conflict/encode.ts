import type { ParameterRecord, RowWriter } from '../../segment/encoding.ts';
import { booleanParameter, integerParameter, malformed } from '../../segment/parameter.ts';
import { encodeWindow } from '../../segment/window-encoding.ts';

/** Slots: 0–1 window · `includes` and `excludes` 2 = same site only · `same-class` 2 = most different items. */
export function encodeConflict(mode: string, parameters: ParameterRecord, row: RowWriter): void {
  if (mode !== 'includes' && mode !== 'excludes' && mode !== 'same-class') throw malformed('mode');
  encodeWindow(parameters, 0, row);
  const third =
    mode === 'same-class'
      ? integerParameter(parameters, 'distinctMax', 1, 1000)
      : booleanParameter(parameters, 'sameSite');
  if (third !== undefined) row.setInt(2, third);
}
