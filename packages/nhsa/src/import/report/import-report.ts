import type { SetAsideReason } from '../classes/rule-class.ts';

/** What became of everything that was read. Every row of every table is in exactly one of its table's outcomes. */
export interface ImportReport {
  readonly tables: readonly TableReport[];
  /** Knowledge points by rule class. */
  readonly classes: readonly ClassReport[];
  readonly totals: ImportTotals;
  /** Every row that became nothing, with its reason. */
  readonly setAside: readonly SetAsideRow[];
  /** Rows that became something, but whose words and columns disagree. */
  readonly doubts: readonly Doubt[];
}

/** Rows of the source that was made. */
export interface ImportTotals {
  readonly rules: number;
  readonly knowledge: number;
  readonly catalogue: number;
}

/** One table of the folder. `absent` tables have no rows. */
export interface TableReport {
  readonly table: TableName;
  readonly status: 'read' | 'absent';
  readonly file?: string;
  readonly rows: number;
  /** Sums to `rows`. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Tables that the importer knows. */
export type TableName =
  | 'knowledge-points'
  | 'knowledge-point-codes'
  | 'duplicate-pairs'
  | 'annex'
  | 'national-codes'
  | 'drug-catalogue'
  | 'restrictions-2025'
  | 'diagnosis-codes'
  | 'diagnosis-aliases'
  | 'operation-codes'
  | 'operation-aliases';

/** One rule class: points in force and points that a later publication replaced. */
export interface ClassReport {
  readonly name: string;
  readonly rule: string;
  readonly current: PointCounts;
  readonly superseded: PointCounts;
  /** Decided points whose words ask for more: asked by a question of their own, or by another point already. */
  readonly remainders: { readonly asked: number; readonly covered: number };
}

/** `points` is the sum of the other three. */
export interface PointCounts {
  readonly points: number;
  readonly decidable: number;
  readonly prompts: number;
  readonly setAside: number;
}

/** One row that became nothing. */
export interface SetAsideRow {
  /** File and row. */
  readonly at: string;
  readonly table: TableName;
  /** Id of the point, where the row has one. */
  readonly id?: string;
  readonly reason: RowReason;
}

/** Why a row of any table became nothing. */
export type RowReason =
  | SetAsideReason
  /** A code that belongs to no point of the table. */
  | 'point-unknown'
  /** A line of the drug catalogue whose name is the name of no coded drug. */
  | 'name-unmatched'
  /** A drug that lines of different pay classes claim. */
  | 'class-ambiguous'
  /** A line of the drug catalogue without a pay class. */
  | 'class-absent';

/** One row that a person should look at. */
export interface Doubt {
  readonly at: string;
  readonly id: string;
  readonly about: string;
}
