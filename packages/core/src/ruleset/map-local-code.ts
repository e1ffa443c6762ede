import { withdrawnIds } from './resolve-rules.ts';
import type { Ruleset } from './ruleset.ts';

/**
 * National code that the institution's mapping gives for its own code on a day, or `undefined`: the newest segment that
 * maps it decides, unless a still newer one has withdrawn the mapping.
 */
export function mapLocalCode(ruleset: Ruleset, localCode: string, day: number): string | undefined {
  if (!ruleset.hasMappings) return undefined;
  for (const { view } of ruleset.segments) {
    const code = view.mapLocalCode(localCode, day);
    if (code !== undefined) return code;
    if (view.storage.withdrawals.length > 0 && withdrawnIds(view, 'mapping').includes(localCode)) return undefined;
  }
  return undefined;
}
