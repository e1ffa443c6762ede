import type { Digest } from '@forecheck/pack';
import type { PackStore } from '../store/pack-store.ts';
import { assertDigest, offsetError } from '../store/store-error.ts';
import { openPageDatabase, settle, visitAll } from './indexed-db.ts';

/** Options of {@link openIndexedDbPackStore}. */
export interface IndexedDbPackStoreOptions {
  /** Name of the database: one for this store alone. */
  readonly name: string;
}

/**
 * The pack store of a page, in IndexedDB with strict durability. A damaged blob that is set aside is deleted: a page has
 * nobody who would inspect it.
 *
 * @throws {@link SyncError} `storage-locked` when another page has it; `storage-failed`, `storage-full`.
 */
export async function openIndexedDbPackStore({ name }: IndexedDbPackStoreOptions): Promise<PackStore> {
  const database = await openPageDatabase(name, (made) => {
    for (const store of ['blobs', 'parts', 'record']) made.createObjectStore(store);
  });

  async function ask<Result>(
    mode: IDBTransactionMode,
    digest: Digest | undefined,
    work: (store: (name: string) => IDBObjectStore) => Promise<Result>,
  ): Promise<Result> {
    if (digest !== undefined) assertDigest(digest);
    return database.transact(mode, work);
  }

  return {
    async putBlob(digest, bytes) {
      // Copied: a view would take the whole buffer below it along.
      const blob = new Uint8Array(bytes);
      await ask('readwrite', digest, async (store) => {
        const blobs = store('blobs');
        if ((await settle(blobs.count(digest))) === 0) await settle(blobs.put(blob, digest));
      });
    },
    getBlob: (digest) =>
      ask('readonly', digest, async (store) => (await settle(store('blobs').get(digest))) as Uint8Array | undefined),
    listBlobs: () =>
      ask('readonly', undefined, async (store) => (await settle(store('blobs').getAllKeys())) as Digest[]),
    setAside: (digest) => ask('readwrite', digest, async (store) => settle(store('blobs').delete(digest))),
    collect: (keep) =>
      ask('readwrite', undefined, async (store) => {
        const blobs = store('blobs');
        for (const digest of (await settle(blobs.getAllKeys())) as Digest[])
          if (!keep.has(digest)) blobs.delete(digest);
        const parts = store('parts');
        for (const key of (await settle(parts.getAllKeys())) as PartKey[]) if (!keep.has(key[0])) parts.delete(key);
      }),
    partLength: (digest) => ask('readonly', digest, (store) => lengthOf(store('parts'), digest)),
    async appendPart(digest, offset, bytes) {
      const chunk = new Uint8Array(bytes);
      await ask('readwrite', digest, async (store) => {
        const length = await lengthOf(store('parts'), digest);
        if (length !== offset) throw offsetError(offset, length);
        if (chunk.length > 0) await settle(store('parts').put(chunk, [digest, offset]));
      });
    },
    takePart: (digest) =>
      ask('readwrite', digest, async (store) => {
        const parts = store('parts');
        const chunks = (await settle(parts.getAll(rangeOf(digest)))) as Uint8Array[];
        if (chunks.length === 0) return undefined;
        await settle(parts.delete(rangeOf(digest)));
        return joined(chunks);
      }),
    readRecord: () =>
      ask('readonly', undefined, async (store) => {
        return (await settle(store('record').get(RECORD_KEY))) as Uint8Array | undefined;
      }),
    async writeRecord(record) {
      const copy = new Uint8Array(record);
      await ask('readwrite', undefined, (store) => settle(store('record').put(copy, RECORD_KEY)));
    },
    close: () => database.close(),
  };
}

/** Chunks of a part lie one by one, so that appending does not write again what is there. */
type PartKey = [digest: Digest, offset: number];

async function lengthOf(parts: IDBObjectStore, digest: Digest): Promise<number> {
  let length = 0;
  await visitAll(parts.openCursor(rangeOf(digest), 'prev'), ({ key, value }) => {
    length = (key as PartKey)[1] + (value as Uint8Array).length;
    return false;
  });
  return length;
}

function rangeOf(digest: Digest): IDBKeyRange {
  return IDBKeyRange.bound([digest, 0], [digest, Number.MAX_SAFE_INTEGER]);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const RECORD_KEY = 'record';
