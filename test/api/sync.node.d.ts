// @forecheck/sync/node, as built. `npm run api:update` writes this file.

import { EncounterId, Decision, Encounter, EvaluateOptions, Evaluation, ExplainTarget, Explanation, Disposition } from "@forecheck/core";
import { LayerId, Digest, Crypto } from "@forecheck/pack";
type Encoding = "gzip" | "zstd" | "none";
interface Question {
    readonly id: string;
    readonly about: string;
    readonly text: string;
    readonly askedMs: number;
}
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
interface CarriedFile {
    readonly name: string;
    readonly bytes: Uint8Array;
}
type ConnectionState = "idle" | "waiting" | "connecting" | "greeting" | "online" | "closed";
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
interface ClientStatus {
    readonly connection: ConnectionState;
    readonly clockOffsetMs: number;
    readonly lastError?: string;
}
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
declare function nodeClock(): Clock;
interface NodeConnectorOptions {
    readonly tls?: {
        readonly ca?: string | Buffer;
        readonly cert?: string | Buffer;
        readonly key?: string | Buffer;
    };
}
declare function nodeConnector({ tls }?: NodeConnectorOptions): Connector;
interface FilesPackStoreOptions {
    readonly folder: string;
}
declare function openFilesPackStore({ folder }: FilesPackStoreOptions): Promise<PackStore>;
declare const NODE_ENCODINGS: readonly Encoding[];
declare const nodeInflate: Inflate;
interface NodeGuardOptions extends NodeConnectorOptions, Omit<GuardOptions, "urls" | "root" | "seed" | "token" | "hashEncounter"> {
    readonly folder: string;
    readonly urls?: readonly string[];
    readonly root: string | Uint8Array;
    readonly seed?: string;
    readonly token?: string | (() => Promise<string>);
    readonly encounterKey?: Uint8Array;
}
declare function openGuard(options: NodeGuardOptions): Promise<Guard>;
declare function openNodePorts(folder: string, connector?: NodeConnectorOptions): Promise<ClientPorts>;
declare function readCarriedFolder(folder: string): Promise<readonly CarriedFile[]>;
interface SqliteOutboxOptions {
    readonly folder: string;
    readonly bytesMax?: number;
}
declare function openSqliteOutbox({ folder, bytesMax }: SqliteOutboxOptions): Promise<Outbox>;
export { NODE_ENCODINGS, nodeClock, nodeConnector, nodeInflate, openFilesPackStore, openGuard, openNodePorts, openSqliteOutbox, readCarriedFolder };
export type { FilesPackStoreOptions, NodeConnectorOptions, NodeGuardOptions, SqliteOutboxOptions };
