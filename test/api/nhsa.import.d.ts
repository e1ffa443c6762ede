// @forecheck/nhsa/import, as built. `npm run api:update` writes this file.

import { CstDate, RuleSource, RuleDefinition, KnowledgePoint, VisitType, ItemKind } from "@forecheck/core";
declare const NHSA_ERROR_CODES: readonly [
    "message-malformed",
    "message-excessive",
    "infno-unsupported",
    "node-missing",
    "field-missing",
    "evaluation-mismatched",
    "table-unrecognised",
    "table-malformed",
    "table-excessive",
    "column-missing",
    "cell-malformed",
    "workbook-malformed",
    "file-ambiguous",
    "folder-occupied",
    "file-unreadable"
];
type NhsaErrorCode = (typeof NHSA_ERROR_CODES)[number];
declare const BRAND: unique symbol;
declare class NhsaError extends Error {
    readonly code: NhsaErrorCode;
    readonly retry: "safe" | "never";
    readonly path: string;
    readonly detail: Readonly<Record<string, string | number>>;
    readonly [BRAND] = true;
    constructor(code: NhsaErrorCode, path: string, message: string, detail?: Readonly<Record<string, string | number>>, options?: {
        readonly cause?: unknown;
    });
}
declare function isNhsaError(value: unknown): value is NhsaError;
interface PublishedPoint {
    readonly id: string;
    readonly source: PointSource;
    readonly ruleClass: string;
    readonly name: string;
    readonly text: string;
    readonly logicText: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly codes: readonly string[];
    readonly supersedes: readonly string[];
    readonly isCurrent: boolean;
    readonly pair?: PublishedPair;
}
interface PointSource {
    readonly file: string;
    readonly line: number;
    readonly batch: string;
    readonly publishedOn?: CstDate;
    readonly annex: string;
    readonly annexRow: string;
}
interface PublishedPair {
    readonly window: string;
    readonly containing: string;
    readonly contained: string;
}
type CodesByName = ReadonlyMap<string, readonly string[]>;
interface MapContext {
    readonly diagnosisCodesByName: CodesByName;
}
type PointOutcome = {
    readonly kind: "decidable";
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly items?: readonly string[];
    readonly others?: readonly string[];
    readonly remainder?: {
        readonly visitTypes?: readonly VisitType[];
    };
    readonly doubt?: string;
} | {
    readonly kind: "prompt";
    readonly visitTypes?: readonly VisitType[];
} | {
    readonly kind: "set-aside";
    readonly reason: SetAsideReason;
};
type SetAsideReason = "annex-note" | "rule-class-unknown" | "codes-absent" | "code-malformed" | "pair-absent" | "window-unknown" | "value-unknown" | "replacement-absent";
interface ImportReport {
    readonly tables: readonly TableReport[];
    readonly classes: readonly ClassReport[];
    readonly totals: ImportTotals;
    readonly setAside: readonly SetAsideRow[];
    readonly doubts: readonly Doubt[];
}
interface ImportTotals {
    readonly rules: number;
    readonly knowledge: number;
    readonly catalogue: number;
}
interface TableReport {
    readonly table: TableName;
    readonly status: "read" | "absent";
    readonly file?: string;
    readonly rows: number;
    readonly outcomes: Readonly<Record<string, number>>;
}
type TableName = "knowledge-points" | "knowledge-point-codes" | "duplicate-pairs" | "annex" | "national-codes" | "drug-catalogue" | "restrictions-2025" | "diagnosis-codes" | "diagnosis-aliases" | "operation-codes" | "operation-aliases";
interface ClassReport {
    readonly name: string;
    readonly rule: string;
    readonly current: PointCounts;
    readonly superseded: PointCounts;
    readonly remainders: {
        readonly asked: number;
        readonly covered: number;
    };
}
interface PointCounts {
    readonly points: number;
    readonly decidable: number;
    readonly prompts: number;
    readonly setAside: number;
}
interface SetAsideRow {
    readonly at: string;
    readonly table: TableName;
    readonly id?: string;
    readonly reason: RowReason;
}
type RowReason = SetAsideReason | "point-unknown" | "name-unmatched" | "class-ambiguous" | "class-absent";
interface Doubt {
    readonly at: string;
    readonly id: string;
    readonly about: string;
}
interface ImportedAnnex {
    readonly file: string;
    readonly points: readonly PublishedPoint[];
    readonly codeRows: number;
    readonly setAside: readonly SetAsideRow[];
}
declare function importAnnexWorkbook(bytes: Uint8Array, file: string): Promise<ImportedAnnex>;
interface TableText {
    readonly file: string;
    readonly text: string;
}
interface DrugCatalogueLine {
    readonly file: string;
    readonly line: number;
    readonly section: string;
    readonly names: readonly string[];
    readonly payClass?: "a" | "b";
    readonly dosageForm: string;
    readonly remark: string;
}
declare function importDrugCatalogue(source: TableText): readonly DrugCatalogueLine[];
interface NamedCode {
    readonly code: string;
    readonly name: string;
    readonly kind: ItemKind;
}
interface NationalCodes {
    readonly codes: readonly NamedCode[];
    readonly tables: readonly TableReport[];
    readonly setAside: readonly SetAsideRow[];
}
declare function importNationalCodes(sources: readonly TableText[]): NationalCodes;
interface Period {
    readonly from?: CstDate | undefined;
    readonly to?: CstDate | undefined;
}
declare class AskedTexts {
    #private;
    add(codes: readonly string[], text: string, period: Period): void;
    addWhole(codes: readonly string[], period: Period): void;
    isAsked(code: string, text: string, period: Period): boolean;
    isAskedNow(code: string, text: string): boolean;
}
interface MappedPoints {
    readonly rules: readonly RuleDefinition[];
    readonly knowledge: readonly KnowledgePoint[];
    readonly classes: readonly ClassReport[];
    readonly setAside: readonly SetAsideRow[];
    readonly doubts: readonly Doubt[];
    readonly asked: AskedTexts;
    readonly outcomes: ReadonlyMap<string, PointOutcome["kind"]>;
}
declare function mapPublishedPoints(points: readonly PublishedPoint[], context: MapContext, table?: TableName): MappedPoints;
interface CodeList {
    readonly codes: readonly {
        readonly code: string;
        readonly name: string;
    }[];
    readonly aliases: readonly {
        readonly alias: string;
        readonly code: string;
    }[];
    readonly tables: readonly TableReport[];
}
declare function importDiagnosisCodes(codes: TableText, aliases?: TableText): CodeList;
declare function importOperationCodes(codes: TableText, aliases?: TableText): CodeList;
declare function codesByName(list: CodeList | undefined): ReadonlyMap<string, readonly string[]>;
interface ImportResult {
    readonly source: RuleSource;
    readonly report: ImportReport;
    readonly codeLists: {
        readonly diagnoses?: CodeList;
        readonly operations?: CodeList;
    };
}
interface ImportOptions {
    readonly onProgress?: (progress: ImportProgress) => void;
    readonly signal?: AbortSignal;
}
interface ImportProgress {
    readonly table: TableName;
    readonly file: string;
}
declare function importNhsa(folder: string, options?: ImportOptions): Promise<ImportResult>;
interface WriteSourceFolderOptions {
    readonly replace?: boolean;
}
declare function writeSourceFolder(folder: string, result: ImportResult, options?: WriteSourceFolderOptions): Promise<void>;
interface DuplicatePair extends PublishedPair {
    readonly sequence: string;
    readonly containingName: string;
    readonly containedName: string;
    readonly text: string;
    readonly line: number;
}
declare function importDuplicatePairs(source: TableText): readonly DuplicatePair[];
interface PointTables {
    readonly points: TableText;
    readonly codes?: TableText;
    readonly pairs?: readonly DuplicatePair[];
}
interface ReadPoints {
    readonly points: readonly PublishedPoint[];
    readonly codeRows: number;
    readonly strayCodes: readonly {
        readonly line: number;
        readonly point: string;
    }[];
    readonly addedPairs: readonly DuplicatePair[];
    readonly miscounted: readonly {
        readonly point: PublishedPoint;
        readonly promised: number;
    }[];
}
declare function readPublishedPoints(tables: PointTables): ReadPoints;
interface ImportedPoints extends MappedPoints {
    readonly points: readonly PublishedPoint[];
    readonly tables: readonly TableReport[];
}
declare function importKnowledgePoints(tables: PointTables, context: MapContext): ImportedPoints;
interface Restrictions2025 {
    readonly rule: RuleDefinition;
    readonly knowledge: readonly KnowledgePoint[];
    readonly table: TableReport;
    readonly setAside: readonly SetAsideRow[];
}
declare function importRestrictions2025(source: TableText, asked: AskedTexts): Restrictions2025;
type ReportFormat = "text" | "markdown";
declare function formatImportReport(report: ImportReport, format: ReportFormat): string;
export { AskedTexts, NhsaError, codesByName, formatImportReport, importAnnexWorkbook, importDiagnosisCodes, importDrugCatalogue, importDuplicatePairs, importKnowledgePoints, importNationalCodes, importNhsa, importOperationCodes, importRestrictions2025, isNhsaError, mapPublishedPoints, readPublishedPoints, writeSourceFolder };
export type { ClassReport, CodeList, CodesByName, Doubt, DrugCatalogueLine, DuplicatePair, ImportOptions, ImportProgress, ImportReport, ImportResult, ImportTotals, ImportedAnnex, ImportedPoints, MapContext, MappedPoints, NamedCode, NationalCodes, NhsaErrorCode, Period, PointCounts, PointOutcome, PointSource, PointTables, PublishedPair, PublishedPoint, ReadPoints, ReportFormat, Restrictions2025, RowReason, SetAsideReason, SetAsideRow, TableName, TableReport, TableText, WriteSourceFolderOptions };
