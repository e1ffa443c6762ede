export { pageClock } from './browser/clock.ts';
export { pageConnector } from './browser/connector.ts';
export { type IndexedDbOutboxOptions, openIndexedDbOutbox } from './browser/indexed-db-outbox.ts';
export { type IndexedDbPackStoreOptions, openIndexedDbPackStore } from './browser/indexed-db-pack-store.ts';
export { pageInflate } from './browser/inflate.ts';
export { openGuard, type PageGuardOptions } from './browser/open-guard.ts';
