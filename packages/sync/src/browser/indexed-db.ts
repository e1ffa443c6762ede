import { isSyncError, SyncError } from '../error.ts';
import { closedError } from '../store/store-error.ts';
import { lockForPage } from './page-lock.ts';

/** One database of IndexedDB. */
export interface PageDatabase {
  /**
   * Calls `work` in one transaction over all object stores. What `work` wrote survives power loss when this resolves,
   * and is not there when it rejects. `work` awaits nothing but requests of its transaction.
   */
  transact<Result>(
    mode: IDBTransactionMode,
    work: (store: (name: string) => IDBObjectStore) => Promise<Result>,
  ): Promise<Result>;
  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}

/**
 * Opens a database for this page alone.
 *
 * @throws {@link SyncError} `storage-locked`, `storage-failed`, `storage-full`.
 */
export async function openPageDatabase(
  name: string,
  makeStores: (database: IDBDatabase) => void,
): Promise<PageDatabase> {
  const release = await lockForPage(`forecheck:${name}`);
  let database: IDBDatabase;
  try {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => makeStores(opening.result);
    database = await settle(opening);
  } catch (error) {
    await release();
    throw asStorageError(error);
  }
  let lost = false;
  // Another page wants to delete or change the database, or the browser has thrown it away.
  database.onversionchange = () => database.close();
  database.onclose = () => {
    lost = true;
  };
  let closing: Promise<void> | undefined;
  const running = new Set<Promise<unknown>>();

  function track<Result>(work: Promise<Result>): Promise<Result> {
    running.add(work);
    const settled = (): void => void running.delete(work);
    work.then(settled, settled);
    return work;
  }

  return {
    async transact(mode, work) {
      if (closing !== undefined) throw closedError();
      if (lost) throw new SyncError('storage-failed', 'never', 'the browser has discarded the database');
      return track(transact(database, mode, work));
    },
    close() {
      closing ??= Promise.allSettled(running).then(() => {
        database.close();
        return release();
      });
      return closing;
    },
  };
}

/** The result of a request. */
export function settle<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Shows `visit` what a cursor meets, until it answers `false` or there is no more. */
export function visitAll(
  request: IDBRequest<IDBCursorWithValue | null>,
  visit: (cursor: IDBCursorWithValue) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor !== null && visit(cursor)) cursor.continue();
      else resolve();
    };
  });
}

async function transact<Result>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: (name: string) => IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  try {
    const transaction = database.transaction([...database.objectStoreNames], mode, { durability: 'strict' });
    const completed = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    // Whoever waits for `work` first must not leave this one unheard.
    completed.catch(() => undefined);
    try {
      const result = await work((name) => transaction.objectStore(name));
      await completed;
      return result;
    } catch (error) {
      abort(transaction);
      throw error;
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function asStorageError(cause: unknown): SyncError {
  if (isSyncError(cause)) return cause;
  const name = (cause as { readonly name?: unknown } | null)?.name;
  const detail = typeof name === 'string' ? { name } : {};
  return name === 'QuotaExceededError'
    ? new SyncError('storage-full', 'safe', 'the browser gives no more storage', detail, { cause })
    : new SyncError('storage-failed', 'safe', 'the storage of the browser failed', detail, { cause });
}
