import type { ParameterRecord } from '../../segment/encoding.ts';
import { malformed } from '../../segment/parameter.ts';

/** `never` and `composition` take no parameters: the knowledge points are the list. */
export function encodeCoverage(mode: string, parameters: ParameterRecord): void {
  if (mode !== 'never' && mode !== 'composition') throw malformed('mode');
  const [unknown] = Object.keys(parameters);
  if (unknown !== undefined) throw malformed(unknown);
}
