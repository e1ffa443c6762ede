import type { TextTable } from './text-table.ts';

/**
 * What activation, compaction and reading back need of a segment. Evaluation never looks here.
 */
export interface SegmentStorage {
  readonly title: string | undefined;
  readonly texts: TextTable;
  /** Text index of each row's own parameters as canonical JSON, 0 for `{}`; rule rows have 0. */
  readonly rowParameters: Uint32Array;
  /** Kind-and-mode number of each rule that `ruleIds` names. */
  readonly ruleKindModes: Uint32Array;
  /** Pairs: row, text index of a knowledge-point id that it replaces. Sorted by row. */
  readonly supersessions: Int32Array;
  /** Pairs: position in `WITHDRAWAL_KINDS`, text index of the id that older segments lose. */
  readonly withdrawals: Int32Array;
  /** Fours: text index of the local code, text index of the national code, first day, day behind the last. */
  readonly mappings: Int32Array;
  /** Rows of a knowledge point, ascending. */
  findRows(knowledgePointId: string): readonly number[];
}
