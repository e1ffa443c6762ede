export type { NhsaErrorCode } from './error.ts';
export { isNhsaError, NhsaError } from './error.ts';
export type { ImportedAnnex } from './import/annex/import-annex-workbook.ts';
export { importAnnexWorkbook } from './import/annex/import-annex-workbook.ts';
export type { DrugCatalogueLine } from './import/catalogue/import-drug-catalogue.ts';
export { importDrugCatalogue } from './import/catalogue/import-drug-catalogue.ts';
export type { NamedCode, NationalCodes } from './import/catalogue/import-national-codes.ts';
export { importNationalCodes } from './import/catalogue/import-national-codes.ts';
export type { Period } from './import/classes/asked-texts.ts';
export { AskedTexts } from './import/classes/asked-texts.ts';
export type { MappedPoints } from './import/classes/map-published-points.ts';
export { mapPublishedPoints } from './import/classes/map-published-points.ts';
export type { MapContext, PointOutcome, SetAsideReason } from './import/classes/rule-class.ts';
export type { CodeList } from './import/codes/code-list.ts';
export { codesByName, importDiagnosisCodes, importOperationCodes } from './import/codes/code-list.ts';
export type { WriteSourceFolderOptions } from './import/folder/write-source-folder.ts';
export { writeSourceFolder } from './import/folder/write-source-folder.ts';
export type { ImportOptions, ImportProgress, ImportResult } from './import/import-nhsa.ts';
export { importNhsa } from './import/import-nhsa.ts';
export type { DuplicatePair } from './import/points/import-duplicate-pairs.ts';
export { importDuplicatePairs } from './import/points/import-duplicate-pairs.ts';
export type { ImportedPoints } from './import/points/import-knowledge-points.ts';
export { importKnowledgePoints } from './import/points/import-knowledge-points.ts';
export type { Restrictions2025 } from './import/points/import-restrictions-2025.ts';
export { importRestrictions2025 } from './import/points/import-restrictions-2025.ts';
export type { PointSource, PublishedPair, PublishedPoint } from './import/points/published-point.ts';
export type { PointTables, ReadPoints } from './import/points/read-published-points.ts';
export { readPublishedPoints } from './import/points/read-published-points.ts';
export type { ReportFormat } from './import/report/format-import-report.ts';
export { formatImportReport } from './import/report/format-import-report.ts';
export type {
  ClassReport,
  Doubt,
  ImportReport,
  ImportTotals,
  PointCounts,
  RowReason,
  SetAsideRow,
  TableName,
  TableReport,
} from './import/report/import-report.ts';
export type { TableText } from './import/table/table.ts';
export type { CodesByName } from './import/text/named-disease.ts';
