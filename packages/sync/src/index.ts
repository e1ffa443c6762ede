export type { LayerPack } from './client/build-pack.ts';
export { checkLayer } from './client/check-layer.ts';
export {
  type Client,
  type ClientListener,
  type ClientOptions,
  type ClientPorts,
  type ClientStatus,
  createClient,
  STATUS_INTERVAL_MS,
} from './client/client.ts';
export type { CarriedFile } from './client/folder-source.ts';
export { type CarriedPack, openFolder } from './client/folder-source.ts';
export { INITIAL_STATE, next } from './client/next.ts';
export type { ActivePack, PackKeeper } from './client/pack-keeper.ts';
export type {
  Clock,
  Connection,
  ConnectionListener,
  Connector,
  Inflate,
  Random,
} from './client/ports.ts';
export { isTaken, placeOf } from './client/rollout.ts';
export type { SelfTest, SelfTestCase } from './client/self-test.ts';
export { trySelfTest } from './client/self-test.ts';
export type {
  Circumstance,
  ClientEffect,
  ClientEvent,
  ClientState,
  ConnectionEvent,
  ConnectionState,
  Offer,
  Step,
  UpdateEvent,
  UpdateOutcome,
  UpdateState,
} from './client/state.ts';
export { createTrustedTime, type TrustedTime } from './client/trusted-time.ts';
export { isSyncError, SYNC_ERROR_CODES, SyncError, type SyncErrorCode, type SyncErrorRetry } from './error.ts';
export {
  createGuard,
  type Guard,
  type GuardedEvaluation,
  type GuardOptions,
  type GuardStatus,
  TALLY_INTERVAL_MS,
} from './guard.ts';
export { OUTBOX_BYTES_MAX } from './outbox/create-outbox.ts';
export { createMemoryOutbox, type MemoryOutboxOptions, type OutboxMemory } from './outbox/memory-outbox.ts';
export type { Outbox, OutboxBatch, OutboxDepth, OutboxEntry } from './outbox/outbox.ts';
export { createMemoryPackStore, type PackMemory } from './store/memory-pack-store.ts';
export type { PackStore } from './store/pack-store.ts';
