import type { Digest } from '@forecheck/pack';
import type { Goodbye, HeadAnnounced, ServerMessage, Welcome } from '../protocol/messages.ts';

/**
 * What the client is about. Two things go on at once: the connection, and the update of the pack. Plain data; the driver
 * keeps one and replaces it by what `next` returns.
 */
export interface ClientState {
  readonly connection: ConnectionState;
  readonly update: UpdateState;
  /** Attempts to connect since a connection was last stable. */
  readonly attempts: number;
  /** What the server last said about coming back. */
  readonly reconnectWindowMs: number;
  /** A goodbye asked to stay away for so long. */
  readonly delayMs: number;
  /** Newest head that was offered. */
  readonly offer?: Offer;
  /** The one that is being worked at. */
  readonly working?: Offer;
  /** Key of the offer that was last rejected: not taken up again before the head changes. */
  readonly rejected?: string;
  /** Instants of the updates that failed lately. */
  readonly failures: readonly number[];
}

/** `idle`: not started. `waiting`: for the next attempt. `greeting`: `hello` is sent. `closed`: for good. */
export type ConnectionState = 'idle' | 'waiting' | 'connecting' | 'greeting' | 'online' | 'closed';

/** `delayed`: an offer waits for its instant. `held`: too many failures in a row. */
export type UpdateState = 'settled' | 'delayed' | 'working' | 'held';

/** A sealed head that may be new, as it came. */
export interface Offer {
  /** Equal for equal bytes. */
  readonly key: string;
  readonly roots: readonly Uint8Array[];
  readonly head: Uint8Array;
  /** Blobs that come by themselves. */
  readonly pushed: readonly Digest[];
  /** Taken up at a random instant in so many milliseconds. */
  readonly spreadMs: number;
  /** The server knows that this client rejected a manifest of it, by this code. */
  readonly refused?: string;
}

/** What happens to the connection. */
export type ConnectionEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'welcomed'; readonly welcome: Welcome }
  | { readonly kind: 'announced'; readonly announced: HeadAnnounced }
  | { readonly kind: 'received'; readonly message: CarriedMessage }
  | { readonly kind: 'dismissed'; readonly goodbye: Goodbye }
  | { readonly kind: 'garbled' }
  | { readonly kind: 'reconnectDue' }
  | { readonly kind: 'stableDue' }
  | { readonly kind: 'silenceDue' };

/** Messages that change nothing about the connection. */
export type CarriedMessage = Exclude<ServerMessage, Welcome | HeadAnnounced | Goodbye>;

/** What happens to the update. */
export type UpdateEvent =
  | { readonly kind: 'offered'; readonly offer: Offer }
  /** Something becomes effective or lapses after `reconsiderInMs`, whatever became of the update. */
  | { readonly kind: 'updated'; readonly outcome: UpdateOutcome; readonly reconsiderInMs: number }
  | { readonly kind: 'pullDue' }
  | { readonly kind: 'holdDue' }
  | { readonly kind: 'reconsiderDue' };

/** How an update ended. */
export type UpdateOutcome =
  /** What the head asks for is in force. */
  | { readonly kind: 'done' }
  /** A newer offer or the end came between, or the connection was lost. */
  | { readonly kind: 'interrupted' }
  /** The server asks to come back. */
  | { readonly kind: 'deferred'; readonly delayMs: number }
  /** By the pack's own fault. */
  | { readonly kind: 'rejected'; readonly code: string }
  /** By the fault of this machine, or of the way that the bytes took. */
  | { readonly kind: 'failed'; readonly code: string };

/** Everything that can happen. */
export type ClientEvent = ConnectionEvent | UpdateEvent;

/** What the driver is to do. */
export type ClientEffect =
  | { readonly kind: 'connect' }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'greet' }
  | { readonly kind: 'goodbye'; readonly code: Goodbye['code'] }
  | { readonly kind: 'online'; readonly welcome: Welcome }
  | { readonly kind: 'offline' }
  | { readonly kind: 'carry'; readonly message: CarriedMessage }
  | { readonly kind: 'update'; readonly offer: Offer }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'wait'; readonly timer: TimerName; readonly delayMs: number }
  | { readonly kind: 'cancel'; readonly timer: TimerName };

/** One timer of each name; each brings the event of its name and `Due`. */
export type TimerName = 'reconnect' | 'stable' | 'silence' | 'pull' | 'hold' | 'reconsider';

/** Where an instant and chance enter. */
export interface Circumstance {
  /** Of a clock that never runs back. */
  readonly nowMs: number;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly dice: number;
}

/** What follows from an event. */
export interface Step {
  readonly state: ClientState;
  readonly effects: readonly ClientEffect[];
}
