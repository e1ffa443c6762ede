/** One connection as the serving side sees it: a WebSocket, or a simulated one. */
export interface ServerConnection {
  /** Queues one binary frame; does nothing once closed. */
  send(frame: Uint8Array): void;
  /**
   * Queues frames that many connections share. Whoever implements it may prepare their bytes once, by the identity of
   * the list.
   */
  sendShared(frames: SharedFrames): void;
  /** Bytes queued and not yet handed to the network. */
  readonly queuedBytes: number;
  ping(): void;
  /** Sends what is queued, then closes. Idempotent; `closed` follows. */
  close(): void;
  /** Closes without waiting for anybody. */
  abort(): void;
}

/** What a connection tells. Nothing after `closed`. */
export interface ServerListener {
  received(frame: Uint8Array): void;
  /** Something was heard that is no message: a pong. */
  heard(): void;
  /** What was queued has gone. */
  drained(): void;
  closed(): void;
}

/** Frames that are written to many connections, in this order. */
export type SharedFrames = readonly Uint8Array[];
