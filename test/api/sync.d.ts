// @forecheck/sync, as built. `npm run api:update` writes this file.

import { NamedSegment, Ruleset, Encounter, EvaluateOptions, Evaluation, Decision, ExplainTarget, Explanation, Disposition, EncounterId, SegmentView } from "@forecheck/core";
import { Digest, LayerId, OpenedManifest, BlobDescriptor, Trust, Head, Crypto, Manifest, Root, Candidate } from "@forecheck/pack";
type ServerMessage = Welcome | HeadAnnounced | Push | Chunk | Refused | EventsAck | Questions | Goodbye;
type Encoding = "gzip" | "zstd" | "none";
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
interface Chunk {
    readonly kind: "chunk";
    readonly request: number;
    readonly offset: number;
    readonly total: number;
    readonly bytes: Uint8Array;
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
interface Clock {
    wallMs(): number;
    monotonicMs(): number;
    after(delayMs: number, callback: () => void): () => void;
}
type Random = () => number;
interface Connector {
    connect(url: string, listener: ConnectionListener): Connection;
}
interface Connection {
    send(frame: Uint8Array): void;
    readonly queuedBytes: number;
    readonly tellsPings: boolean;
    close(): void;
}
interface ConnectionListener {
    opened(): void;
    received(frame: Uint8Array): void;
    alive(): void;
    closed(code: string): void;
}
type Inflate = (encoding: "gzip" | "zstd", bytes: Uint8Array, length: number) => Promise<Uint8Array>;
interface Outbox {
    readonly stream: string;
    append(entry: OutboxEntry): Promise<number>;
    read(limits: {
        readonly entriesMax: number;
        readonly bytesMax: number;
        readonly after?: number;
    }): Promise<OutboxBatch>;
    acknowledge(stream: string, sequence: number): Promise<void>;
    beginStream(): Promise<void>;
    readonly depth: OutboxDepth;
    close(): Promise<void>;
}
interface OutboxEntry {
    readonly class: "disposition" | "alert" | "telemetry";
    readonly bytes: Uint8Array;
}
interface OutboxBatch {
    readonly stream: string;
    readonly first: number;
    readonly entries: readonly Uint8Array[];
}
interface OutboxDepth {
    readonly entries: number;
    readonly bytes: number;
    readonly next: number;
    readonly droppedTelemetry: number;
    readonly droppedAlerts: number;
    readonly damaged: number;
}
interface PackStore {
    putBlob(digest: Digest, bytes: Uint8Array): Promise<void>;
    getBlob(digest: Digest): Promise<Uint8Array | undefined>;
    listBlobs(): Promise<readonly Digest[]>;
    setAside(digest: Digest): Promise<void>;
    collect(keep: ReadonlySet<Digest>): Promise<void>;
    partLength(digest: Digest): Promise<number>;
    appendPart(digest: Digest, offset: number, bytes: Uint8Array): Promise<void>;
    takePart(digest: Digest): Promise<Uint8Array | undefined>;
    readRecord(): Promise<Uint8Array | undefined>;
    writeRecord(record: Uint8Array): Promise<void>;
    close(): Promise<void>;
}
interface BlobSource {
    obtain(blob: WantedBlob): Promise<Uint8Array>;
}
interface WantedBlob extends BlobDescriptor {
    readonly isSealed?: boolean;
}
interface CarriedFile {
    readonly name: string;
    readonly bytes: Uint8Array;
}
interface CarriedPack {
    readonly roots: readonly Uint8Array[];
    readonly head: Uint8Array;
    readonly source: BlobSource;
}
declare function openFolder(files: readonly CarriedFile[], crypto: Crypto): Promise<CarriedPack>;
interface LayerPack {
    readonly layer: LayerId;
    readonly regular: OpenedManifest;
    readonly urgent?: OpenedManifest;
}
interface BuiltPack {
    readonly pack: Digest;
    readonly layers: readonly LayerPack[];
    readonly segments: readonly NamedSegment[];
}
interface TrustedTime {
    floorMs(): number;
    nowMs(): number;
    plausibleMs(): number;
    raise(signedMs: number): void;
    hint(serverMs: number): void;
}
declare function createTrustedTime(clock: Clock, storedMs: number): TrustedTime;
interface ActivePack extends BuiltPack {
    readonly ruleset: Ruleset;
    readonly shadow?: BuiltPack & {
        readonly ruleset: Ruleset;
    };
}
interface ApplyOptions {
    readonly roots: readonly Uint8Array[];
    readonly head: Uint8Array;
    readonly source: BlobSource;
    readonly isAbandoned?: () => boolean;
    readonly allowExpired?: boolean;
    readonly isRefused?: boolean;
    readonly isLastResort?: boolean;
}
interface PackKeeper {
    readonly active: ActivePack | undefined;
    readonly isDegraded: boolean;
    readonly trust: Trust;
    readonly head: Head | undefined;
    readonly sealedHead: Uint8Array | undefined;
    readonly sealedRoots: readonly Uint8Array[];
    readonly time: TrustedTime;
    restore(): Promise<void>;
    follow(roots: readonly Uint8Array[]): Promise<void>;
    dueMs(): number;
    apply(options: ApplyOptions): Promise<void>;
}
interface ClientState {
    readonly connection: ConnectionState;
    readonly update: UpdateState;
    readonly attempts: number;
    readonly reconnectWindowMs: number;
    readonly delayMs: number;
    readonly offer?: Offer;
    readonly working?: Offer;
    readonly rejected?: string;
    readonly failures: readonly number[];
}
type ConnectionState = "idle" | "waiting" | "connecting" | "greeting" | "online" | "closed";
type UpdateState = "settled" | "delayed" | "working" | "held";
interface Offer {
    readonly key: string;
    readonly roots: readonly Uint8Array[];
    readonly head: Uint8Array;
    readonly pushed: readonly Digest[];
    readonly spreadMs: number;
    readonly refused?: string;
}
type ConnectionEvent = {
    readonly kind: "started";
} | {
    readonly kind: "stopped";
} | {
    readonly kind: "opened";
} | {
    readonly kind: "dropped";
} | {
    readonly kind: "welcomed";
    readonly welcome: Welcome;
} | {
    readonly kind: "announced";
    readonly announced: HeadAnnounced;
} | {
    readonly kind: "received";
    readonly message: CarriedMessage;
} | {
    readonly kind: "dismissed";
    readonly goodbye: Goodbye;
} | {
    readonly kind: "garbled";
} | {
    readonly kind: "reconnectDue";
} | {
    readonly kind: "stableDue";
} | {
    readonly kind: "silenceDue";
};
type CarriedMessage = Exclude<ServerMessage, Welcome | HeadAnnounced | Goodbye>;
type UpdateEvent = {
    readonly kind: "offered";
    readonly offer: Offer;
} | {
    readonly kind: "updated";
    readonly outcome: UpdateOutcome;
    readonly reconsiderInMs: number;
} | {
    readonly kind: "pullDue";
} | {
    readonly kind: "holdDue";
} | {
    readonly kind: "reconsiderDue";
};
type UpdateOutcome = {
    readonly kind: "done";
} | {
    readonly kind: "interrupted";
} | {
    readonly kind: "deferred";
    readonly delayMs: number;
} | {
    readonly kind: "rejected";
    readonly code: string;
} | {
    readonly kind: "failed";
    readonly code: string;
};
type ClientEvent = ConnectionEvent | UpdateEvent;
type ClientEffect = {
    readonly kind: "connect";
} | {
    readonly kind: "disconnect";
} | {
    readonly kind: "greet";
} | {
    readonly kind: "goodbye";
    readonly code: Goodbye["code"];
} | {
    readonly kind: "online";
    readonly welcome: Welcome;
} | {
    readonly kind: "offline";
} | {
    readonly kind: "carry";
    readonly message: CarriedMessage;
} | {
    readonly kind: "update";
    readonly offer: Offer;
} | {
    readonly kind: "abandon";
} | {
    readonly kind: "wait";
    readonly timer: TimerName;
    readonly delayMs: number;
} | {
    readonly kind: "cancel";
    readonly timer: TimerName;
};
type TimerName = "reconnect" | "stable" | "silence" | "pull" | "hold" | "reconsider";
interface Circumstance {
    readonly nowMs: number;
    readonly dice: number;
}
interface Step {
    readonly state: ClientState;
    readonly effects: readonly ClientEffect[];
}
interface ClientPorts {
    readonly clock: Clock;
    readonly random: Random;
    readonly connector: Connector;
    readonly store: PackStore;
    readonly outbox: Outbox;
    readonly crypto: Crypto;
    readonly inflate: Inflate;
    readonly encodings: readonly Encoding[];
}
interface ClientOptions {
    readonly urls: readonly string[];
    readonly token?: () => Promise<string>;
    readonly institution: string;
    readonly scope: LayerId;
    readonly root: Uint8Array;
    readonly role?: "client" | "relay";
    readonly seed?: readonly CarriedFile[];
    readonly statusIntervalMs?: number;
}
interface ClientListener {
    readonly changed?: () => void;
    readonly activated?: (active: ActivePack) => void;
    readonly asked?: (questions: readonly Question[]) => void;
    readonly forwarded?: (message: EventsAck | Questions) => void;
    readonly report?: () => Pick<StatusReport, "evaluations" | "alerts" | "overrides">;
}
type ForwardedMessage = Events | Activated | Rejected | Answers | StatusReport;
interface ClientStatus {
    readonly connection: ConnectionState;
    readonly clockOffsetMs: number;
    readonly lastError?: string;
}
interface Client {
    readonly keeper: Pick<PackKeeper, "active" | "head" | "sealedHead" | "sealedRoots" | "trust" | "time" | "isDegraded">;
    readonly status: ClientStatus;
    start(): void;
    deliver(): void;
    forward(message: ForwardedMessage): boolean;
    answer(answer: Answer): void;
    importFolder(files: readonly CarriedFile[]): Promise<void>;
    close(): Promise<void>;
}
declare const STATUS_INTERVAL_MS: number;
declare function createClient(ports: ClientPorts, options: ClientOptions, listener?: ClientListener): Promise<Client>;
interface GuardOptions extends ClientOptions {
    readonly hashEncounter?: (encounter: EncounterId) => Promise<Digest>;
    readonly deliversReasons?: boolean;
    readonly whenStale?: {
        readonly afterMs: number;
        readonly decisionMax: Decision;
    };
    readonly tallyIntervalMs?: number;
}
interface GuardedEvaluation {
    readonly evaluation: Evaluation;
    readonly decision: Decision;
    readonly pack: Digest;
    readonly isStale: boolean;
    readonly staleSinceMs?: number;
}
interface GuardStatus extends ClientStatus {
    readonly pack?: Digest;
    readonly isStale: boolean;
    readonly staleSinceMs?: number;
    readonly isDegraded: boolean;
    readonly killed: readonly string[];
    readonly outbox: OutboxDepth;
}
interface Guard {
    evaluate(encounter: Encounter, options?: EvaluateOptions): GuardedEvaluation;
    explain(encounter: Encounter, target?: ExplainTarget): Explanation;
    record(disposition: Disposition, encounter?: EncounterId): Promise<void>;
    status(): GuardStatus;
    onChange(listener: () => void): () => void;
    onQuestions(listener: (questions: readonly Question[]) => void): () => void;
    answer(question: string, text: string): void;
    importFolder(files: readonly CarriedFile[]): Promise<void>;
    close(): Promise<void>;
}
declare const TALLY_INTERVAL_MS: number;
declare function createGuard(ports: ClientPorts, options: GuardOptions): Promise<Guard>;
interface SelfTest {
    readonly cases: readonly SelfTestCase[];
}
interface SelfTestCase {
    readonly encounter: Encounter;
    readonly alerts?: readonly string[];
    readonly silent?: readonly string[];
}
declare function trySelfTest(bytes: Uint8Array, ruleset: Ruleset): void;
declare function checkLayer(manifest: Manifest, views: readonly SegmentView[], above: readonly SegmentView[], root: Root): void;
declare const INITIAL_STATE: ClientState;
declare function next(state: ClientState, event: ClientEvent, circumstance: Circumstance): Step;
declare function placeOf(salt: string, institution: string, crypto: Crypto): Promise<number>;
declare function isTaken({ digest, state, percentage }: Candidate, place: number, active: Digest | undefined): boolean;
declare const BRAND: unique symbol;
declare const SYNC_ERROR_CODES: readonly [
    "message-malformed",
    "message-excessive",
    "storage-full",
    "storage-failed",
    "storage-locked",
    "stream-quarantined",
    "guard-closed",
    "pack-absent",
    "self-test-failed",
    "option-malformed"
];
type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];
type SyncErrorRetry = "safe" | "unsafe" | "never";
declare class SyncError extends Error {
    readonly name: string;
    readonly code: SyncErrorCode;
    readonly retry: SyncErrorRetry;
    readonly detail: Readonly<Record<string, string | number>>;
    readonly [BRAND]: true;
    constructor(code: SyncErrorCode, retry: SyncErrorRetry, message: string, detail?: Readonly<Record<string, string | number>>, options?: {
        readonly cause?: unknown;
    });
}
declare function isSyncError(value: unknown): value is SyncError;
interface Ledger {
    readonly revision: number;
    readonly stream: string;
    readonly offset: number;
    readonly acknowledged: number;
    readonly next: number;
    readonly entries: number;
    readonly bytes: number;
    readonly droppedTelemetry: number;
    readonly droppedAlerts: number;
    readonly damaged: number;
}
declare const OUTBOX_BYTES_MAX: number;
interface MemoryOutboxOptions {
    readonly newStream: () => string;
    readonly bytesMax?: number;
    readonly memory?: OutboxMemory;
}
interface OutboxMemory {
    ledger?: Ledger;
    rows: ReadonlyMap<number, MemoryRow>;
}
interface MemoryRow {
    readonly class: OutboxEntry["class"];
    readonly record: Uint8Array;
}
declare function createMemoryOutbox(options: MemoryOutboxOptions): Promise<Outbox>;
interface PackMemory {
    readonly blobs: Map<Digest, Uint8Array>;
    readonly parts: Map<Digest, Uint8Array>;
    record?: Uint8Array;
}
declare function createMemoryPackStore(memory?: PackMemory): PackStore;
export { INITIAL_STATE, OUTBOX_BYTES_MAX, STATUS_INTERVAL_MS, SYNC_ERROR_CODES, SyncError, TALLY_INTERVAL_MS, checkLayer, createClient, createGuard, createMemoryOutbox, createMemoryPackStore, createTrustedTime, isSyncError, isTaken, next, openFolder, placeOf, trySelfTest };
export type { ActivePack, CarriedFile, CarriedPack, Circumstance, Client, ClientEffect, ClientEvent, ClientListener, ClientOptions, ClientPorts, ClientState, ClientStatus, Clock, Connection, ConnectionEvent, ConnectionListener, ConnectionState, Connector, Guard, GuardOptions, GuardStatus, GuardedEvaluation, Inflate, LayerPack, MemoryOutboxOptions, Offer, Outbox, OutboxBatch, OutboxDepth, OutboxEntry, OutboxMemory, PackKeeper, PackMemory, PackStore, Random, SelfTest, SelfTestCase, Step, SyncErrorCode, SyncErrorRetry, TrustedTime, UpdateEvent, UpdateOutcome, UpdateState };
