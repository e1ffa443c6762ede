import type { SegmentContent } from '../compile/content.ts';
import { encodeContent } from '../compile/encode-content.ts';
import { CoreError } from '../error.ts';
import type { RuleId } from '../model/ids.ts';
import { resolvePolicy } from '../ruleset/resolve-policy.ts';
import { resolveRules } from '../ruleset/resolve-rules.ts';
import { KIND_MODE_NUMBERS } from '../segment/kind-numbers.ts';
import { readWithdrawn } from '../segment/read-source.ts';
import type { SegmentView } from '../segment/view.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import { compactKnowledge } from './compact-knowledge.ts';
import { compactCatalogue, compactMappings, compactRules } from './compact-versions.ts';

/** How a compaction is to be named, and what lies below it. */
export interface CompactOptions {
  /** Name of the new source; the newest segment's by default. */
  readonly id?: string;
  /**
   * Nothing lies below: withdrawals have done their work and are left out. By default they are kept, because a compacted
   * province or a compacted row of updates still has to withdraw rows of the segments beneath it.
   */
  readonly isBase?: boolean;
}

/**
 * One segment that stands for several of one layer: activated in their place, it gives equal evaluations (but for the
 * segments that they name).
 *
 * Stays true under further segments: a knowledge point that supersedes another keeps the one that it ended, so that
 * withdrawing it later brings the other back, as it would have without the compaction.
 *
 * @param segments - Oldest first, all of one layer, at least one.
 * @throws {@link CoreError} `layer-mixed`, `order-malformed`, `rule-kind-changed`, `source-excessive`.
 */
export function compactSegments(segments: readonly SegmentView[], options: CompactOptions = {}): Uint8Array {
  const newest = segments.at(-1);
  if (newest === undefined) throw new CoreError('order-malformed', 'nothing to compact');
  if (segments.some((view) => view.layer !== newest.layer)) {
    throw new CoreError('layer-mixed', 'segments of several layers cannot become one');
  }
  const views = [...segments].reverse();
  // Refuses a rule of changing kind before anything is read.
  resolveRules(views, []);
  const { title } = newest.storage;
  const content: SegmentContent = {
    id: options.id ?? newest.id,
    layer: newest.layer,
    title,
    rules: compactRules(views),
    policy: resolvePolicy(views).map(({ layer: _layer, ...row }) => row),
    catalogue: compactCatalogue(views),
    knowledge: compactKnowledge(views),
    mappings: compactMappings(views),
    withdrawn: options.isBase === true ? [] : views.flatMap(readWithdrawn),
    knownRules: knownRules(views),
  };
  return encodeContent(content);
}

/** Kind and mode of every rule that the rows name, also of those that another layer defines. */
function knownRules(views: readonly SegmentView[]): ReadonlyMap<RuleId, Pick<RuleLogic, 'kind' | 'mode'>> {
  const logics = new Map<RuleId, Pick<RuleLogic, 'kind' | 'mode'>>();
  for (const view of views) {
    view.ruleIds.forEach((id, number) => {
      logics.set(id, LOGIC_BY_NUMBER.get(view.storage.ruleKindModes[number]!)!);
    });
  }
  return logics;
}

const LOGIC_BY_NUMBER = new Map(
  Object.entries(KIND_MODE_NUMBERS).map(([name, number]) => {
    const [kind, mode] = name.split('.');
    return [number, { kind, mode } as Pick<RuleLogic, 'kind' | 'mode'>];
  }),
);
