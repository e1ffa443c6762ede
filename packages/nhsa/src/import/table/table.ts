import { NhsaError } from '../../error.ts';

/** One published table as it was read: rows in file order, every cell a trimmed text, absent cells empty. */
export interface Table<Column extends string> {
  /** File name without folders, as errors and reports name it. */
  readonly file: string;
  readonly rows: readonly TableRow<Column>[];
}

export interface TableRow<Column extends string> {
  /** Line or spreadsheet row, counted from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** The text of one table and the name of the file that it came from. */
export interface TableText {
  readonly file: string;
  readonly text: string;
}

/** Most rows of one table: thirty times the largest one published so far. */
export const TABLE_ROWS_MAX = 1_000_000;

/**
 * Refuses a table that lacks a column which the importer reads: a renamed column must not become empty cells.
 *
 * @throws {@link NhsaError} `column-missing`, naming the column.
 */
export function requireColumns(file: string, header: readonly string[], columns: readonly string[]): void {
  for (const column of columns) {
    if (!header.includes(column)) {
      throw new NhsaError('column-missing', `${file}:1:${column}`, `\`${file}\` has no column \`${column}\``, {
        column,
      });
    }
  }
}

/** The error for one cell that is not what its column holds. */
export function malformedCell(file: string, line: number, column: string, expected: string): NhsaError {
  return new NhsaError(
    'cell-malformed',
    `${file}:${line}:${column}`,
    `row ${line} of \`${file}\`, column \`${column}\`: expected ${expected}`,
    { file, row: line, column },
  );
}
