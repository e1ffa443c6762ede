// Two builds of the package may share a page; a registered symbol is the same in both.
const BRAND = Symbol.for('forecheck.sync-error');

/** Every way in which sync fails. Codes are public API; messages are not. `docs/errors.md` tells each in full. */
export const SYNC_ERROR_CODES = [
  /** A frame that is not a message, or a message with a field that is not what its place takes. */
  'message-malformed',
  /** More bytes than a named limit. */
  'message-excessive',
  /** The disk or the quota is full, and nothing was written. */
  'storage-full',
  /** The disk failed. */
  'storage-failed',
  /** Another process holds the store. */
  'storage-locked',
  /** The bureau sets aside whatever stream the outbox begins: nothing of it is lost, and nothing arrives. */
  'stream-quarantined',
  /** The guard was closed. */
  'guard-closed',
  /** No pack has ever been active here, and none came with the options. */
  'pack-absent',
  /** The rules of a pack do not do on trial what their publisher says that they do. */
  'self-test-failed',
  /** An option that is not what its place takes. */
  'option-malformed',
] as const;
/** One of {@link SYNC_ERROR_CODES}. */
export type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];

/** `safe`: same call may be repeated. `unsafe`: it may already have happened. `never`: it cannot succeed. */
export type SyncErrorRetry = 'safe' | 'unsafe' | 'never';

/** A failure that crosses the boundary of this package. Test with {@link isSyncError}, not with `instanceof`. */
export class SyncError extends Error {
  override readonly name: string = 'SyncError';
  readonly code: SyncErrorCode;
  readonly retry: SyncErrorRetry;
  /** Numbers, codes and digests only. */
  readonly detail: Readonly<Record<string, string | number>>;
  readonly [BRAND]: true = true;

  constructor(
    code: SyncErrorCode,
    retry: SyncErrorRetry,
    message: string,
    detail: Readonly<Record<string, string | number>> = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.retry = retry;
    this.detail = detail;
  }
}

/** Whether a caught value is a {@link SyncError}, of this or another build of the package. */
export function isSyncError(value: unknown): value is SyncError {
  return typeof value === 'object' && value !== null && (value as { readonly [BRAND]?: unknown })[BRAND] === true;
}
