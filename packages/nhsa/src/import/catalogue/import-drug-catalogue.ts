import { parseCsvTable } from '../table/parse-csv-table.ts';
import type { TableText } from '../table/table.ts';
import { malformedCell } from '../table/table.ts';

/** One line of the national drug catalogue (药品目录). */
export interface DrugCatalogueLine {
  readonly file: string;
  readonly line: number;
  /** Part of the catalogue: 西药, 中成药, 协议期内谈判西药, 中药饮片 … */
  readonly section: string;
  /** One line may carry several names. */
  readonly names: readonly string[];
  /** 甲 · 乙. Decoction pieces have none. */
  readonly payClass?: 'a' | 'b';
  /** Group of dosage forms; empty where the name says it. */
  readonly dosageForm: string;
  /** Payment restriction, verbatim; empty when there is none. */
  readonly remark: string;
}

/**
 * Lines of one edition of the national drug catalogue.
 *
 * @throws {@link NhsaError} `column-missing`, `table-malformed`, `cell-malformed` for a pay class other than 甲 and 乙.
 */
export function importDrugCatalogue(source: TableText): readonly DrugCatalogueLine[] {
  const table = parseCsvTable(source, ['section', 'drug_name', 'class_ab', 'dosage_form', 'remark']);
  return table.rows.map(({ line, cells }) => {
    const payClass = PAY_CLASSES[cells.class_ab];
    if (payClass === undefined && cells.class_ab !== '') {
      throw malformedCell(table.file, line, 'class_ab', '甲 or 乙');
    }
    return {
      file: table.file,
      line,
      section: cells.section,
      names: cells.drug_name.split('、').filter((name) => name !== ''),
      ...(payClass && { payClass }),
      dosageForm: cells.dosage_form,
      remark: cells.remark,
    };
  });
}

const PAY_CLASSES: Readonly<Record<string, 'a' | 'b'>> = { 甲: 'a', 乙: 'b' };
