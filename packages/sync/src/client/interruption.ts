import { isCoreError } from '@forecheck/core';
import { type Digest, isPackError, type LayerId } from '@forecheck/pack';
import { isSyncError } from '../error.ts';
import type { UpdateOutcome } from './state.ts';

/**
 * Why an update stops without anybody's fault: the connection went, something newer came, or the server asks to come back
 * (`delayMs`). Never leaves this package.
 */
export class Interruption extends Error {
  readonly delayMs: number | undefined;

  constructor(delayMs?: number) {
    super('interrupted');
    this.delayMs = delayMs;
  }
}

/** Which manifest an update failed at; `cause` says why. Never leaves this package. */
export class ManifestFailure extends Error {
  readonly layer: LayerId;
  readonly digest: Digest;
  readonly sequence: number;

  constructor(cause: unknown, layer: LayerId, digest: Digest, sequence: number) {
    super('a manifest failed', { cause });
    this.layer = layer;
    this.digest = digest;
    this.sequence = sequence;
  }
}

/**
 * Bytes arrived that are not those that were asked for, twice; `cause` says how. The fault of the way, or of the server, and not
 * of the pack: another attempt may bring the right ones. Never leaves this package.
 */
export class TransferFailure extends Error {
  constructor(cause: unknown) {
    super('a transfer failed', { cause });
  }
}

/** What went wrong, without where it was met: an error that may leave this package. */
export function causeOf(error: unknown): unknown {
  return error instanceof ManifestFailure || error instanceof TransferFailure ? causeOf(error.cause) : error;
}

/** Whether the way is at fault. */
export function isTransferFailure(error: unknown): boolean {
  return error instanceof TransferFailure || (error instanceof ManifestFailure && isTransferFailure(error.cause));
}

/** The code of a failure, whichever package it comes from. */
export function codeOf(failure: unknown): string {
  const error = causeOf(failure);
  return isPackError(error) || isCoreError(error) || isSyncError(error) ? error.code : 'unexpected';
}

/** How an update ended that failed: by nobody's fault, by this machine's or the way's, or by the pack's. */
export function outcomeOf(error: unknown): UpdateOutcome {
  const cause = causeOf(error);
  if (cause instanceof Interruption) {
    return cause.delayMs === undefined
      ? { kind: 'interrupted' }
      : { kind: 'deferred', delayMs: Math.max(cause.delayMs, DEFERRED_MS_MIN) };
  }
  const code = codeOf(cause);
  const isOurs = isTransferFailure(error) || /^(storage|unexpected)/.test(code);
  return { kind: isOurs ? 'failed' : 'rejected', code };
}

/** A server that says “at once” is not taken at its word. */
const DEFERRED_MS_MIN = 1_000;
