import type { ItemKind } from '@forecheck/core';
import { isNationalCode } from '../classes/national-code.ts';
import type { SetAsideRow, TableReport } from '../report/import-report.ts';
import { parseCsvTable } from '../table/parse-csv-table.ts';
import type { TableText } from '../table/table.ts';

/** One national code and the name of what it stands for. */
export interface NamedCode {
  readonly code: string;
  readonly name: string;
  readonly kind: ItemKind;
}

/** What the national code tables hold, and what became of their rows. */
export interface NationalCodes {
  readonly codes: readonly NamedCode[];
  readonly tables: readonly TableReport[];
  readonly setAside: readonly SetAsideRow[];
}

/**
 * Codes and names of the national code tables (drugs, decoction pieces, service items), in file order, each code once:
 * the first name wins.
 *
 * @throws {@link NhsaError} `column-missing`, `table-malformed`.
 */
export function importNationalCodes(sources: readonly TableText[]): NationalCodes {
  const codes = new Map<string, NamedCode>();
  const tables: TableReport[] = [];
  const setAside: SetAsideRow[] = [];
  for (const source of sources) {
    const table = parseCsvTable(source, ['code', 'name']);
    const counts = { items: 0, repeated: 0, 'set aside': 0 };
    for (const { line, cells } of table.rows) {
      if (!isNationalCode(cells.code)) {
        counts['set aside'] += 1;
        setAside.push({ at: `${table.file}:${line}`, table: 'national-codes', reason: 'code-malformed' });
      } else if (codes.has(cells.code)) {
        counts.repeated += 1;
      } else {
        counts.items += 1;
        codes.set(cells.code, { code: cells.code, name: cells.name, kind: itemKind(cells.code) });
      }
    }
    tables.push({
      table: 'national-codes',
      status: 'read',
      file: table.file,
      rows: table.rows.length,
      outcomes: counts,
    });
  }
  return { codes: [...codes.values()], tables, setAside };
}

/** Kind that the first character of a national code tells: digits are services, C consumables, the rest drugs. */
export function itemKind(code: string): ItemKind {
  return code.startsWith('0') ? 'service' : code.startsWith('C') ? 'consumable' : 'drug';
}
