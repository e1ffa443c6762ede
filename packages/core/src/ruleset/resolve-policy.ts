import { LAYERS } from '../segment/declarations.ts';
import type { SegmentView } from '../segment/view.ts';
import type { PolicyRow } from '../source/rule-source.ts';
import type { LayeredPolicyRow } from './ruleset.ts';

/**
 * Policy rows, widest layer first and within a layer oldest first. A later row replaces an earlier one of the same
 * layer and the same condition: that is all the identity that a policy row has.
 *
 * @param views - Newest first.
 */
export function resolvePolicy(views: readonly SegmentView[]): readonly LayeredPolicyRow[] {
  const oldestFirst = [...views].reverse();
  return LAYERS.flatMap((layer) => {
    const rows = new Map<string, LayeredPolicyRow>();
    for (const view of oldestFirst) {
      if (view.layer !== layer) continue;
      for (const row of view.policy) {
        const condition = policyCondition(row);
        rows.delete(condition);
        rows.set(condition, { ...row, layer });
      }
    }
    return [...rows.values()];
  });
}

/** What a policy row applies to, as one comparable text. */
function policyCondition(row: PolicyRow): string {
  return JSON.stringify([row.rule ?? '', row.verdict ?? '', row.severity ?? '', row.phase ?? '', row.department ?? '']);
}
