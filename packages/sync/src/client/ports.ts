/** The time of the machine, which may be wrong, jump and run back; and one that only runs on. */
export interface Clock {
  /** Epoch milliseconds, as the machine believes. */
  wallMs(): number;
  /** Milliseconds since some instant of this process; never runs back. */
  monotonicMs(): number;
  /** Calls back once, not before so many milliseconds; the returned function cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Numbers from 0 (inclusive) to 1 (exclusive), not for secrets. */
export type Random = () => number;

/** Opens connections to a bureau node or a relay. */
export interface Connector {
  /** Begins to connect; everything that happens is told to `listener`, in order, and nothing after `closed`. */
  connect(url: string, listener: ConnectionListener): Connection;
}

/** One connection. */
export interface Connection {
  /** Queues one binary frame; does nothing once closed. */
  send(frame: Uint8Array): void;
  /** Bytes queued and not yet handed to the network. */
  readonly queuedBytes: number;
  /** Whether pings are told by `alive`: a browser keeps them to itself, so that there silence means nothing. */
  readonly tellsPings: boolean;
  /** Idempotent; `closed` follows. */
  close(): void;
}

/** What a connection tells. */
export interface ConnectionListener {
  opened(): void;
  received(frame: Uint8Array): void;
  /** A sign of life that is no frame, such as a ping. */
  alive(): void;
  /** Last call. Codes only. */
  closed(code: string): void;
}

/** Inflates to exactly `length` bytes, or rejects with a `PackError` `compression-malformed`; bounded in memory. */
export type Inflate = (encoding: 'gzip' | 'zstd', bytes: Uint8Array, length: number) => Promise<Uint8Array>;
