import { createHash } from 'node:crypto';
import { readWhole, replaceFile } from './durable-file.ts';

/**
 * The record, or `undefined` when none was written, or not a byte of it may have changed since and one has. Not a row of
 * a database: a flipped byte in the write-ahead log of SQLite brings back an earlier row without a word, and with an
 * earlier record comes trust in what has been revoked.
 */
export async function readRecordFile(path: string): Promise<Uint8Array | undefined> {
  const bytes = await readWhole(path);
  if (bytes === undefined || bytes.length < DIGEST_BYTES) return undefined;
  const record = bytes.slice(DIGEST_BYTES);
  return digestOf(record).equals(bytes.subarray(0, DIGEST_BYTES)) ? record : undefined;
}

/** Replaces the record as a whole. When it resolves, the new one survives power loss. */
export async function writeRecordFile(path: string, record: Uint8Array): Promise<void> {
  await replaceFile(path, [digestOf(record), record]);
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

const DIGEST_BYTES = 32;
