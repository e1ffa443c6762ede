import type { CstDate } from '@forecheck/core';

/** One knowledge point as the regulator published it, before anything is made of it. */
export interface PublishedPoint {
  /** Stable id: the table's own, or one derived from annex, sheet and row. */
  readonly id: string;
  readonly source: PointSource;
  /** Official name of the rule class, such as 药品区分性别使用. */
  readonly ruleClass: string;
  readonly name: string;
  /** The regulator's words: restriction, remark or label text. */
  readonly text: string;
  /** The regulator's words on how the class is decided. */
  readonly logicText: string;
  /** Values that the table gives apart from the text, under the table's own names. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly codes: readonly string[];
  readonly supersedes: readonly string[];
  /** False when a later publication replaced it. */
  readonly isCurrent: boolean;
  /** Only points about two service items have one. */
  readonly pair?: PublishedPair;
}

/** Where a point was published. */
export interface PointSource {
  /** Table that carried it. */
  readonly file: string;
  readonly line: number;
  /** `01` … `17`, or `2026-01` for a revision. Empty when the table does not say. */
  readonly batch: string;
  readonly publishedOn?: CstDate;
  /** Annex of the notice and row in it, as the table gives them. */
  readonly annex: string;
  readonly annexRow: string;
}

/** Service item A contains service item B. */
export interface PublishedPair {
  /** 单日, 单次就诊, 6小时, 同一小时. */
  readonly window: string;
  readonly containing: string;
  readonly contained: string;
}
