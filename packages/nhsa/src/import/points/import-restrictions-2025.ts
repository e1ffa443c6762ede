import type { KnowledgePoint, RuleDefinition } from '@forecheck/core';
import type { AskedTexts } from '../classes/asked-texts.ts';
import { evidenceRuleOf } from '../classes/define-rule.ts';
import { drugIndication } from '../classes/indication.ts';
import { isNationalCode } from '../classes/national-code.ts';
import type { SetAsideRow, TableReport } from '../report/import-report.ts';
import { parseCsvTable } from '../table/parse-csv-table.ts';
import type { TableText } from '../table/table.ts';

/** Questions for restrictions of the 2025 edition that no knowledge point judges or asks. */
export interface Restrictions2025 {
  readonly rule: RuleDefinition;
  readonly knowledge: readonly KnowledgePoint[];
  readonly table: TableReport;
  readonly setAside: readonly SetAsideRow[];
}

/**
 * Restricted drugs of the 2025 edition of the drug catalogue. A restriction that the knowledge points already carry, code
 * by code, adds nothing; the others become questions under the class 药品限适应症.
 *
 * @throws {@link NhsaError} `column-missing`, `table-malformed`.
 */
export function importRestrictions2025(source: TableText, asked: AskedTexts): Restrictions2025 {
  const table = parseCsvTable(source, ['drug_name', 'remark_2025', 'codes']);
  const rule = evidenceRuleOf(drugIndication.rule);
  const knowledge: KnowledgePoint[] = [];
  const setAside: SetAsideRow[] = [];
  const outcomes = { 'covered by knowledge points': 0, 'question added': 0, 'set aside': 0 };
  for (const { line, cells } of table.rows) {
    const codes = cells.codes.split(/\s+/).filter(isNationalCode);
    if (codes.length === 0) {
      outcomes['set aside'] += 1;
      setAside.push({ at: `${table.file}:${line}`, table: 'restrictions-2025', reason: 'codes-absent' });
      continue;
    }
    const items = codes.filter((code) => !asked.isAskedNow(code, cells.remark_2025));
    if (items.length === 0) {
      outcomes['covered by knowledge points'] += 1;
      continue;
    }
    outcomes['question added'] += 1;
    knowledge.push({
      id: `nrdl-2025-${codes[0]!}`,
      rule: rule.id,
      items,
      name: cells.drug_name,
      text: cells.remark_2025,
      basis: {
        instrument: '国家基本医疗保险、生育保险和工伤保险药品目录（2025年）',
        locator: `${table.file} 第${line}行`,
        inForceFrom: IN_FORCE_FROM,
      },
      from: IN_FORCE_FROM,
    });
  }
  return {
    rule,
    knowledge,
    table: { table: 'restrictions-2025', status: 'read', file: table.file, rows: table.rows.length, outcomes },
    setAside,
  };
}

/** First day of the 2025 edition. */
const IN_FORCE_FROM = '2026-01-01';
