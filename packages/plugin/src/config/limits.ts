/** Bounds of everything that comes from outside. Each can be set in the configuration under `limits`. */
export interface PluginLimits {
  /** Of one body. A stay of 20,000 order lines is about 16 million characters. */
  readonly bodyBytesMax: number;
  /** How deep a body may be nested. The deepest message of the national interface has nine levels. */
  readonly depthMax: number;
  /** Items of one encounter. */
  readonly itemsMax: number;
  /** Dispositions of one request. */
  readonly dispositionsMax: number;
  /** Requests that one caller may make in a second, over a longer time. */
  readonly requestsPerSecond: number;
  /** Requests that it may make at once. */
  readonly burstMax: number;
  /** The same for what is refused before it is known who calls; by machine and page. */
  readonly refusalsPerSecond: number;
  readonly connectionsMax: number;
  /** Requests whose answer is under way. */
  readonly pendingMax: number;
  /** Until the headers of a request must be there. */
  readonly headersTimeoutMs: number;
  /** Until the whole of a request must be there. */
  readonly requestTimeoutMs: number;
  /** How long a connection may stay open without a request. */
  readonly idleTimeoutMs: number;
  /** How long a shutdown waits for answers that are under way. */
  readonly closeTimeoutMs: number;
}

/** What holds where the configuration says nothing. */
export const DEFAULT_LIMITS: PluginLimits = {
  bodyBytesMax: 8 * 1024 * 1024,
  depthMax: 32,
  itemsMax: 20_000,
  dispositionsMax: 1_000,
  requestsPerSecond: 200,
  burstMax: 400,
  refusalsPerSecond: 20,
  connectionsMax: 1_024,
  pendingMax: 256,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 15_000,
  idleTimeoutMs: 65_000,
  closeTimeoutMs: 5_000,
};
