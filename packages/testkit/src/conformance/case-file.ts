import type {
  CatalogueItem,
  Encounter,
  Evaluation,
  Excess,
  OrderItem,
  RuleDefinition,
  RuleSource,
} from '@forecheck/core';

/** One conformance file as it is written: short, with what every case shares left to {@link completeRequest}. */
export interface CaseFile {
  readonly $schema?: string;
  /** Path under `test/conformance`, without `.json`. */
  readonly suite: string;
  /** The requirement that the cases prove; listed in `docs/conformance.md`. */
  readonly requirement: string;
  readonly note?: string;
  readonly source?: WrittenSource;
  /** Oldest first. */
  readonly sources?: readonly WrittenSource[];
  readonly cases: readonly WrittenCase[];
}

/** One question and its answer. */
export interface WrittenCase {
  /** A sentence about the domain. */
  readonly name: string;
  readonly note?: string;
  /** In place of the file's. */
  readonly source?: WrittenSource;
  readonly sources?: readonly WrittenSource[];
  readonly encounter: WrittenEncounter;
  readonly expect: ExpectedEvaluation;
}

/** A rule source without what the runner fills in. */
export interface WrittenSource extends Partial<Omit<RuleSource, 'rules' | 'catalogue'>> {
  readonly rules?: readonly WrittenRule[];
  readonly catalogue?: readonly WrittenCatalogueItem[];
}
/** A rule without what the runner fills in. */
export type WrittenRule = Pick<RuleDefinition, 'id' | 'logic'> & Partial<RuleDefinition>;
/** A catalogue row without what the runner fills in. */
export type WrittenCatalogueItem = Omit<CatalogueItem, 'name'> & Partial<Pick<CatalogueItem, 'name'>>;

/** An encounter without what the runner fills in. */
export interface WrittenEncounter extends Partial<Omit<Encounter, 'items'>> {
  readonly items?: readonly WrittenItem[];
}
/** `repeat` stands for so many equal items, whose ids are `id` followed by 1, 2, 3 … */
export type WrittenItem = OrderItem & { readonly repeat?: number };

/** What must come back. What is left out is not compared, unless it says otherwise. */
export interface ExpectedEvaluation {
  /** In order. */
  readonly alerts: readonly ExpectedAlert[];
  /** Left out: none. */
  readonly preexisting?: readonly ExpectedAlert[];
  /** As a set. Left out: none. */
  readonly undetermined?: readonly ExpectedUndetermined[];
  /** As a set. Left out: none. */
  readonly exempted?: readonly { readonly rule: string; readonly items?: readonly string[] }[];
  /** Rule ids, as a set. */
  readonly partial?: readonly string[];
  /** Item ids, as a set. */
  readonly unmapped?: readonly string[];
  /** Codes, as a set. Left out: none. */
  readonly diagnostics?: readonly string[];
  readonly status?: Evaluation['status'];
  readonly decision?: Evaluation['decision'];
}

/** One alert that must be there. Lists are sets; a property that is left out is not compared. */
export interface ExpectedAlert {
  readonly rule: string;
  readonly offending: readonly string[];
  readonly involved?: readonly string[];
  readonly knowledgePoint?: string;
  /** Empty: there must be none. */
  readonly excess?: Excess;
  /** Paths of the facts; or, to compare more of each, entries that list what to compare. */
  readonly evidence?: readonly string[] | readonly ExpectedEvidence[];
  readonly decision?: string;
  readonly severity?: string;
  readonly verdict?: string;
  readonly degree?: string;
  readonly dispositions?: readonly string[];
  readonly message?: Evaluation['alerts'][number]['message'];
  /** Kinds of the fixes offered. */
  readonly fixes?: readonly string[];
}

/** One piece of evidence. All entries of one alert list the same properties. */
export interface ExpectedEvidence {
  readonly fact: string;
  readonly value?: string;
  readonly bound?: string;
}

/** One rule that must be left undecided. */
export interface ExpectedUndetermined {
  readonly rule: string;
  /** Paths of the missing facts, as a set. */
  readonly missing: readonly string[];
  readonly items?: readonly string[];
  readonly knowledgePoint?: string;
}
