import { parse } from 'csv-parse/sync';
import { NhsaError } from '../../error.ts';
import type { Table, TableText } from './table.ts';
import { requireColumns, TABLE_ROWS_MAX } from './table.ts';

/**
 * Rows of one CSV text with a header line. A byte-order mark is dropped; columns beyond `columns` are ignored.
 *
 * @throws {@link NhsaError} `table-malformed` when the text is not a rectangle of cells or a column occurs twice,
 * `column-missing` when a column of `columns` is not there, `table-excessive` beyond `TABLE_ROWS_MAX`.
 */
export function parseCsvTable<Column extends string>(source: TableText, columns: readonly Column[]): Table<Column> {
  const { file } = source;
  const records = parseRecords(source);
  const header = (records[0]?.record ?? []).map((name) => name.trim());
  requireColumns(file, header, columns);
  const repeated = header.find((name, index) => header.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new NhsaError('table-malformed', `${file}:1`, `column \`${repeated}\` of \`${file}\` occurs twice`, {
      row: 1,
    });
  }
  if (records.length > TABLE_ROWS_MAX) {
    throw new NhsaError('table-excessive', file, `\`${file}\` has more than ${TABLE_ROWS_MAX} rows`);
  }
  const positions = columns.map((column) => header.indexOf(column));
  const rows = records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(columns.map((column, i) => [column, record[positions[i]!]!.trim()])) as Record<
      Column,
      string
    >,
  }));
  return { file, rows };
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseRecords({ file, text }: TableText): readonly ParsedRecord[] {
  try {
    return parse(text, { bom: true, info: true, skip_empty_lines: true }) as unknown as readonly ParsedRecord[];
  } catch (cause) {
    const line = (cause as { readonly lines?: unknown }).lines;
    const row = typeof line === 'number' ? line : 0;
    throw new NhsaError(
      'table-malformed',
      `${file}:${row}`,
      `row ${row} of \`${file}\` is not a row of this table`,
      { row },
      { cause },
    );
  }
}
