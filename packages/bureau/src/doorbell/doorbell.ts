/**
 * Tells other nodes that something was published. It may lose a ring, repeat it, or bring it late; who listens looks at the
 * store, and looks there now and then without being rung for.
 */
export interface Doorbell {
  /** Rings, here and elsewhere. Never rejects: the change is durable, and is found by looking. */
  ring(): Promise<void>;
  /** Calls back at every ring; the returned function stops. */
  listen(listener: () => void): () => void;
  /** Idempotent. */
  close(): Promise<void>;
}
