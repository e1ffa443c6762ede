import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '@forecheck/pack';
import type { PackStore } from '../store/pack-store.ts';
import { assertDigest, closedError } from '../store/store-error.ts';
import { isAbsent, makeFolder, readWhole, replaceFile, syncFolder } from './durable-file.ts';
import { appendPart, partLength, takePart } from './part-files.ts';
import { readRecordFile, writeRecordFile } from './record-file.ts';
import { storageError } from './storage-error.ts';
import { lockStore } from './store-lock.ts';

/** Options of {@link openFilesPackStore}. */
export interface FilesPackStoreOptions {
  /** A folder for this store alone, on a local disk; made where it is not there. */
  readonly folder: string;
}

/**
 * The pack store of a Node process: one file a blob, named by its digest and never changed, and one for the record.
 *
 * @throws {@link SyncError} `storage-locked` when another store, of this process or another, has the folder;
 * `storage-failed`, `storage-full`.
 */
export async function openFilesPackStore({ folder }: FilesPackStoreOptions): Promise<PackStore> {
  const lock = await lockStore(folder);
  const [blobs, parts, aside] = ['blobs', 'parts', 'aside'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const record = join(folder, 'record');
  const tasks = createTasks();
  try {
    for (const path of [blobs, parts, aside]) await makeFolder(path);
    await removeWhere(blobs, (name) => name.startsWith('.'));
    // Whoever was here before may have been stopped between a name and its being durable.
    await syncFolder(blobs);
  } catch (error) {
    lock.release();
    throw error;
  }
  let closing: Promise<void> | undefined;

  /** What is done to one blob, or to the record, is done one after the other. */
  async function ask<Result>(digest: Digest | undefined, work: () => Promise<Result>): Promise<Result> {
    if (closing !== undefined) throw closedError();
    if (digest !== undefined) assertDigest(digest);
    return tasks.inTurn(digest ?? '', work);
  }

  return {
    putBlob: (digest, bytes) => ask(digest, () => putBlob(blobs, digest, bytes)),
    getBlob: (digest) => ask(digest, () => readWhole(join(blobs, digest))),
    listBlobs: () => ask(undefined, () => listDigests(blobs)),
    setAside: (digest) => ask(digest, () => setAside(blobs, aside, digest)),
    collect: (keep) =>
      ask(undefined, async () => {
        for (const path of [blobs, parts]) await removeWhere(path, (name) => isDigest(name) && !keep.has(name));
      }),
    partLength: (digest) => ask(digest, () => partLength(join(parts, digest))),
    appendPart: (digest, offset, bytes) => ask(digest, () => appendPart(join(parts, digest), offset, bytes)),
    takePart: (digest) => ask(digest, () => takePart(join(parts, digest))),
    readRecord: () => ask(undefined, () => readRecordFile(record)),
    writeRecord: (bytes) => ask(undefined, () => writeRecordFile(record, bytes)),
    close() {
      closing ??= tasks.settle().then(() => lock.release());
      return closing;
    },
  };
}

async function putBlob(folder: string, digest: Digest, bytes: Uint8Array): Promise<void> {
  const path = join(folder, digest);
  // Another length is no blob of that digest, whatever put it there.
  if ((await sizeOf(path)) === bytes.length) return;
  try {
    await replaceFile(path, [bytes]);
  } catch (error) {
    // The file may stand there under a name that is not durable, and the next call would take it as put.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function setAside(blobs: string, aside: string, digest: Digest): Promise<void> {
  try {
    const earlier = (await readdir(aside)).sort(byNumber);
    const number = numberOf(earlier.at(-1) ?? '') + 1;
    await rename(join(blobs, digest), join(aside, `${number}-${digest}`));
    for (const name of earlier.slice(0, -ASIDE_FILES_MAX + 1)) await rm(join(aside, name), { force: true });
  } catch (cause) {
    if (isAbsent(cause)) return;
    throw storageError(cause);
  }
  await syncFolder(blobs);
}

async function listDigests(folder: string): Promise<readonly Digest[]> {
  try {
    return (await readdir(folder)).filter(isDigest);
  } catch (cause) {
    throw storageError(cause);
  }
}

async function removeWhere(folder: string, isUnwanted: (name: string) => boolean): Promise<void> {
  try {
    for (const name of await readdir(folder)) if (isUnwanted(name)) await rm(join(folder, name), { force: true });
  } catch (cause) {
    throw storageError(cause);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw storageError(cause);
  }
}

interface Tasks {
  inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  settle(): Promise<void>;
}

/** Tasks of one name wait for each other; those of different names do not. */
function createTasks(): Tasks {
  const lastByName = new Map<string, Promise<unknown>>();
  return {
    inTurn(name, work) {
      const result = (lastByName.get(name) ?? Promise.resolve()).then(work);
      const settled = result.then(
        () => undefined,
        () => undefined,
      );
      lastByName.set(name, settled);
      void settled.then(() => {
        if (lastByName.get(name) === settled) lastByName.delete(name);
      });
      return result;
    },
    async settle() {
      await Promise.all(lastByName.values());
    },
  };
}

function isDigest(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

function byNumber(a: string, b: string): number {
  return numberOf(a) - numberOf(b);
}

function numberOf(name: string): number {
  return Number.parseInt(name, 10) || 0;
}

/** Most damaged blobs that are kept for inspection. */
const ASIDE_FILES_MAX = 8;
