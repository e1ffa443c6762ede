import type { RuleId } from '../model/ids.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type { RuleSource } from '../source/rule-source.ts';
import { encodeContent } from './encode-content.ts';
import { sourceProblem } from './source-problem.ts';

/** What the compiler may need to know beyond the source. */
export interface CompileOptions {
  /** Logic of rules of other sources, for knowledge points that belong to them. */
  readonly knownRules?: ReadonlyMap<RuleId, RuleLogic>;
}

/**
 * The segment that a source stands for. Equal sources give equal bytes, whatever order their rows are in; only the order
 * of policy rows counts, because a later one replaces an earlier one of equal condition.
 *
 * Cost: O(rows × log codes): ten to twenty seconds for a million catalogue rows and half a million knowledge points, half of
 * it garbage collection over the source itself, and 0.8 GB beside the source. Meant for whoever publishes.
 *
 * @throws {@link CoreError} `source-malformed` with `detail.problem`, `row` and `id`; `parameter-malformed` with
 * `detail.parameter`; `source-excessive`.
 */
export function compileSegment(source: RuleSource, options: CompileOptions = {}): Uint8Array {
  // Sources come from parsed JSON, which may be `null`.
  if ((source as RuleSource | null | undefined)?.formatVersion !== 1)
    throw sourceProblem('source-head', 'source', 'formatVersion');
  return encodeContent({
    id: source.id,
    layer: source.layer,
    title: source.title,
    rules: source.rules ?? [],
    policy: source.policy ?? [],
    catalogue: source.catalogue ?? [],
    knowledge: source.knowledge ?? [],
    mappings: source.mappings ?? [],
    withdrawn: source.withdrawn ?? [],
    knownRules: options.knownRules ?? new Map(),
  });
}
