export { nodeClock } from './node/clock.ts';
export { type NodeConnectorOptions, nodeConnector } from './node/connector.ts';
export { type FilesPackStoreOptions, openFilesPackStore } from './node/files-pack-store.ts';
export { NODE_ENCODINGS, nodeInflate } from './node/inflate.ts';
export { type NodeGuardOptions, openGuard, openNodePorts, readCarriedFolder } from './node/open-guard.ts';
export { openSqliteOutbox, type SqliteOutboxOptions } from './node/sqlite-outbox.ts';
