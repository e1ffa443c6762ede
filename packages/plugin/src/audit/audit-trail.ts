import { type FileHandle, mkdir, open } from 'node:fs/promises';
import {
  AUDIT_NAMES_MAX,
  auditFileName,
  auditFileNumber,
  auditPath,
  listAuditFiles,
  readAuditTail,
} from './audit-files.ts';
import { type AuditFields, formatAuditLine, NO_HASH } from './audit-line.ts';

/** What was judged, done and decided about who may call, in the order in which it happened. */
export interface AuditTrail {
  /**
   * Adds an entry, which is on the disk soon after. Never throws and waits for nothing: an answer does not wait for its trace.
   */
  add(kind: string, fields?: AuditFields): void;
  /** Resolves when everything that was added survives a loss of power, or has failed to. */
  flush(): Promise<void>;
  /** The hash of the last entry. Kept elsewhere, it shows later whether the end was cut off. */
  readonly head: string;
  readonly entries: number;
  /** Entries that could not be written. */
  readonly lost: number;
  close(): Promise<void>;
}

/** What {@link openAuditTrail} opens. */
export interface AuditTrailOptions {
  /** Of the trail alone. One process at a time writes it. */
  readonly folder: string;
  readonly nowMs: () => number;
  readonly fileBytesMax?: number;
}

/** A file is followed by the next one beyond this. */
const AUDIT_FILE_BYTES_MAX = 64 * 1024 * 1024;

/**
 * The trail of a folder, which goes on where it ended. An entry that a loss of power has cut off is taken off and told in the next
 * one (`tail-torn`). Where the last entry is not what its hash says, a new file begins with `restarted`, and the verification
 * shows the break: a damaged trail keeps nobody from judging.
 */
export async function openAuditTrail(options: AuditTrailOptions): Promise<AuditTrail> {
  const { folder, nowMs, fileBytesMax = AUDIT_FILE_BYTES_MAX } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let { file, bytes, number, seq, prev, found } = await openEnd(folder);
  let queue: string[] = [];
  let lost = 0;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (queue.length > 0) {
      const lines = queue;
      queue = [];
      const text = Buffer.from(`${lines.join('\n')}\n`);
      try {
        if (bytes > 0 && bytes + text.length > fileBytesMax) {
          await file.close();
          number += 1;
          file = await open(auditPath(folder, auditFileName(number)), 'a', 0o600);
          bytes = 0;
        }
        await file.appendFile(text);
        await file.datasync();
        bytes += text.length;
      } catch {
        // They are missing from the chain, and the verification will say so.
        lost += lines.length;
      }
    }
  }

  const trail: AuditTrail = {
    add(kind, fields = {}) {
      if (queue.length >= QUEUE_MAX) {
        lost += 1;
        return;
      }
      const line = formatAuditLine(seq + 1, prev, new Date(nowMs()).toISOString(), kind, clip(fields));
      seq += 1;
      prev = line.hash;
      queue.push(line.text);
      // After the answers of this turn have been given.
      writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(write).finally(() => {
        writing = undefined;
      });
    },
    async flush() {
      while (writing !== undefined) await writing;
    },
    get head() {
      return prev;
    },
    get entries() {
      return seq;
    },
    get lost() {
      return lost;
    },
    async close() {
      await trail.flush();
      await file.close();
    },
  };
  if (found !== undefined) trail.add(found.kind, found.fields);
  return trail;
}

interface TrailEnd {
  readonly file: FileHandle;
  readonly bytes: number;
  readonly number: number;
  readonly seq: number;
  readonly prev: string;
  /** What is to be told of how it ended. */
  readonly found?: { readonly kind: string; readonly fields: AuditFields };
}

async function openEnd(folder: string): Promise<TrailEnd> {
  const names = await listAuditFiles(folder);
  let tornBytes = 0;
  // The last file may be empty: power was lost between its making and its first entry.
  for (const name of [...names].reverse()) {
    const tail = await readAuditTail(auditPath(folder, name));
    tornBytes += tail.tornBytes;
    const number = auditFileNumber(name);
    if (tail.isEmpty && name !== names[0]) {
      await cut(auditPath(folder, name), 0);
      continue;
    }
    const newest = auditFileNumber(names.at(-1) ?? name);
    if (tail.last === undefined && !tail.isEmpty) {
      const file = await open(auditPath(folder, auditFileName(newest + 1)), 'a', 0o600);
      return { file, bytes: 0, number: newest + 1, seq: 0, prev: NO_HASH, found: { kind: 'restarted', fields: {} } };
    }
    await cut(auditPath(folder, name), tail.wholeBytes);
    const file = await open(auditPath(folder, auditFileName(newest)), 'a', 0o600);
    const { size } = await file.stat();
    const { seq = 0, hash = NO_HASH } = tail.last ?? {};
    return {
      file,
      bytes: size,
      number: Math.max(number, newest),
      seq,
      prev: hash,
      ...(tornBytes === 0 ? {} : { found: { kind: 'tail-torn', fields: { bytes: tornBytes } } }),
    };
  }
  const file = await open(auditPath(folder, auditFileName(1)), 'a', 0o600);
  return { file, bytes: 0, number: 1, seq: 0, prev: NO_HASH };
}

async function cut(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    if (size === bytes) return;
    await file.truncate(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}

function clip(fields: AuditFields): AuditFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.slice(0, AUDIT_NAMES_MAX) : value,
    ]),
  );
}

/** Entries that wait for the disk; at a thousand checks a second, ten seconds. */
const QUEUE_MAX = 10_000;
