import { SyncError } from '../error.ts';

/**
 * What a failure of file system or database means. `damaged`: the database cannot be read. `unsynced`: the system could
 * not say that bytes are on disk, and will not try again (it counts pages that failed as written), so that the file is
 * not to be trusted with anything new.
 */
export type StorageFailure = 'locked' | 'full' | 'damaged' | 'unsynced' | 'failed';

/** What a caught value means. */
export function classifyFailure(cause: unknown): StorageFailure {
  const { code, errcode, syscall } = cause as {
    readonly code?: unknown;
    readonly errcode?: unknown;
    readonly syscall?: unknown;
  };
  if (typeof errcode === 'number') return classifyResult(errcode);
  if (typeof syscall === 'string' && /^f(data)?sync$/.test(syscall)) return 'unsynced';
  // An integer of a row that no row of ours has.
  if (code === 'ERR_OUT_OF_RANGE') return 'damaged';
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'full' : 'failed';
}

/** The error that crosses the boundary of this package. Neither paths nor messages of the system go into it. */
export function storageError(cause: unknown): SyncError {
  const { code, errcode } = cause as { readonly code?: unknown; readonly errcode?: unknown };
  const detail = {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof errcode === 'number' ? { result: errcode } : {}),
  };
  switch (classifyFailure(cause)) {
    case 'locked':
      return new SyncError('storage-locked', 'safe', 'another process holds the store', detail, { cause });
    case 'full':
      return new SyncError('storage-full', 'safe', 'the disk or its quota is full', detail, { cause });
    case 'damaged':
      return new SyncError('storage-failed', 'safe', 'the database is damaged', detail, { cause });
    case 'unsynced':
      return new SyncError('storage-failed', 'unsafe', 'the disk did not take what was written', detail, { cause });
    case 'failed':
      return new SyncError('storage-failed', 'safe', 'the disk failed', detail, { cause });
  }
}

/** By the result codes of SQLite: the lower eight bits say what, the others where. */
function classifyResult(result: number): StorageFailure {
  switch (result & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return 'locked';
    case 13: // SQLITE_FULL
      return 'full';
    case 1: // SQLITE_ERROR: a table is not there
    case 8: // SQLITE_READONLY: the header says so; that the file can be written is tried before
    case 11: // SQLITE_CORRUPT
    case 14: // SQLITE_CANTOPEN: the header names a format of the future; that the file opens is tried before
    case 18: // SQLITE_TOOBIG
    case 20: // SQLITE_MISMATCH
    case 24: // SQLITE_FORMAT
    case 26: // SQLITE_NOTADB
      return 'damaged';
    case 10: // SQLITE_IOERR
      if (result === SHORT_READ) return 'damaged';
      return UNSYNCED_RESULTS.has(result) ? 'unsynced' : 'failed';
    default:
      return 'failed';
  }
}

/** SQLITE_IOERR_FSYNC, _DIR_FSYNC, and _CLOSE, which writes back on network file systems. */
const UNSYNCED_RESULTS = new Set([10 | (4 << 8), 10 | (5 << 8), 10 | (16 << 8)]);

/** SQLITE_IOERR_SHORT_READ: the file ends before the page. */
const SHORT_READ = 10 | (2 << 8);
