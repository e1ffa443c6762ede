import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SyncError } from '../error.ts';
import { assertWritable, makeFolder } from './durable-file.ts';
import { classifyFailure, storageError } from './storage-error.ts';

/** Held until it is released, or until the process ends, however it ends. */
export interface StoreLock {
  /** Idempotent. */
  release(): void;
}

/**
 * Takes a folder for this store alone, and makes it where it is not there. What holds is a lock of the operating system
 * on the file `lock`, taken through an empty database that is never written: a file with a process number in it would
 * outlive its process. Network file systems that do not lock give no such protection.
 *
 * @throws {@link SyncError} `storage-locked` when another holds it, in this process or another; `storage-failed` when
 * the folder cannot be written.
 */
export async function lockStore(folder: string): Promise<StoreLock> {
  await makeFolder(folder);
  const path = join(folder, 'lock');
  const lock = takeLock(path) ?? takeLock(emptied(path));
  if (lock === undefined) throw new SyncError('storage-failed', 'safe', 'the lock of the store cannot be taken');
  return lock;
}

/** The lock, or `undefined` when the file has become something that is no database. */
function takeLock(path: string): StoreLock | undefined {
  let database: DatabaseSync | undefined;
  try {
    assertWritable(path);
    database = new DatabaseSync(path);
    // A journal in memory: one on disk would need room on a disk that may have none.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    if (classifyFailure(cause) === 'damaged') return undefined;
    throw storageError(cause);
  }
  const held = database;
  return {
    release() {
      if (held.isOpen) held.close();
    },
  };
}

/** Whoever holds the lock does so on the file, whatever its bytes. */
function emptied(path: string): string {
  truncateSync(path);
  return path;
}
