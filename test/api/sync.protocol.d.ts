// @forecheck/sync/protocol, as built. `npm run api:update` writes this file.

import { DispositionId, AlertId, RuleId, DispositionKind, DisposerRole } from "@forecheck/core";
import { Digest, LayerId } from "@forecheck/pack";
type Message = ClientMessage | ServerMessage;
type ClientMessage = Hello | Want | Credit | Activated | Rejected | Events | Answers | StatusReport | Goodbye;
type ServerMessage = Welcome | HeadAnnounced | Push | Chunk | Refused | EventsAck | Questions | Goodbye;
interface Hello {
    readonly kind: "hello";
    readonly protocol: number;
    readonly role: "client" | "relay";
    readonly token?: string;
    readonly institution: string;
    readonly scope: LayerId;
    readonly coreVersion: string;
    readonly encodings: readonly Encoding[];
    readonly rootVersion: number;
    readonly headEpoch: number;
    readonly headVersion: number;
    readonly held: readonly Digest[];
    readonly segments?: readonly Digest[];
    readonly outbox: StreamPosition;
    readonly clockMs: number;
}
type Encoding = "gzip" | "zstd" | "none";
interface StreamPosition {
    readonly stream: string;
    readonly next: number;
}
interface Welcome {
    readonly kind: "welcome";
    readonly protocol: number;
    readonly serverMs: number;
    readonly roots: readonly Uint8Array[];
    readonly head?: Uint8Array;
    readonly layers: readonly Intent[];
    readonly acknowledged: number;
    readonly reconnectWindowMs: number;
    readonly pingMs: number;
}
interface Intent {
    readonly layer: LayerId;
    readonly intent: "current" | "fetch" | "wait" | "refused";
    readonly waitMs?: number;
    readonly code?: string;
}
interface HeadAnnounced {
    readonly kind: "head";
    readonly head: Uint8Array;
    readonly roots?: readonly Uint8Array[];
    readonly pushed?: readonly Digest[];
    readonly spreadMs?: number;
}
interface Push {
    readonly kind: "push";
    readonly blobs: readonly PushedBlob[];
}
interface PushedBlob {
    readonly digest: Digest;
    readonly encoding: Encoding;
    readonly bytes: Uint8Array;
}
interface Want {
    readonly kind: "want";
    readonly request: number;
    readonly digest: Digest;
    readonly offset: number;
    readonly encoding: Encoding;
}
interface Chunk {
    readonly kind: "chunk";
    readonly request: number;
    readonly offset: number;
    readonly total: number;
    readonly bytes: Uint8Array;
}
interface Credit {
    readonly kind: "credit";
    readonly consumed: number;
}
interface Refused {
    readonly kind: "refused";
    readonly request: number;
    readonly code: string;
    readonly retryAfterMs?: number;
}
interface Activated {
    readonly kind: "activated";
    readonly institution?: string;
    readonly pack: Digest;
    readonly manifests: readonly ActivatedManifest[];
    readonly tookMs: number;
}
interface ActivatedManifest {
    readonly layer: LayerId;
    readonly digest: Digest;
    readonly sequence: number;
    readonly mode: "active" | "shadow";
}
interface Rejected {
    readonly kind: "rejected";
    readonly institution?: string;
    readonly layer: LayerId;
    readonly digest: Digest;
    readonly sequence: number;
    readonly code: string;
}
interface Events {
    readonly kind: "events";
    readonly institution?: string;
    readonly stream: string;
    readonly first: number;
    readonly entries: readonly Uint8Array[];
}
interface EventsAck {
    readonly kind: "eventsAck";
    readonly institution?: string;
    readonly stream: string;
    readonly sequence: number;
    readonly quarantined?: boolean;
}
interface Questions {
    readonly kind: "questions";
    readonly institution?: string;
    readonly questions: readonly Question[];
}
interface Question {
    readonly id: string;
    readonly about: string;
    readonly text: string;
    readonly askedMs: number;
}
interface Answers {
    readonly kind: "answers";
    readonly institution?: string;
    readonly answers: readonly Answer[];
}
interface Answer {
    readonly question: string;
    readonly text: string;
    readonly answeredMs: number;
}
interface StatusReport {
    readonly kind: "status";
    readonly institution?: string;
    readonly pack?: Digest;
    readonly isStale: boolean;
    readonly outboxLength: number;
    readonly clockOffsetMs: number;
    readonly evaluations: number;
    readonly alerts: number;
    readonly overrides: number;
    readonly lastError?: string;
}
interface Goodbye {
    readonly kind: "goodbye";
    readonly code: GoodbyeCode | (string & {});
    readonly delayMs?: number;
}
type GoodbyeCode = "closing" | "protocol-unsupported" | "message-malformed" | "message-unexpected" | "token-refused" | "window-exceeded" | "progress-stalled" | "capacity-reached";
type SyncEvent = DispositionEvent | AlertsEvent | ActivationEvent | ShadowEvent;
interface DispositionEvent {
    readonly type: "disposition";
    readonly id: DispositionId;
    readonly alert: AlertId;
    readonly rule?: RuleId;
    readonly kind: DispositionKind | (string & {});
    readonly reason?: string;
    readonly recordedMs: number;
    readonly by?: DisposerRole | (string & {});
    readonly encounter?: Digest;
    readonly pack?: Digest;
}
interface AlertsEvent {
    readonly type: "alerts";
    readonly pack: Digest;
    readonly fromMs: number;
    readonly toMs: number;
    readonly evaluations: number;
    readonly alerts: Readonly<Record<string, number>>;
}
interface ActivationEvent {
    readonly type: "activation";
    readonly pack: Digest;
    readonly atMs: number;
    readonly killed: readonly string[];
}
interface ShadowEvent {
    readonly type: "shadow";
    readonly pack: Digest;
    readonly shadow: Digest;
    readonly fromMs: number;
    readonly toMs: number;
    readonly evaluations: number;
    readonly added: Readonly<Record<string, number>>;
    readonly removed: Readonly<Record<string, number>>;
}
declare function encodeEvent(event: SyncEvent): Uint8Array;
declare function decodeEvent(bytes: Uint8Array): SyncEvent | undefined;
declare const PROTOCOL_VERSION = 1;
declare const SUBPROTOCOL = "forecheck.sync.1";
declare const FRAME_BYTES_MAX: number;
declare const CHUNK_BYTES_MAX: number;
declare const WINDOW_BYTES_MAX: number;
declare const PUSH_BYTES_MAX: number;
declare const EVENTS_MAX = 500;
declare const EVENT_BYTES_MAX: number;
declare const EVENTS_BYTES_MAX: number;
declare const REQUESTS_MAX = 8;
declare const HELD_SEGMENTS_MAX = 512;
declare const QUESTIONS_MAX = 100;
declare const QUESTION_LENGTH_MAX = 2000;
declare const NAME_LENGTH_MAX = 128;
declare const TOKEN_LENGTH_MAX = 4096;
declare const PROGRESS_TIMEOUT_MS = 60000;
declare const DELAY_MS_MAX: number;
declare const INSTANT_MS_MAX: number;
declare const LIST_MAX = 256;
interface UnknownMessage {
    readonly kind: "unknown";
}
declare function encodeMessage(message: Message): Uint8Array;
declare function decodeClientMessage(frame: Uint8Array): ClientMessage | UnknownMessage;
declare function decodeServerMessage(frame: Uint8Array): ServerMessage | UnknownMessage;
type WireValue = boolean | number | string | Uint8Array | readonly WireValue[] | WireMap;
interface WireMap {
    readonly [field: string]: WireValue | undefined;
}
declare function encodeValue(value: WireValue): Uint8Array;
declare function decodeValue(bytes: Uint8Array): WireValue;
export { CHUNK_BYTES_MAX, DELAY_MS_MAX, EVENTS_BYTES_MAX, EVENTS_MAX, EVENT_BYTES_MAX, FRAME_BYTES_MAX, HELD_SEGMENTS_MAX, INSTANT_MS_MAX, LIST_MAX, NAME_LENGTH_MAX, PROGRESS_TIMEOUT_MS, PROTOCOL_VERSION, PUSH_BYTES_MAX, QUESTIONS_MAX, QUESTION_LENGTH_MAX, REQUESTS_MAX, SUBPROTOCOL, TOKEN_LENGTH_MAX, WINDOW_BYTES_MAX, decodeClientMessage, decodeEvent, decodeServerMessage, decodeValue, encodeEvent, encodeMessage, encodeValue };
export type { Activated, ActivatedManifest, ActivationEvent, AlertsEvent, Answer, Answers, Chunk, ClientMessage, Credit, DispositionEvent, Encoding, Events, EventsAck, Goodbye, GoodbyeCode, HeadAnnounced, Hello, Intent, Message, Push, PushedBlob, Question, Questions, Refused, Rejected, ServerMessage, ShadowEvent, StatusReport, StreamPosition, SyncEvent, UnknownMessage, Want, Welcome, WireMap, WireValue };
