import { parseCsvTable } from '../table/parse-csv-table.ts';
import type { TableText } from '../table/table.ts';
import { malformedCell } from '../table/table.ts';
import type { PublishedPair } from './published-point.ts';

/** One row of the table of services that must not be charged together. */
export interface DuplicatePair extends PublishedPair {
  /** Running number in the annex. */
  readonly sequence: string;
  readonly containingName: string;
  readonly containedName: string;
  /** The words that make B a part of A. */
  readonly text: string;
  readonly line: number;
}

/**
 * Pairs of the table `service_duplicate_pairs`.
 *
 * @throws {@link NhsaError} `column-missing`, `table-malformed`, `cell-malformed` when a code is empty.
 */
export function importDuplicatePairs(source: TableText): readonly DuplicatePair[] {
  const table = parseCsvTable(source, COLUMNS);
  return table.rows.map(({ line, cells }) => {
    for (const column of ['a_code', 'b_code'] as const) {
      if (cells[column] === '') throw malformedCell(table.file, line, column, 'a national code');
    }
    return {
      sequence: cells.seq,
      window: cells.window,
      containing: cells.a_code,
      contained: cells.b_code,
      containingName: cells.a_name,
      containedName: cells.b_name,
      text: cells.basis,
      line,
    };
  });
}

const COLUMNS = ['seq', 'window', 'a_name', 'a_code', 'b_name', 'b_code', 'basis'] as const;
