import type { TableReport } from '../report/import-report.ts';
import { parseCsvTable } from '../table/parse-csv-table.ts';
import type { TableText } from '../table/table.ts';

/** One published code list: codes with their names, and other writings of the codes. */
export interface CodeList {
  readonly codes: readonly { readonly code: string; readonly name: string }[];
  /** Codes of older or clinical editions → codes of this one. */
  readonly aliases: readonly { readonly alias: string; readonly code: string }[];
  readonly tables: readonly TableReport[];
}

/** Diagnosis codes, ICD-10 insurance edition. */
export function importDiagnosisCodes(codes: TableText, aliases?: TableText): CodeList {
  return importCodeList(codes, aliases, 'diagnosis-codes', 'diagnosis-aliases');
}

/** Operation codes, ICD-9-CM-3 insurance edition. */
export function importOperationCodes(codes: TableText, aliases?: TableText): CodeList {
  return importCodeList(codes, aliases, 'operation-codes', 'operation-aliases');
}

/** Codes by the name that they carry; several codes may carry one name. */
export function codesByName(list: CodeList | undefined): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  for (const { code, name } of list?.codes ?? []) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [code]);
    else known.push(code);
  }
  return byName;
}

function importCodeList(
  codes: TableText,
  aliases: TableText | undefined,
  codeTable: 'diagnosis-codes' | 'operation-codes',
  aliasTable: 'diagnosis-aliases' | 'operation-aliases',
): CodeList {
  const listed = parseCsvTable(codes, ['code', 'name']);
  const tables: TableReport[] = [report(codeTable, listed.file, listed.rows.length)];
  const list = listed.rows.map(({ cells }) => ({ code: cells.code, name: cells.name }));
  if (aliases === undefined) return { codes: list, aliases: [], tables };
  const mapped = parseCsvTable(aliases, ['from_code', 'to_yb_code']);
  tables.push(report(aliasTable, mapped.file, mapped.rows.length));
  return {
    codes: list,
    aliases: mapped.rows.map(({ cells }) => ({ alias: cells.from_code, code: cells.to_yb_code })),
    tables,
  };
}

function report(table: TableReport['table'], file: string, rows: number): TableReport {
  return { table, status: 'read', file, rows, outcomes: { listed: rows } };
}
