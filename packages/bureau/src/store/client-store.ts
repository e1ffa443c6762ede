import type { Digest, LayerId } from '@forecheck/pack';

/** What clients say of themselves. */
export interface ClientStore {
  /** Applied in order, in one commit. */
  noteReports(reports: readonly ClientReport[]): Promise<void>;
  /** Highest sequence that any client says it has activated, by layer. Never lowered. */
  readReportedSequences(): Promise<ReadonlyMap<LayerId, number>>;
  /** What became of a manifest among clients. */
  readReception(digest: Digest): Promise<Reception>;
  /** Most recently heard first, at most so many. */
  readClients(limit: number): Promise<readonly ClientState[]>;
  /** How many clients have reported since. */
  countClients(sinceMs: number): Promise<ClientCounts>;
}

/** One report. */
export type ClientReport = ActivationReport | RejectionReport | ConditionReport;

interface ReportBase {
  readonly institution: string;
  /** Tells the clients of one institution apart; `''` where nobody knows. */
  readonly client: string;
  readonly atMs: number;
}

/** A client judges by a manifest. */
export interface ActivationReport extends ReportBase {
  readonly kind: 'activation';
  readonly layer: LayerId;
  readonly digest: Digest;
  readonly sequence: number;
  /** `urgent`: it lies over the active one of its layer. */
  readonly mode: 'active' | 'urgent' | 'shadow';
  readonly tookMs: number;
}

/** A client refused a manifest. */
export interface RejectionReport extends ReportBase {
  readonly kind: 'rejection';
  readonly layer: LayerId;
  readonly digest: Digest;
  readonly sequence: number;
  readonly code: string;
}

/** How a client is. */
export interface ConditionReport extends ReportBase {
  readonly kind: 'condition';
  readonly condition: ClientCondition;
}

/** Numbers and codes only. */
export interface ClientCondition {
  readonly pack?: Digest;
  readonly isStale: boolean;
  readonly outboxLength: number;
  readonly clockOffsetMs: number;
  readonly evaluations: number;
  readonly alerts: number;
  readonly overrides: number;
  readonly lastError?: string;
}

/** A client and how it was when it was last heard. */
export interface ClientState {
  readonly institution: string;
  readonly client: string;
  readonly reportedMs: number;
  readonly condition: ClientCondition;
}

/** Clients in numbers. */
export interface ClientCounts {
  readonly heard: number;
  readonly stale: number;
}

/** What became of a manifest. */
export interface Reception {
  readonly active: number;
  readonly shadow: number;
  readonly rejected: number;
  /** Slowest activation. */
  readonly tookMsMax: number;
  /** Alerts, and those overridden, of clients that judge by it since they do. */
  readonly alerts: number;
  readonly overrides: number;
  /** Rejections by code, most frequent first. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
  readonly institutions: InstitutionReception;
}

/**
 * The same with one voice for each institution, however many clients it has and however often they report: what a rollout is
 * judged by, so that nobody steers it alone.
 */
export interface InstitutionReception {
  /** That judge by it, try it in shadow, or refuse it. */
  readonly heard: number;
  /** Any client of which refuses it. */
  readonly rejected: number;
  /** Slowest activation, without the slowest institution where there are others. */
  readonly tookMsMax: number;
  /**
   * Mean share of alerts that were overridden, of institutions with at least `ALERTS_JUDGED_MIN` alerts, without the one that
   * overrides most where there are others. Absent where there is none.
   */
  readonly overridden?: number;
}

/** Alerts of an institution below which the share that was overridden says nothing. */
export const ALERTS_JUDGED_MIN = 20;

/**
 * A report of a sequence further ahead than this of everything published is not believed: one mistaken or hostile client
 * would otherwise use up the numbers of a layer.
 */
export const REPORTED_AHEAD_MAX = 10_000;
