import { MAPPING_INTS, WITHDRAWAL_INTS } from './layout.ts';
import { CATALOGUE_INTS } from './row.ts';
import type { SegmentView } from './view.ts';

/** What a segment holds, by kind of row. */
export interface RowCounts {
  readonly rules: number;
  readonly knowledgePoints: number;
  readonly catalogueRows: number;
  readonly mappings: number;
  readonly policyRows: number;
  readonly withdrawals: number;
}

/** Rows of an opened segment: what a manifest announces is their sum, and what an urgent one may hold is bounded by it. */
export function countRows({ rules, rowCount, catalogue, policy, storage }: SegmentView): RowCounts {
  return {
    rules: rules.length,
    knowledgePoints: rowCount - rules.length,
    catalogueRows: catalogue.length / CATALOGUE_INTS,
    mappings: storage.mappings.length / MAPPING_INTS,
    policyRows: policy.length,
    withdrawals: storage.withdrawals.length / WITHDRAWAL_INTS,
  };
}
