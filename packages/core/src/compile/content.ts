import type { RuleId } from '../model/ids.ts';
import type { RuleLogic } from '../source/rule-logic.ts';
import type {
  CatalogueItem,
  CodeMapping,
  KnowledgePoint,
  Layer,
  PolicyRow,
  RuleDefinition,
  Withdrawal,
} from '../source/rule-source.ts';

/** What one segment is made of: a source with nothing left out. */
export interface SegmentContent {
  readonly id: string;
  readonly layer: Layer;
  readonly title?: string | undefined;
  readonly rules: readonly RuleDefinition[];
  readonly policy: readonly PolicyRow[];
  readonly catalogue: readonly CatalogueItem[];
  readonly knowledge: readonly KnowledgePoint[];
  readonly mappings: readonly CodeMapping[];
  readonly withdrawn: readonly Withdrawal[];
  /** Kind and mode of rules that knowledge points refer to but `rules` does not define. */
  readonly knownRules: ReadonlyMap<RuleId, Pick<RuleLogic, 'kind' | 'mode'>>;
}
