import { NhsaError } from '../../error.ts';
import { duplicateCharge } from '../classes/duplicate-charge.ts';
import { RULE_CLASSES } from '../classes/rule-classes.ts';
import { publicationDate } from '../points/publication-dates.ts';
import type { PointSource, PublishedPoint } from '../points/published-point.ts';
import type { SetAsideRow } from '../report/import-report.ts';
import type { WorkbookSheet } from '../table/read-workbook.ts';
import { readWorkbook } from '../table/read-workbook.ts';
import { annexClass, annexParameters } from './annex-class.ts';
import type { AnnexColumn } from './annex-columns.ts';
import { annexColumns } from './annex-columns.ts';

/** Published points of one annex spreadsheet. Rows are counted without headers and empty rows. */
export interface ImportedAnnex {
  readonly file: string;
  readonly points: readonly PublishedPoint[];
  /** Rows of a sheet that lists the codes of the other sheet's names. */
  readonly codeRows: number;
  /** Remarks among the rows, and codes of names that the annex does not have. */
  readonly setAside: readonly SetAsideRow[];
}

/**
 * Published points of one annex of a notice, as the regulator issues them: one sheet of points with their codes, or one
 * of points and one of codes by name.
 *
 * @param file - File name; its 第…批 tells the batch.
 * @throws {@link NhsaError} `workbook-malformed`, `table-excessive`, and `table-unrecognised` when no sheet has a header
 * that is known.
 */
export async function importAnnexWorkbook(bytes: Uint8Array, file: string): Promise<ImportedAnnex> {
  const sheets = (await readWorkbook(bytes, file)).map(readSheet).filter((sheet) => sheet !== undefined);
  if (sheets.length === 0) {
    throw new NhsaError('table-unrecognised', file, `no sheet of \`${file}\` has the columns of an annex`);
  }
  const codeSheets = sheets.filter(isCodeSheet);
  const codes = codesByName(codeSheets);
  const points: PublishedPoint[] = [];
  const setAside: SetAsideRow[] = [];
  for (const sheet of sheets) {
    if (codeSheets.includes(sheet)) continue;
    for (const row of sheet.rows) {
      const point = annexPoint(row, sheet, file, codes);
      if (point === undefined) setAside.push({ at: `${file}:${row.line}`, table: 'annex', reason: 'annex-note' });
      else points.push(point);
    }
  }
  const names = new Set(points.map(({ name }) => name));
  for (const { rows } of codeSheets) {
    for (const row of rows) {
      if (names.has(row.cell('name'))) continue;
      setAside.push({ at: `${file}:${row.line}`, table: 'annex', reason: 'point-unknown' });
    }
  }
  return { file, points, codeRows: codeSheets.reduce((sum, { rows }) => sum + rows.length, 0), setAside };
}

interface AnnexSheet {
  readonly name: string;
  readonly columns: ReadonlyMap<AnnexColumn, number>;
  readonly isDrug: boolean;
  readonly rows: readonly AnnexRow[];
}

interface AnnexRow {
  readonly line: number;
  cell(column: AnnexColumn): string;
}

function readSheet({ name, rows }: WorkbookSheet): AnnexSheet | undefined {
  const start = rows.findIndex((row) => annexColumns(row) !== undefined);
  const header = rows[start];
  const columns = header && annexColumns(header);
  if (header === undefined || columns === undefined) return undefined;
  return {
    name,
    columns,
    isDrug: !header.includes('项目名称'),
    rows: rows
      .map((cells, index) => ({ cells, line: index + 1 }))
      .slice(start + 1)
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
      .map(({ cells, line }) => ({
        line,
        cell: (column) => cells[columns.get(column) ?? -1] ?? '',
      })),
  };
}

/** A sheet of names and codes that says nothing else about them belongs to the sheet that does. */
function isCodeSheet({ columns }: AnnexSheet, _index: number, sheets: readonly AnnexSheet[]): boolean {
  const says = (['text', 'value', 'quantity', 'period'] as const).some((column) => columns.has(column));
  return (
    columns.has('code') && !says && sheets.some((other) => !other.columns.has('code') && other.columns.has('name'))
  );
}

function codesByName(sheets: readonly AnnexSheet[]): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string[]>();
  for (const { rows } of sheets) {
    for (const row of rows) {
      const known = codes.get(row.cell('name'));
      if (known === undefined) codes.set(row.cell('name'), [row.cell('code')]);
      else known.push(row.cell('code'));
    }
  }
  return codes;
}

/** The point of one row; `undefined` for a row that is a remark or a sum. */
function annexPoint(
  row: AnnexRow,
  sheet: AnnexSheet,
  file: string,
  codes: ReadonlyMap<string, readonly string[]>,
): PublishedPoint | undefined {
  const source = annexSource(file, row);
  if (sheet.columns.has('containing')) return pairPoint(row, source);
  const name = row.cell('name');
  if (name === '') return undefined;
  const [kind, value, text, code] = [row.cell('kind'), row.cell('value'), row.cell('text'), row.cell('code')];
  const ruleClass = annexClass({ titles: `${file} ${sheet.name}`, kind, value, text, isDrug: sheet.isDrug });
  const quantity = row.cell('quantity');
  const period = row.cell('period');
  return {
    id: annexId(source, ruleClass),
    source,
    ruleClass,
    name,
    text,
    logicText: '',
    parameters: {
      ...annexParameters(kind, value),
      ...(quantity !== '' && { max_qty: quantity, per_unit: row.cell('unit') }),
      ...(period !== '' && { max_qty: row.cell('period-quantity'), period_days: period }),
    },
    codes: code !== '' ? [code] : (codes.get(name) ?? []),
    supersedes: [],
    isCurrent: true,
  };
}

function pairPoint(row: AnnexRow, source: PointSource): PublishedPoint | undefined {
  const [containing, contained] = [row.cell('containing'), row.cell('contained')];
  if (containing === '' || contained === '') return undefined;
  return {
    id: annexId(source, duplicateCharge.name),
    source,
    ruleClass: duplicateCharge.name,
    name: `${row.cell('containing-name')}×${row.cell('contained-name')}`,
    text: row.cell('text'),
    logicText: '',
    parameters: {},
    codes: [containing, contained],
    supersedes: [],
    isCurrent: true,
    pair: { window: row.cell('window'), containing, contained },
  };
}

function annexSource(file: string, row: AnnexRow): PointSource {
  const batch = batchNumber(file);
  const publishedOn = publicationDate(batch);
  return {
    file,
    line: row.line,
    batch,
    ...(publishedOn && { publishedOn }),
    annex: file,
    annexRow: row.cell('sequence') || String(row.line),
  };
}

/** Stable as long as the annex is: batch, class and row. */
function annexId({ batch, line }: PointSource, ruleClass: string): string {
  const rule = RULE_CLASSES.find(({ name }) => name === ruleClass)?.rule.id ?? 'unknown';
  return `annex-${batch || '00'}-${rule.replace('nhsa-2025-', '')}-${String(line).padStart(4, '0')}`;
}

/** Two digits of 第七批 or 第十二批; empty when the name does not tell. */
function batchNumber(file: string): string {
  const numeral = /第([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)批/.exec(file);
  if (numeral === null) return '';
  const digit = (character: string) => '〇一二三四五六七八九'.indexOf(character);
  const [, first = '', ten = '', last = ''] = numeral;
  const number =
    ten === '' ? digit(first || last) : (first === '' ? 1 : digit(first)) * 10 + (last === '' ? 0 : digit(last));
  return String(number).padStart(2, '0');
}
