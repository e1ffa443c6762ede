import { parseCstDate } from '../model/calendar.ts';
import type { Layer, PolicyRow, RuleDefinition } from '../source/rule-source.ts';
import { definitionProblem, isRecord, policyProblem } from './check-definition.ts';
import { DECLARATION_BYTES_MAX, POLICY_ROWS_MAX, RULES_MAX } from './limits.ts';
import { excessive, malformed } from './malformed.ts';
import { DAY_ALWAYS, DAY_NEVER } from './row.ts';
import { readUtf8 } from './utf8.ts';

/** The part of a segment that is JSON: a few hundred rules, looked at by every evaluation, parsed on opening. */
export interface Declarations {
  readonly id: string;
  readonly layer: Layer;
  readonly title?: string;
  readonly rules: readonly RuleDefinition[];
  readonly policy: readonly PolicyRow[];
}

/** The declarations in these bytes. @throws {@link CoreError} `segment-malformed`, `segment-excessive`. */
export function readDeclarations(bytes: Uint8Array): Declarations {
  if (bytes.length > DECLARATION_BYTES_MAX) throw excessive('declarations', bytes.length, DECLARATION_BYTES_MAX);
  const value = parseJson(readUtf8(bytes, 0, bytes.length));
  if (!isRecord(value)) throw malformed('declarations', 0);
  const { id, layer, title, rules, policy } = value;
  const isHead = typeof id === 'string' && id !== '' && LAYERS.includes(layer as Layer);
  if (!isHead || (title !== undefined && typeof title !== 'string')) throw malformed('declarations', 0);
  if (!Array.isArray(rules) || !Array.isArray(policy)) throw malformed('declarations', 0);
  if (rules.length > RULES_MAX) throw excessive('declarations', rules.length, RULES_MAX);
  if (policy.length > POLICY_ROWS_MAX) throw excessive('declarations', policy.length, POLICY_ROWS_MAX);
  rules.forEach((rule, index) => {
    if (definitionProblem(rule) !== undefined) throw malformed('declarations', index);
  });
  policy.forEach((row, index) => {
    if (policyProblem(row) !== undefined) throw malformed('declarations', index);
  });
  return value as unknown as Declarations;
}

/** First day of a row, and the day behind its last; `NaN` where a date is not one. */
export function daysOf(row: { readonly from?: string; readonly to?: string }): { from: number; to: number } {
  return {
    from: row.from === undefined ? DAY_ALWAYS : parseCstDate(row.from),
    to: row.to === undefined ? DAY_NEVER : parseCstDate(row.to),
  };
}

/** From the widest to the narrowest. */
export const LAYERS: readonly Layer[] = ['national', 'province', 'city', 'institution'];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
