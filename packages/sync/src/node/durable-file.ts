import { accessSync, constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isSyncError } from '../error.ts';
import { storageError } from './storage-error.ts';

/**
 * Writes a file so that its name stands for the old content or all of the new, whenever the machine stops. When it
 * resolves, the new one survives power loss.
 *
 * @throws {@link SyncError} `storage-full`, `storage-failed`; the old content is still there, or (`unsafe`) may be.
 */
export async function replaceFile(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.partial`);
  try {
    const file = await open(temporary, 'w');
    try {
      for (const piece of pieces) await writeAll(file, piece);
      // A failure here is final for this file: what failed counts as written, and a second `fsync` would say so.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw storageError(cause);
  }
  await syncFolder(dirname(path));
}

/** Writes every byte at the end of what was written so far. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, from?: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const at = from === undefined ? undefined : from + done;
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at);
    done += bytesWritten;
  }
}

/**
 * Every byte of a file in memory of its own, so that a segment can be viewed as it lies there. `undefined` when there is
 * no such file.
 *
 * @throws {@link SyncError} `storage-failed`.
 */
export async function readWhole(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path);
    try {
      const bytes = new Uint8Array((await file.stat()).size);
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, done);
        if (bytesRead === 0) return bytes.slice(0, done);
        done += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw storageError(cause);
  }
}

/**
 * Makes a folder, and those above it.
 *
 * @throws {@link SyncError} `storage-full`, `storage-failed`.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(resolve(path));
  } catch (cause) {
    throw isSyncError(cause) ? cause : storageError(cause);
  }
}

/**
 * Names in a folder survive power loss from here on.
 *
 * @throws {@link SyncError} `storage-failed`, `unsafe`.
 */
export async function syncFolder(path: string): Promise<void> {
  // Windows gives no handle of a folder; NTFS writes names in its own journal.
  if (process.platform === 'win32') return;
  try {
    const folder = await open(path);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (cause) {
    throw storageError(cause);
  }
}

/**
 * Throws what the system says where a file may not be written, or not be made. It is not opened to find out: closing it
 * again would give up every lock that this process has on it.
 */
export function assertWritable(path: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (cause) {
    if (!isAbsent(cause)) throw cause;
    accessSync(dirname(path), constants.W_OK);
  }
}

/** Whether there is a file or folder of that name. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if (isAbsent(cause)) return false;
    throw storageError(cause);
  }
}

/** Whether a failure says that there is no such file. */
export function isAbsent(cause: unknown): boolean {
  return codeOf(cause) === 'ENOENT';
}

// Not `mkdir` with `recursive`: where the system says “not there” of a folder that cannot be made (`/proc/x`), that one
// tries again for ever.
async function makeFolders(path: string): Promise<void> {
  const make = (): Promise<void> =>
    mkdir(path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  try {
    await make();
  } catch (error) {
    if (!isAbsent(error) || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await make();
  }
  await syncFolder(dirname(path));
}

function codeOf(cause: unknown): unknown {
  return (cause as { readonly code?: unknown } | undefined)?.code;
}
