export type { Doorbell } from './doorbell/doorbell.ts';
export { createMemoryDoorbell } from './doorbell/memory-doorbell.ts';
export { createPostgresDoorbell, type PostgresDoorbellOptions } from './doorbell/postgres-doorbell.ts';
export {
  BUREAU_ERROR_CODES,
  BureauError,
  type BureauErrorCode,
  type BureauErrorDetail,
  type BureauErrorRetry,
  isBureauError,
} from './error.ts';
export type { EntryMeaning, ReadEntry } from './intake/entry-meaning.ts';
export {
  createIntake,
  type Intake,
  type IntakeCounts,
  type IntakeOptions,
  type StreamPosition,
  type StreamUpload,
} from './intake/intake.ts';
export { readEvent } from './intake/read-event.ts';
export { type Bureau, type BureauOptions, openBureau } from './main/open-bureau.ts';
export { SYNC_PATH } from './main/sync-path.ts';
export type { TokenOffice, TokenRequest } from './main/tokens.ts';
export { type Composer, type ComposerOptions, createComposer } from './publish/compose.ts';
export type { ComposingStore, Person } from './publish/context.ts';
export type { PauseReason } from './publish/judge-rollout.ts';
export type { Rollout } from './publish/layer-state.ts';
export type { Proposal } from './publish/make-manifest.ts';
export type { PublishedUrgent, UrgentProposal } from './publish/publish-urgent.ts';
export {
  createPublisher,
  detachedPerson,
  type PausedRollout,
  type Publisher,
  type PublisherOptions,
  type RolloutStart,
} from './publish/publisher.ts';
export type { Forwarder } from './relay/forwarder.ts';
export { openRelay, type RelayNode, type RelayNodeOptions } from './relay/open-relay.ts';
export type { Acknowledgement, Admission, Announcement, CurrentHead, RelaySource, Upload } from './relay/port.ts';
export { createRelay, type Relay, type RelayLimits, type RelayOptions, type RelayStats } from './relay/relay.ts';
export type { ServerConnection, ServerListener, SharedFrames } from './relay/server-connection.ts';
export {
  createUpstreamSource,
  type UpstreamScope,
  type UpstreamSource,
  type UpstreamSourceOptions,
} from './relay/upstream-source.ts';
export { attachRelay, type ListenerOptions } from './relay/web-socket-listener.ts';
export type { BlobForm, BlobStore } from './store/blob-store.ts';
export type { BureauStore } from './store/bureau-store.ts';
export type {
  ActivationReport,
  ClientCondition,
  ClientCounts,
  ClientReport,
  ClientState,
  ClientStore,
  ConditionReport,
  InstitutionReception,
  Reception,
  RejectionReport,
} from './store/client-store.ts';
export type {
  DispositionCount,
  Figure,
  FigureSum,
  IntakeStore,
  PieceEntry,
  ReceivedDisposition,
  StoredDisposition,
  StreamEntry,
  StreamOutcome,
  StreamPiece,
  StreamState,
} from './store/intake-store.ts';
export { openPostgresStore, type PostgresOptions } from './store/postgres-store.ts';
export type {
  DraftFilter,
  DraftFindings,
  HeadVersion,
  LayerKill,
  LayerState,
  PublishingChange,
  PublishingState,
  PublishingStore,
  Signatory,
  StoredDraft,
  StoredHead,
  StoredManifest,
  StoredRoot,
  UrgentPointer,
} from './store/publishing-store.ts';
export type { AskedQuestion, QuestionStore } from './store/question-store.ts';
export { openSqliteStore } from './store/sqlite-store.ts';
export type { StoredToken, TokenRole, TokenStore } from './store/token-store.ts';
