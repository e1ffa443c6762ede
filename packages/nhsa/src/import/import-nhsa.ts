import type { RuleSource } from '@forecheck/core';
import { compareAnnex } from './annex/compare-annex.ts';
import type { ImportedAnnex } from './annex/import-annex-workbook.ts';
import { importAnnexWorkbook } from './annex/import-annex-workbook.ts';
import { buildCatalogue } from './catalogue/build-catalogue.ts';
import { importDrugCatalogue } from './catalogue/import-drug-catalogue.ts';
import { importNationalCodes } from './catalogue/import-national-codes.ts';
import { matchPayClasses } from './catalogue/match-pay-classes.ts';
import { mapPublishedPoints } from './classes/map-published-points.ts';
import type { CodeList } from './codes/code-list.ts';
import { codesByName, importDiagnosisCodes, importOperationCodes } from './codes/code-list.ts';
import type { FoundTables } from './folder/find-tables.ts';
import { fileName, findTables } from './folder/find-tables.ts';
import { readBytes, readTableText } from './folder/read-table-text.ts';
import { importDuplicatePairs } from './points/import-duplicate-pairs.ts';
import type { ImportedPoints } from './points/import-knowledge-points.ts';
import { countOutcomes, importKnowledgePoints } from './points/import-knowledge-points.ts';
import { importRestrictions2025 } from './points/import-restrictions-2025.ts';
import type { ImportReport, SetAsideRow, TableName, TableReport } from './report/import-report.ts';

/** A national rule source, the code lists that rules are linted with, and the account of every row. */
export interface ImportResult {
  readonly source: RuleSource;
  readonly report: ImportReport;
  readonly codeLists: { readonly diagnoses?: CodeList; readonly operations?: CodeList };
}

/** How to follow an import, and how to stop it. */
export interface ImportOptions {
  /** Called when a table has been read. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops between two tables; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One table that has been read. */
export interface ImportProgress {
  readonly table: TableName;
  readonly file: string;
}

/**
 * The regulator's published tables as one national rule source.
 *
 * Files are known by their names, in the folder or in folders below it; a table that is not there is reported as absent.
 * Annex spreadsheets are compared with the table of knowledge points, and take its place where it is absent.
 *
 * Every row of every table is accounted for in `report`: nothing is dropped in silence. Equal folders give equal results.
 *
 * @throws {@link NhsaError} `file-unreadable`, `file-ambiguous`, `table-unrecognised`, `table-malformed`,
 * `column-missing`, `cell-malformed`, `workbook-malformed`, `table-excessive`: each names file, row and column.
 */
export async function importNhsa(folder: string, options: ImportOptions = {}): Promise<ImportResult> {
  const found = await findTables(folder);
  const read = async (table: TableName, path: string) => {
    options.signal?.throwIfAborted();
    const text = await readTableText(path);
    options.onProgress?.({ table, file: text.file });
    return text;
  };
  const codeLists = await readCodeLists(found, read);
  const annexes = await readAnnexes(found, options);
  const points = await readPoints(found, annexes, { diagnosisCodesByName: codesByName(codeLists.diagnoses) }, read);
  const restrictions =
    found.restrictions2025 === undefined
      ? undefined
      : importRestrictions2025(await read('restrictions-2025', found.restrictions2025), points.asked);
  const catalogue = await readCatalogue(found, points, read);

  const added = restrictions?.knowledge ?? [];
  const rules = [...points.rules];
  if (added.length > 0 && restrictions !== undefined && !rules.some(({ id }) => id === restrictions.rule.id)) {
    rules.push(restrictions.rule);
  }
  const source: RuleSource = {
    formatVersion: 1,
    id: SOURCE_ID,
    layer: 'national',
    title: '医疗保障基金智能监管规则库、知识库（2025年版）及公开知识点',
    catalogue: catalogue.rows,
    rules,
    knowledge: [...points.knowledge, ...added],
  };
  const tables: TableReport[] = [
    ...points.tables,
    ...catalogue.tables,
    ...(restrictions ? [restrictions.table] : []),
    ...(codeLists.diagnoses?.tables ?? []),
    ...(codeLists.operations?.tables ?? []),
  ];
  const setAside: SetAsideRow[] = [...points.setAside, ...catalogue.setAside, ...(restrictions?.setAside ?? [])];
  const report: ImportReport = {
    tables: [...tables, ...absentTables(tables)],
    classes: points.classes,
    totals: { rules: rules.length, knowledge: source.knowledge?.length ?? 0, catalogue: catalogue.rows.length },
    setAside,
    doubts: points.doubts,
  };
  return { source, report, codeLists };
}

type Read = (table: TableName, path: string) => ReturnType<typeof readTableText>;

async function readCodeLists(found: FoundTables, read: Read): Promise<ImportResult['codeLists']> {
  const optional = async (table: TableName, path: string | undefined) =>
    path === undefined ? undefined : await read(table, path);
  const diagnoses = await optional('diagnosis-codes', found.diagnosisCodes);
  const diagnosisAliases = await optional('diagnosis-aliases', found.diagnosisAliases);
  const operations = await optional('operation-codes', found.operationCodes);
  const operationAliases = await optional('operation-aliases', found.operationAliases);
  return {
    ...(diagnoses && { diagnoses: importDiagnosisCodes(diagnoses, diagnosisAliases) }),
    ...(operations && { operations: importOperationCodes(operations, operationAliases) }),
  };
}

async function readAnnexes(found: FoundTables, options: ImportOptions): Promise<readonly ImportedAnnex[]> {
  const annexes: ImportedAnnex[] = [];
  for (const path of found.annexes) {
    options.signal?.throwIfAborted();
    const file = fileName(path);
    annexes.push(await importAnnexWorkbook(await readBytes(path), file));
    options.onProgress?.({ table: 'annex', file });
  }
  return annexes;
}

async function readPoints(
  found: FoundTables,
  annexes: readonly ImportedAnnex[],
  context: Parameters<typeof mapPublishedPoints>[1],
  read: Read,
): Promise<ImportedPoints> {
  if (found.points === undefined) return importAnnexes(annexes, context);
  const imported = importKnowledgePoints(
    {
      points: await read('knowledge-points', found.points),
      ...(found.pointCodes && { codes: await read('knowledge-point-codes', found.pointCodes) }),
      ...(found.pairs && { pairs: importDuplicatePairs(await read('duplicate-pairs', found.pairs)) }),
    },
    context,
  );
  const compared = annexes.map((annex) => compareAnnex(annex, imported.points));
  return {
    ...imported,
    tables: [
      ...imported.tables.map((table) =>
        table.table === 'duplicate-pairs' && found.pairs ? { ...table, file: fileName(found.pairs) } : table,
      ),
      ...compared.map(({ table }) => table),
    ],
    setAside: [...imported.setAside, ...annexes.flatMap(({ setAside }) => setAside)],
    doubts: [...imported.doubts, ...compared.flatMap(({ doubts }) => doubts)],
  };
}

/** Annexes in the place of the table that is made from them. */
function importAnnexes(
  annexes: readonly ImportedAnnex[],
  context: Parameters<typeof mapPublishedPoints>[1],
): ImportedPoints {
  const points = annexes.flatMap((annex) => annex.points);
  const mapped = mapPublishedPoints(points, context, 'annex');
  const tables = annexes.map((annex): TableReport => {
    const strays = annex.setAside.filter(({ reason }) => reason === 'point-unknown').length;
    const outcomes = countOutcomes(annex.points, mapped.outcomes);
    return {
      table: 'annex',
      status: 'read',
      file: annex.file,
      rows: annex.points.length + annex.codeRows + annex.setAside.length - strays,
      outcomes: {
        ...outcomes,
        'set aside': (outcomes['set aside'] ?? 0) + annex.setAside.length,
        'codes of other rows': annex.codeRows - strays,
      },
    };
  });
  return { ...mapped, points, tables, setAside: [...mapped.setAside, ...annexes.flatMap(({ setAside }) => setAside)] };
}

async function readCatalogue(found: FoundTables, { points }: ImportedPoints, read: Read) {
  const texts = [];
  for (const path of found.nationalCodes) texts.push(await read('national-codes', path));
  const national = importNationalCodes(texts);
  if (found.drugCatalogue === undefined) {
    return { rows: buildCatalogue(national.codes, points), tables: national.tables, setAside: national.setAside };
  }
  const text = await read('drug-catalogue', found.drugCatalogue);
  const lines = importDrugCatalogue(text);
  const classes = matchPayClasses(lines, national.codes);
  const table: TableReport = {
    table: 'drug-catalogue',
    status: 'read',
    file: text.file,
    rows: lines.length,
    outcomes: classes.outcomes,
  };
  return {
    rows: buildCatalogue(national.codes, points, { byCode: classes.byCode, ...DRUG_CATALOGUE_2024 }),
    tables: [...national.tables, table],
    setAside: [...national.setAside, ...classes.setAside],
  };
}

function absentTables(read: readonly TableReport[]): readonly TableReport[] {
  return TABLE_NAMES.filter((name) => !read.some(({ table }) => table === name)).map((table) => ({
    table,
    status: 'absent',
    rows: 0,
    outcomes: {},
  }));
}

/** Name of the source that the importer makes. */
const SOURCE_ID = 'nhsa-two-libraries-2025';

/** Days for which the 2024 edition was in force. */
const DRUG_CATALOGUE_2024 = { from: '2025-01-01', to: '2026-01-01' } as const;

const TABLE_NAMES: readonly TableName[] = [
  'knowledge-points',
  'knowledge-point-codes',
  'duplicate-pairs',
  'annex',
  'national-codes',
  'drug-catalogue',
  'restrictions-2025',
  'diagnosis-codes',
  'diagnosis-aliases',
  'operation-codes',
  'operation-aliases',
];
