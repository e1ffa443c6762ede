import { withdrawnIds } from '../ruleset/resolve-rules.ts';
import { readKnowledgePoint, readSupersessions } from '../segment/read-source.ts';
import { ROW_ID, ROW_INTS } from '../segment/row.ts';
import type { SegmentView } from '../segment/view.ts';
import type { KnowledgePoint } from '../source/rule-source.ts';

/**
 * Knowledge points that no newer segment replaced or withdrew, with the ids that they supersede, less those that a newer
 * segment published again: a newer row is not ended by an older one, and in one segment nothing would tell them apart.
 *
 * @param views - Newest first.
 */
export function compactKnowledge(views: readonly SegmentView[]): readonly KnowledgePoint[] {
  const points: KnowledgePoint[] = [];
  /** Ids that a newer segment publishes or withdraws. */
  const decided = new Set<string>();
  const published = new Set<string>();
  for (const view of views) {
    const supersessions = readSupersessions(view);
    const own: string[] = [];
    for (let row = view.rules.length; row < view.rowCount; row += 1) {
      const id = view.text(view.rows[row * ROW_INTS + ROW_ID]!);
      own.push(id);
      if (decided.has(id)) continue;
      const supersedes = supersessions.get(row)?.filter((target) => !published.has(target));
      points.push(readKnowledgePoint(view, row, supersedes?.length === 0 ? undefined : supersedes));
    }
    for (const id of own) {
      decided.add(id);
      published.add(id);
    }
    for (const id of withdrawnIds(view, 'knowledge')) decided.add(id);
  }
  return points;
}
