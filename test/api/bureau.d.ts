// @forecheck/bureau, as built. `npm run api:update` writes this file.

import { Clock, Random, ActivePack, Client, PackStore } from "@forecheck/sync";
import { LayerId, Digest, Signer, KeyId, Candidate, ManifestPointer, Crypto, RegularManifest, UrgentManifest, Root, Signature } from "@forecheck/pack";
import { Question, Encoding, Answer, EventsAck, Questions, Hello, Activated, Rejected, StatusReport } from "@forecheck/sync/protocol";
import { RuleSource } from "@forecheck/core";
import { Server } from "node:http";
interface Doorbell {
    ring(): Promise<void>;
    listen(listener: () => void): () => void;
    close(): Promise<void>;
}
declare function createMemoryDoorbell(): Doorbell;
interface PostgresDoorbellOptions {
    readonly url?: string;
    readonly clock: Clock;
    readonly random: Random;
}
declare function createPostgresDoorbell({ url, clock, random }: PostgresDoorbellOptions): Doorbell;
declare const BRAND: unique symbol;
declare const BUREAU_ERROR_CODES: readonly [
    "option-malformed",
    "bureau-closed",
    "storage-unreachable",
    "storage-failed",
    "storage-locked",
    "storage-undurable",
    "schema-unsupported",
    "revision-contended",
    "root-absent",
    "layer-unknown",
    "blob-missing",
    "manifest-mismatched",
    "sequence-taken",
    "draft-outdated",
    "draft-unknown",
    "draft-settled",
    "checker-identical",
    "lint-failed",
    "example-failed",
    "rollout-absent",
    "rollout-baseless",
    "rollout-occupied",
    "rollout-shrinking",
    "urgent-occupied",
    "kills-excessive",
    "token-missing",
    "token-refused",
    "role-insufficient",
    "signer-absent",
    "body-malformed",
    "body-excessive",
    "route-unknown",
    "resource-unknown",
    "upstream-unreachable",
    "stream-malformed"
];
type BureauErrorCode = (typeof BUREAU_ERROR_CODES)[number];
type BureauErrorRetry = "safe" | "unsafe" | "never";
type BureauErrorDetail = Readonly<Record<string, string | number>>;
declare class BureauError extends Error {
    readonly name: string;
    readonly code: BureauErrorCode;
    readonly retry: BureauErrorRetry;
    readonly detail: BureauErrorDetail;
    readonly [BRAND]: true;
    constructor(code: BureauErrorCode, message: string, detail?: BureauErrorDetail, options?: {
        readonly cause?: unknown;
    });
}
declare function isBureauError(value: unknown): value is BureauError;
interface IntakeStore {
    acceptPieces(pieces: readonly StreamPiece[], nowMs: number): Promise<readonly StreamOutcome[]>;
    readStream(institution: string, stream: string): Promise<StreamState | undefined>;
    quarantineStream(institution: string, stream: string): Promise<void>;
    readEntries(institution: string, stream: string, after: number, limit: number): Promise<readonly StreamEntry[]>;
    readDispositions(after: number, limit: number): Promise<readonly StoredDisposition[]>;
    summariseDispositions(fromMs: number, toMs: number): Promise<readonly DispositionCount[]>;
    summariseFigures(fromDay: number, toDay: number): Promise<readonly FigureSum[]>;
    countQuarantined(): Promise<number>;
}
interface StreamPiece {
    readonly institution: string;
    readonly stream: string;
    readonly first: number;
    readonly entries: readonly PieceEntry[];
}
interface PieceEntry {
    readonly digest: Digest | "";
    readonly bytes: Uint8Array;
    readonly dispositions?: readonly ReceivedDisposition[];
    readonly figures?: readonly Figure[];
}
interface ReceivedDisposition {
    readonly id: string;
    readonly alert: string;
    readonly rule: string;
    readonly kind: string;
    readonly recordedMs: number;
}
interface Figure {
    readonly day: number;
    readonly name: string;
    readonly rule: string;
    readonly count: number;
}
interface StreamOutcome {
    readonly acknowledged: number;
    readonly isQuarantined: boolean;
    readonly added: number;
    readonly repeated: number;
    readonly dropped: number;
}
interface StreamState {
    readonly acknowledged: number;
    readonly highest: number;
    readonly isQuarantined: boolean;
}
interface StreamEntry {
    readonly sequence: number;
    readonly bytes: Uint8Array;
}
interface StoredDisposition extends ReceivedDisposition {
    readonly institution: string;
    readonly position: number;
}
interface DispositionCount {
    readonly rule: string;
    readonly kind: string;
    readonly count: number;
}
interface FigureSum {
    readonly name: string;
    readonly rule: string;
    readonly count: number;
}
interface EntryMeaning {
    readonly dispositions: readonly ReceivedDisposition[];
    readonly figures: readonly Figure[];
}
type ReadEntry = (bytes: Uint8Array) => EntryMeaning | undefined;
interface Intake {
    accept(upload: StreamUpload): Promise<StreamOutcome>;
    readPosition(institution: string, stream: string, next?: number): Promise<StreamPosition>;
    readonly counts: IntakeCounts;
    close(): Promise<void>;
}
interface StreamUpload {
    readonly institution: string;
    readonly stream: string;
    readonly first: number;
    readonly entries: readonly Uint8Array[];
}
interface StreamPosition {
    readonly acknowledged: number;
    readonly isQuarantined: boolean;
}
interface IntakeCounts {
    readonly entries: number;
    readonly repeated: number;
    readonly dropped: number;
    readonly unreadable: number;
    readonly quarantined: number;
    readonly commits: number;
}
interface IntakeOptions {
    readonly store: Pick<IntakeStore, "acceptPieces" | "readStream" | "quarantineStream">;
    readonly readEntry: ReadEntry;
    readonly nowMs: () => number;
}
declare function createIntake({ store, readEntry, nowMs }: IntakeOptions): Intake;
declare function readEvent(bytes: Uint8Array): EntryMeaning | undefined;
interface BlobStore {
    putBlob(digest: Digest, encoding: Encoding, bytes: Uint8Array): Promise<void>;
    readBlobForms(digest: Digest): Promise<readonly BlobForm[]>;
    readBlob(digest: Digest, encoding: Encoding): Promise<Uint8Array | undefined>;
}
interface BlobForm {
    readonly encoding: Encoding;
    readonly bytes: number;
}
interface ClientStore {
    noteReports(reports: readonly ClientReport[]): Promise<void>;
    readReportedSequences(): Promise<ReadonlyMap<LayerId, number>>;
    readReception(digest: Digest): Promise<Reception>;
    readClients(limit: number): Promise<readonly ClientState[]>;
    countClients(sinceMs: number): Promise<ClientCounts>;
}
type ClientReport = ActivationReport | RejectionReport | ConditionReport;
interface ReportBase {
    readonly institution: string;
    readonly client: string;
    readonly atMs: number;
}
interface ActivationReport extends ReportBase {
    readonly kind: "activation";
    readonly layer: LayerId;
    readonly digest: Digest;
    readonly sequence: number;
    readonly mode: "active" | "urgent" | "shadow";
    readonly tookMs: number;
}
interface RejectionReport extends ReportBase {
    readonly kind: "rejection";
    readonly layer: LayerId;
    readonly digest: Digest;
    readonly sequence: number;
    readonly code: string;
}
interface ConditionReport extends ReportBase {
    readonly kind: "condition";
    readonly condition: ClientCondition;
}
interface ClientCondition {
    readonly pack?: Digest;
    readonly isStale: boolean;
    readonly outboxLength: number;
    readonly clockOffsetMs: number;
    readonly evaluations: number;
    readonly alerts: number;
    readonly overrides: number;
    readonly lastError?: string;
}
interface ClientState {
    readonly institution: string;
    readonly client: string;
    readonly reportedMs: number;
    readonly condition: ClientCondition;
}
interface ClientCounts {
    readonly heard: number;
    readonly stale: number;
}
interface Reception {
    readonly active: number;
    readonly shadow: number;
    readonly rejected: number;
    readonly tookMsMax: number;
    readonly alerts: number;
    readonly overrides: number;
    readonly codes: readonly {
        readonly code: string;
        readonly count: number;
    }[];
    readonly institutions: InstitutionReception;
}
interface InstitutionReception {
    readonly heard: number;
    readonly rejected: number;
    readonly tookMsMax: number;
    readonly overridden?: number;
}
interface PublishingStore {
    readRevision(): Promise<number>;
    readState(): Promise<PublishingState>;
    commit(change: PublishingChange): Promise<number | undefined>;
    readRoots(afterVersion: number): Promise<readonly StoredRoot[]>;
    readHead(scope: LayerId): Promise<StoredHead | undefined>;
    readHeads(afterRevision: number, limit: number): Promise<readonly StoredHead[]>;
    readHeadVersions(): Promise<readonly HeadVersion[]>;
    readManifest(digest: Digest): Promise<StoredManifest | undefined>;
    readManifests(layer: LayerId, limit: number): Promise<readonly StoredManifest[]>;
    readDraft(id: string): Promise<StoredDraft | undefined>;
    readDrafts(filter: DraftFilter): Promise<readonly StoredDraft[]>;
}
interface DraftFilter {
    readonly layer?: LayerId;
    readonly state?: StoredDraft["state"];
    readonly limit: number;
}
interface PublishingState {
    readonly revision: number;
    readonly layers: readonly LayerState[];
    readonly scopes: readonly LayerId[];
    readonly kills: readonly LayerKill[];
}
interface LayerState {
    readonly layer: LayerId;
    readonly epoch: number;
    readonly sequence: number;
    readonly current?: ManifestPointer;
    readonly urgent?: UrgentPointer;
    readonly candidate?: Candidate;
}
interface UrgentPointer extends ManifestPointer {
    readonly base: Digest;
    readonly lapsesMs: number;
}
interface LayerKill {
    readonly layer: LayerId;
    readonly rule: string;
    readonly untilMs: number;
    readonly reason: string;
}
interface PublishingChange {
    readonly expectedRevision: number;
    readonly roots?: readonly StoredRoot[];
    readonly manifests?: readonly StoredManifest[];
    readonly layers?: readonly LayerState[];
    readonly scopes?: readonly LayerId[];
    readonly heads?: readonly Omit<StoredHead, "revision">[];
    readonly kills?: readonly LayerKill[];
    readonly drafts?: readonly StoredDraft[];
}
interface StoredRoot {
    readonly version: number;
    readonly digest: Digest;
    readonly sealed: Uint8Array;
}
interface StoredHead {
    readonly scope: LayerId;
    readonly epoch: number;
    readonly version: number;
    readonly digest: Digest;
    readonly sealed: Uint8Array;
    readonly issuedMs: number;
    readonly expiresMs: number;
    readonly revision: number;
}
type HeadVersion = Omit<StoredHead, "sealed" | "digest" | "revision">;
interface StoredManifest {
    readonly digest: Digest;
    readonly layer: LayerId;
    readonly epoch: number;
    readonly sequence: number;
    readonly class: "regular" | "urgent";
    readonly sealed: Uint8Array;
    readonly publishedMs: number;
}
interface StoredDraft {
    readonly id: string;
    readonly layer: LayerId;
    readonly state: "open" | "published" | "rejected";
    readonly digest: Digest;
    readonly sequence: number;
    readonly sealed: Uint8Array;
    readonly maker: Signatory;
    readonly checkers: readonly Signatory[];
    readonly basis: readonly Digest[];
    readonly createdMs: number;
    readonly settledMs?: number;
    readonly settledBy?: string;
    readonly findings: DraftFindings;
}
interface Signatory {
    readonly subject: string;
    readonly key: KeyId;
}
interface DraftFindings {
    readonly warnings: number;
    readonly infos: number;
    readonly examples: number;
}
interface QuestionStore {
    putQuestions(institution: string, questions: readonly Question[]): Promise<void>;
    readOpenQuestions(institution: string, limit: number): Promise<readonly Question[]>;
    putAnswers(institution: string, answers: readonly Answer[]): Promise<number>;
    readQuestions(limit: number): Promise<readonly AskedQuestion[]>;
}
interface AskedQuestion extends Question {
    readonly institution: string;
    readonly answer?: string;
    readonly answeredMs?: number;
}
interface TokenStore {
    putToken(token: StoredToken): Promise<void>;
    readToken(hash: string): Promise<StoredToken | undefined>;
    revokeToken(hash: string, atMs: number): Promise<void>;
    readTokens(): Promise<readonly StoredToken[]>;
}
interface StoredToken {
    readonly hash: string;
    readonly subject: string;
    readonly role: TokenRole;
    readonly scope?: LayerId;
    readonly key?: KeyId;
    readonly createdMs: number;
    readonly expiresMs?: number;
    readonly revokedMs?: number;
}
type TokenRole = "institution" | "relay" | "reader" | "maker" | "checker" | "administrator";
interface BureauStore extends PublishingStore, BlobStore, IntakeStore, ClientStore, QuestionStore, TokenStore {
    close(): Promise<void>;
}
type ComposingStore = Pick<BlobStore, "putBlob" | "readBlob"> & Pick<BureauStore, "readState" | "readManifest" | "readReportedSequences">;
interface Person {
    readonly subject: string;
    readonly signer: Signer;
}
type PauseReason = "rejected" | "overridden" | "slow";
interface Rollout {
    readonly percentage: number;
    readonly state: Candidate["state"];
    readonly salt: string;
}
interface Proposal {
    readonly layer: LayerId;
    readonly sources?: readonly RuleSource[];
    readonly segments?: readonly Uint8Array[];
    readonly isReplacement?: boolean;
    readonly dropsUrgent?: boolean;
    readonly effectiveMs?: number;
    readonly coreVersionMin?: string;
}
interface UrgentProposal {
    readonly layer: LayerId;
    readonly source: RuleSource;
    readonly lifeMs?: number;
    readonly isOverCandidate?: boolean;
    readonly isReplacement?: boolean;
}
interface PublishedUrgent {
    readonly digest: Digest;
    readonly sequence: number;
    readonly lapsesMs: number;
}
interface Publisher {
    addRoot(sealed: Uint8Array): Promise<number>;
    addScope(scope: LayerId): Promise<void>;
    putBlob(bytes: Uint8Array): Promise<Digest>;
    propose(proposal: Proposal, maker: Person): Promise<StoredDraft>;
    submit(sealed: Uint8Array, subject: string): Promise<StoredDraft>;
    approve(draft: string, checker: Person, rollout?: RolloutStart): Promise<StoredDraft>;
    reject(draft: string, by: string): Promise<StoredDraft>;
    compactLayer(layer: LayerId, maker: Person): Promise<StoredDraft>;
    withdraw(layer: LayerId, maker: Person): Promise<StoredDraft>;
    publishUrgent(proposal: UrgentProposal, signers: readonly Signer[]): Promise<PublishedUrgent>;
    submitUrgent(sealed: Uint8Array, isReplacement?: boolean): Promise<PublishedUrgent>;
    setRollout(layer: LayerId, change: {
        readonly percentage?: number;
        readonly state?: Rollout["state"];
    }): Promise<LayerState>;
    reviewRollouts(): Promise<readonly PausedRollout[]>;
    kill(entry: LayerKill): Promise<void>;
    liftKill(layer: LayerId, rule: string): Promise<boolean>;
    reissueHeads(olderThanMs?: number): Promise<number>;
}
interface RolloutStart {
    readonly percentage: number;
    readonly state?: Rollout["state"];
}
interface PausedRollout {
    readonly layer: LayerId;
    readonly reason: PauseReason;
}
interface PublisherOptions {
    readonly store: BureauStore;
    readonly doorbell: Doorbell;
    readonly crypto: Crypto;
    readonly headSigners: readonly Signer[];
    readonly nowMs: () => number;
    readonly coreVersionMin?: string;
}
declare function createPublisher(options: PublisherOptions): Publisher;
declare function detachedPerson(subject: string, { key, value }: Signature): Person;
interface RelaySource {
    admit(hello: Hello): Promise<Admission | undefined>;
    headOf(scope: LayerId): Promise<CurrentHead | undefined>;
    rootsAfter(version: number): Promise<readonly Uint8Array[]>;
    blob(digest: Digest): Promise<Uint8Array | undefined>;
    onHead(listener: (scope: LayerId, announcement: Announcement) => void): () => void;
    accept(upload: Upload): Promise<Acknowledgement>;
    acknowledged(institution: string, stream: string, next: number): Promise<number>;
    report(institution: string, client: string, report: Activated | Rejected | StatusReport): void;
    questionsFor(institution: string): Promise<readonly Question[]>;
    answer(institution: string, answers: readonly Answer[]): Promise<void>;
    readonly onQuestions?: (listener: (institution: string, questions: readonly Question[]) => void) => () => void;
}
interface Admission {
    readonly institution: string;
    readonly scope: LayerId;
    readonly isRelay: boolean;
}
interface CurrentHead {
    readonly sealed: Uint8Array;
    readonly epoch: number;
    readonly version: number;
    readonly manifests: readonly {
        readonly layer: LayerId;
        readonly digest: Digest;
    }[];
}
interface Announcement {
    readonly head: CurrentHead;
    readonly roots: readonly Uint8Array[];
    readonly push: readonly Digest[];
    readonly spreadMs: number;
}
interface Upload {
    readonly institution: string;
    readonly stream: string;
    readonly first: number;
    readonly entries: readonly Uint8Array[];
}
interface Acknowledgement {
    readonly sequence: number;
    readonly isQuarantined: boolean;
}
interface ServerConnection {
    send(frame: Uint8Array): void;
    sendShared(frames: SharedFrames): void;
    readonly queuedBytes: number;
    ping(): void;
    close(): void;
    abort(): void;
}
interface ServerListener {
    received(frame: Uint8Array): void;
    heard(): void;
    drained(): void;
    closed(): void;
}
type SharedFrames = readonly Uint8Array[];
interface RelayOptions {
    readonly source: RelaySource;
    readonly clock: Clock;
    readonly random: Random;
    readonly acceptCostMs?: () => number;
    readonly processors?: number;
    readonly limits?: Partial<RelayLimits>;
}
interface RelayLimits {
    readonly connectionsMax: number;
    readonly progressTimeoutMs: number;
    readonly pingsMissedMax: number;
    readonly cacheBytesMax: number;
}
interface Relay {
    accept(connection: ServerConnection): ServerListener;
    readonly stats: RelayStats;
    close(): Promise<void>;
}
interface RelayStats {
    readonly connections: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly bulkRunning: number;
    readonly bulkWaiting: number;
}
declare function createRelay(options: RelayOptions): Relay;
interface TokenRequest {
    readonly subject: string;
    readonly role: TokenRole;
    readonly scope?: LayerId;
    readonly key?: KeyId;
    readonly expiresMs?: number;
}
interface TokenOffice {
    issue(request: TokenRequest): Promise<{
        readonly token: string;
        readonly hash: string;
    }>;
    read(token: string | undefined): Promise<StoredToken>;
}
interface BureauOptions {
    readonly folder: string;
    readonly postgresUrl?: string;
    readonly host?: string;
    readonly port?: number;
    readonly headSigners: readonly Signer[];
    readonly signers?: readonly Signer[];
    readonly isOpen?: boolean;
    readonly pullSpreadMs?: number;
    readonly closeTimeoutMs?: number;
    readonly crypto?: Crypto;
    readonly clock?: Clock;
    readonly random?: Random;
}
interface Bureau {
    readonly url: string;
    readonly publisher: Publisher;
    readonly tokens: TokenOffice;
    readonly store: BureauStore;
    readonly relay: Relay;
    readonly firstToken?: string;
    close(): Promise<void>;
}
declare function openBureau(options: BureauOptions): Promise<Bureau>;
declare const SYNC_PATH = "/v1/sync";
interface Composer {
    compose(proposal: Proposal): Promise<RegularManifest>;
    composeUrgent(proposal: UrgentProposal): Promise<UrgentManifest>;
    composeCompaction(layer: LayerId): Promise<RegularManifest>;
    composeWithdrawal(layer: LayerId): Promise<RegularManifest>;
}
interface ComposerOptions {
    readonly store: ComposingStore;
    readonly crypto: Crypto;
    readonly root: Root;
    readonly nowMs: () => number;
    readonly coreVersionMin?: string;
}
declare function createComposer({ store, crypto, root, nowMs, coreVersionMin }: ComposerOptions): Composer;
interface Forwarder {
    upload(upload: Upload): Promise<Acknowledgement>;
    receive(message: EventsAck | Questions): void;
    reconnected(): void;
    close(): void;
}
interface RelayNodeOptions {
    readonly upstreamUrls: readonly string[];
    readonly root: Uint8Array;
    readonly name: string;
    readonly token?: string;
    readonly scopes: readonly LayerId[];
    readonly folder: string;
    readonly host?: string;
    readonly port?: number;
    readonly tokens?: () => Promise<readonly StoredToken[]>;
    readonly admit?: (hello: Hello) => Promise<boolean>;
}
interface RelayNode {
    readonly url: string;
    readonly relay: Relay;
    readonly connections: ReadonlyMap<LayerId, string>;
    readonly packs: ReadonlyMap<LayerId, ActivePack>;
    close(): Promise<void>;
}
declare function openRelay(options: RelayNodeOptions): Promise<RelayNode>;
interface UpstreamScope {
    readonly client: Client;
    readonly store: PackStore;
}
interface UpstreamSource extends RelaySource {
    changed(scope: LayerId): void;
    readonly forwarder: Forwarder;
    close(): void;
}
interface UpstreamSourceOptions {
    readonly scopes: ReadonlyMap<LayerId, UpstreamScope>;
    readonly crypto: Crypto;
    readonly clock: Clock;
    readonly admit: (hello: Hello) => Promise<boolean>;
}
declare function createUpstreamSource(options: UpstreamSourceOptions): UpstreamSource;
interface ListenerOptions {
    readonly path: string;
    readonly acceptsPerSecond?: number;
    readonly accepted?: () => void;
}
declare function attachRelay(server: Server, relay: Relay, options: ListenerOptions): () => void;
interface PostgresOptions {
    readonly url?: string;
    readonly connectionsMax?: number;
    readonly allowUndurable?: boolean;
}
declare function openPostgresStore(options: PostgresOptions): Promise<BureauStore>;
declare function openSqliteStore(file: string): Promise<BureauStore>;
export { BUREAU_ERROR_CODES, BureauError, SYNC_PATH, attachRelay, createComposer, createIntake, createMemoryDoorbell, createPostgresDoorbell, createPublisher, createRelay, createUpstreamSource, detachedPerson, isBureauError, openBureau, openPostgresStore, openRelay, openSqliteStore, readEvent };
export type { Acknowledgement, ActivationReport, Admission, Announcement, AskedQuestion, BlobForm, BlobStore, Bureau, BureauErrorCode, BureauErrorDetail, BureauErrorRetry, BureauOptions, BureauStore, ClientCondition, ClientCounts, ClientReport, ClientState, ClientStore, Composer, ComposerOptions, ComposingStore, ConditionReport, CurrentHead, DispositionCount, Doorbell, DraftFilter, DraftFindings, EntryMeaning, Figure, FigureSum, Forwarder, HeadVersion, InstitutionReception, Intake, IntakeCounts, IntakeOptions, IntakeStore, LayerKill, LayerState, ListenerOptions, PauseReason, PausedRollout, Person, PieceEntry, PostgresDoorbellOptions, PostgresOptions, Proposal, PublishedUrgent, Publisher, PublisherOptions, PublishingChange, PublishingState, PublishingStore, QuestionStore, ReadEntry, ReceivedDisposition, Reception, RejectionReport, Relay, RelayLimits, RelayNode, RelayNodeOptions, RelayOptions, RelaySource, RelayStats, Rollout, RolloutStart, ServerConnection, ServerListener, SharedFrames, Signatory, StoredDisposition, StoredDraft, StoredHead, StoredManifest, StoredRoot, StoredToken, StreamEntry, StreamOutcome, StreamPiece, StreamPosition, StreamState, StreamUpload, TokenOffice, TokenRequest, TokenRole, TokenStore, Upload, UpstreamScope, UpstreamSource, UpstreamSourceOptions, UrgentPointer, UrgentProposal };
