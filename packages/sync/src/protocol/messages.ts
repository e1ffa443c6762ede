import type { Digest, LayerId } from '@forecheck/pack';

/**
 * Every message of the protocol. One WebSocket, binary frames, one message a frame. A receiver ignores fields and kinds
 * that it does not know; what it knows and cannot read closes the connection with a coded goodbye.
 */
export type Message = ClientMessage | ServerMessage;

/** From whoever receives packs (a client, or a relay towards its own upstream). */
export type ClientMessage = Hello | Want | Credit | Activated | Rejected | Events | Answers | StatusReport | Goodbye;

/** From whoever gives packs (a bureau node, or a relay towards its clients). */
export type ServerMessage = Welcome | HeadAnnounced | Push | Chunk | Refused | EventsAck | Questions | Goodbye;

/** First message of a connection. */
export interface Hello {
  readonly kind: 'hello';
  readonly protocol: number;
  readonly role: 'client' | 'relay';
  /** Admits the caller; absent where the bureau asks for none. Never logged. */
  readonly token?: string;
  readonly institution: string;
  readonly scope: LayerId;
  readonly coreVersion: string;
  /** Of compression, best first. */
  readonly encodings: readonly Encoding[];
  readonly rootVersion: number;
  readonly headEpoch: number;
  readonly headVersion: number;
  /** Manifests whose blobs are all at hand. */
  readonly held: readonly Digest[];
  /** Segments that are whole at hand, at most `HELD_SEGMENTS_MAX`; what is left out is only fetched again. */
  readonly segments?: readonly Digest[];
  readonly outbox: StreamPosition;
  /** The client's own clock, for the offset only. */
  readonly clockMs: number;
}

/** How the bytes of a blob travel. */
export type Encoding = 'gzip' | 'zstd' | 'none';

/** How far a stream of events has come. */
export interface StreamPosition {
  readonly stream: string;
  /** Next sequence that will be written; sequences begin at 1. */
  readonly next: number;
}

/** Answer to `hello`. */
export interface Welcome {
  readonly kind: 'welcome';
  readonly protocol: number;
  readonly serverMs: number;
  /** Sealed roots after the client's version, in order. */
  readonly roots: readonly Uint8Array[];
  /** The sealed head of the client's scope; absent when nothing has been published for it. */
  readonly head?: Uint8Array;
  readonly layers: readonly Intent[];
  /** Highest contiguous sequence of the client's stream that is durable; 0 when none is. */
  readonly acknowledged: number;
  /** After a drop the first attempt comes at a random instant in so many milliseconds. */
  readonly reconnectWindowMs: number;
  /** Silence after which the server sends a WebSocket ping. */
  readonly pingMs: number;
}

/** What the server means to do about one layer. */
export interface Intent {
  readonly layer: LayerId;
  readonly intent: 'current' | 'fetch' | 'wait' | 'refused';
  /** With `wait`. */
  readonly waitMs?: number;
  /** With `refused`: the code with which this client rejected the manifest. */
  readonly code?: string;
}

/** A new head. */
export interface HeadAnnounced {
  readonly kind: 'head';
  readonly head: Uint8Array;
  /** Sealed roots, when they changed. */
  readonly roots?: readonly Uint8Array[];
  /** Blobs that follow at once in a `push`: need not be asked for, unless they do not come. */
  readonly pushed?: readonly Digest[];
  /** Pull what is new at a random instant in so many milliseconds; 0 or absent for urgent ones. */
  readonly spreadMs?: number;
}

/** Small things sent along with, and after, the head that needs them. */
export interface Push {
  readonly kind: 'push';
  readonly blobs: readonly PushedBlob[];
}

/** One blob of a push. */
export interface PushedBlob {
  readonly digest: Digest;
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
}

/** Asks for the bytes of one digest: a sealed manifest (by its pointer), a segment, or a self-test. */
export interface Want {
  readonly kind: 'want';
  /** Unique among the open requests of the connection. */
  readonly request: number;
  readonly digest: Digest;
  /** Continue at this byte of the encoded form. */
  readonly offset: number;
  readonly encoding: Encoding;
}

/** A piece of what was wanted. */
export interface Chunk {
  readonly kind: 'chunk';
  readonly request: number;
  readonly offset: number;
  /** Of the encoded form. */
  readonly total: number;
  readonly bytes: Uint8Array;
}

/** Bytes of chunks consumed on this connection so far; opens the window again. */
export interface Credit {
  readonly kind: 'credit';
  readonly consumed: number;
}

/** What was wanted cannot be had. */
export interface Refused {
  readonly kind: 'refused';
  readonly request: number;
  readonly code: string;
  readonly retryAfterMs?: number;
}

/** The durable pointer moved and the ruleset was swapped. */
export interface Activated {
  readonly kind: 'activated';
  /** Whose, when a relay forwards for one of its clients; absent: the institution that said hello. */
  readonly institution?: string;
  readonly pack: Digest;
  readonly manifests: readonly ActivatedManifest[];
  readonly tookMs: number;
}

/** One manifest that is in force, or judged in shadow. */
export interface ActivatedManifest {
  readonly layer: LayerId;
  readonly digest: Digest;
  readonly sequence: number;
  readonly mode: 'active' | 'shadow';
}

/** A manifest was refused; what was in force stays. The server offers it again only when something changed. */
export interface Rejected {
  readonly kind: 'rejected';
  /** Whose, when a relay forwards for one of its clients; absent: the institution that said hello. */
  readonly institution?: string;
  readonly layer: LayerId;
  readonly digest: Digest;
  readonly sequence: number;
  readonly code: string;
}

/** A contiguous piece of the outbox. */
export interface Events {
  readonly kind: 'events';
  /** Whose, when a relay forwards for one of its clients; absent: the institution that said hello. */
  readonly institution?: string;
  readonly stream: string;
  readonly first: number;
  /** One entry for each sequence from `first`; empty bytes where an entry was dropped by the quota or found damaged. */
  readonly entries: readonly Uint8Array[];
}

/** Sent after the bureau's own durable commit, and handed on by relays: a relay never acknowledges by itself. */
export interface EventsAck {
  readonly kind: 'eventsAck';
  /** Whose, when the events came through a relay. */
  readonly institution?: string;
  readonly stream: string;
  /** Highest contiguous sequence that is durable. */
  readonly sequence: number;
  /** The stream regressed or was cloned: it is set aside, and the client must begin a new one. */
  readonly quarantined?: boolean;
}

/** Questions of the bureau (疑点) about what was done. */
export interface Questions {
  readonly kind: 'questions';
  /** Whose, when they go through a relay. */
  readonly institution?: string;
  readonly questions: readonly Question[];
}

/** One question. */
export interface Question {
  readonly id: string;
  /** The alert or rule that it is about. */
  readonly about: string;
  readonly text: string;
  readonly askedMs: number;
}

/** Answers to questions. Applied once for each question. */
export interface Answers {
  readonly kind: 'answers';
  /** Whose, when a relay forwards for one of its clients; absent: the institution that said hello. */
  readonly institution?: string;
  readonly answers: readonly Answer[];
}

/** One answer. */
export interface Answer {
  readonly question: string;
  readonly text: string;
  readonly answeredMs: number;
}

/** How the client is. Numbers and codes only. */
export interface StatusReport {
  readonly kind: 'status';
  /** Whose, when a relay forwards for one of its clients; absent: the institution that said hello. */
  readonly institution?: string;
  readonly pack?: Digest;
  readonly isStale: boolean;
  readonly outboxLength: number;
  readonly clockOffsetMs: number;
  /** Evaluations and alerts since the last report, and how many of the alerts were overridden. */
  readonly evaluations: number;
  readonly alerts: number;
  readonly overrides: number;
  readonly lastError?: string;
}

/** The sender closes. */
export interface Goodbye {
  readonly kind: 'goodbye';
  readonly code: GoodbyeCode | (string & {});
  /** Do not come back sooner. */
  readonly delayMs?: number;
}

/** Why a side closes. */
export type GoodbyeCode =
  | 'closing'
  | 'protocol-unsupported'
  | 'message-malformed'
  | 'message-unexpected'
  | 'token-refused'
  | 'window-exceeded'
  | 'progress-stalled'
  | 'capacity-reached';
