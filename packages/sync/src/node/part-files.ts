import { open, rm, stat } from 'node:fs/promises';
import { isSyncError } from '../error.ts';
import { offsetError } from '../store/store-error.ts';
import { isAbsent, readWhole, writeAll } from './durable-file.ts';
import { storageError } from './storage-error.ts';

/** Bytes of a download so far, or 0. */
export async function partLength(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if (isAbsent(cause)) return 0;
    throw storageError(cause);
  }
}

/**
 * Appends at `offset`. Not flushed: whether a part is good is found out when it is whole.
 *
 * @throws {@link SyncError} `option-malformed` when the part has another length; `storage-full`, `storage-failed`.
 */
export async function appendPart(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const length = await partLength(path);
  if (length !== offset) throw offsetError(offset, length);
  try {
    const file = await open(path, 'a');
    try {
      await writeAll(file, bytes);
    } catch (cause) {
      // Half a chunk would refuse the same chunk when it comes again.
      await file.truncate(offset).catch(() => undefined);
      throw cause;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw isSyncError(cause) ? cause : storageError(cause);
  }
}

/** All bytes of a part, and the part removed. */
export async function takePart(path: string): Promise<Uint8Array | undefined> {
  const bytes = await readWhole(path);
  if (bytes === undefined) return undefined;
  try {
    await rm(path, { force: true });
  } catch (cause) {
    throw storageError(cause);
  }
  return bytes;
}
