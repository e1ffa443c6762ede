import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AuditLine, parseAuditLine } from './audit-line.ts';

/** Names of the files of a trail, in their order. */
export async function listAuditFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => NAME.test(name)).sort();
}

/** The name of the file with this number. */
export function auditFileName(number: number): string {
  return `audit-${String(number).padStart(6, '0')}.jsonl`;
}

/** The number in a name. */
export function auditFileNumber(name: string): number {
  return Number(NAME.exec(name)?.[1] ?? 0);
}

/** How a file ends. */
export interface AuditTail {
  /** The last whole entry; absent when there is none, or when it is not what its hash says. */
  readonly last?: AuditLine;
  /** Bytes behind the last line end: an entry that a loss of power has cut off. */
  readonly tornBytes: number;
  /** Whether there is a whole line at all. */
  readonly isEmpty: boolean;
  readonly wholeBytes: number;
}

/** Reads how a file ends, and no more of it. */
export async function readAuditTail(path: string): Promise<AuditTail> {
  const file = await open(path, 'r');
  try {
    return await readTail(file);
  } finally {
    await file.close();
  }
}

async function readTail(file: FileHandle): Promise<AuditTail> {
  const { size } = await file.stat();
  const from = Math.max(0, size - TAIL_BYTES);
  const bytes = Buffer.alloc(size - from);
  await file.read(bytes, 0, bytes.length, from);
  const end = bytes.lastIndexOf(LINE_END);
  const tornBytes = bytes.length - end - 1;
  const wholeBytes = size - tornBytes;
  if (end < 0) return { tornBytes, wholeBytes, isEmpty: from === 0 };
  const begin = bytes.lastIndexOf(LINE_END, end - 1);
  const last = parseAuditLine(bytes.subarray(begin + 1, end).toString('utf8'));
  return { tornBytes, wholeBytes, isEmpty: false, ...(last === undefined ? {} : { last }) };
}

/** Path of a file of the trail. */
export const auditPath = (folder: string, name: string): string => join(folder, name);

const NAME = /^audit-(\d{6})\.jsonl$/;
const LINE_END = 0x0a;
/** More than two entries can take: their lists are bounded by {@link AUDIT_NAMES_MAX}. */
const TAIL_BYTES = 256 * 1024;
/** Most names that one entry lists. */
export const AUDIT_NAMES_MAX = 200;
