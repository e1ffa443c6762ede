import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSyncError } from '../error.ts';
import { CLASS_NUMBERS, encodeEntryRecord, type PlacedEntry } from '../outbox/entry-record.ts';
import type { Ledger } from '../outbox/ledger.ts';
import { isAbsent, isThere, makeFolder, readWhole, syncFolder } from './durable-file.ts';
import { openOutboxDatabase } from './outbox-database.ts';
import { type Salvage, salvageOutbox } from './salvage-outbox.ts';
import { storageError } from './storage-error.ts';

/** Names in the folder of an outbox. */
export const OUTBOX_FILES = {
  database: 'outbox.db',
  log: 'outbox.db-wal',
  /** A second name of the log: whoever closes a database that cannot be read may delete its log. */
  logBefore: 'outbox.log',
  mark: 'outbox.mark',
  /** Room that is given up when a disk is full, so that entries can be removed: removing writes before it frees. */
  reserve: 'outbox.reserve',
  /** There when the disk once failed to take what was written. */
  suspect: 'outbox.suspect',
  /** A database that is being made of what was salvaged; and one that is complete and takes the place of the old. */
  salvaged: 'outbox.salvaged',
  ready: 'outbox.ready',
  damaged: 'damaged',
} as const;

/**
 * Makes a new database of what can be read of the one in a folder, and moves that one aside. The new one begins a new
 * stream: how far the old one had come is not certain, and a sequence must never stand for two entries. What is lost
 * stays a gap, which is read as empty bytes, and is counted.
 */
export async function repairOutbox(folder: string, newStream: () => string, known: readonly Ledger[]): Promise<void> {
  const read = async (name: string): Promise<Uint8Array> => (await readWhole(join(folder, name))) ?? new Uint8Array(0);
  const logs = [await read(OUTBOX_FILES.logBefore), await read(OUTBOX_FILES.log)];
  const salvage = salvageOutbox(await read(OUTBOX_FILES.database), logs);
  const { ledger, entries } = settle(salvage, known, newStream());
  await removeRests(folder);
  await writeDatabase(join(folder, OUTBOX_FILES.salvaged), ledger, entries);
  await moveFile(join(folder, OUTBOX_FILES.salvaged), join(folder, OUTBOX_FILES.ready));
  await syncFolder(folder);
  await finishRepair(folder);
}

/** Puts a database that is ready in the place of the damaged one. May be stopped anywhere, and is then called again. */
export async function finishRepair(folder: string): Promise<void> {
  const names = new Set(await listNames(folder));
  if (names.has(OUTBOX_FILES.ready)) {
    await moveAside(folder, names);
    await moveFile(join(folder, OUTBOX_FILES.ready), join(folder, OUTBOX_FILES.database));
    await syncFolder(folder);
  }
  await removeRests(folder);
}

/** Gives the log, if there is one, a second name, before the database is opened or closed in doubt. */
export async function keepLog(folder: string): Promise<void> {
  const [log, second] = [join(folder, OUTBOX_FILES.log), join(folder, OUTBOX_FILES.logBefore)];
  if (!(await isThere(log))) return;
  await dropLog(folder);
  // Copied only where the file system has no second names: a copy wants room, and the disk may be full.
  await moving(() => link(log, second).catch(() => copyFile(log, second)));
}

/** The second name is no longer wanted: the database was opened and is whole. */
export async function dropLog(folder: string): Promise<void> {
  await moving(() => rm(join(folder, OUTBOX_FILES.logBefore), { force: true }));
}

/** The numbers and entries that a salvage comes to. */
function settle(
  { entries: found, ledgers }: Salvage,
  known: readonly Ledger[],
  stream: string,
): { readonly ledger: Ledger; readonly entries: readonly PlacedEntry[] } {
  const all = [...ledgers, ...known];
  const positions = [...found.keys()].sort((a, b) => a - b);
  const last = all.reduce<Ledger | undefined>(
    (best, one) => (best && best.revision >= one.revision ? best : one),
    undefined,
  );
  const acknowledged = last?.acknowledged ?? (positions[0] ?? 1) - 1;
  const next = last?.next ?? (positions.at(-1) ?? 0) + 1;
  const entries = positions.flatMap((position) => {
    const entry = found.get(position);
    return entry !== undefined && position > acknowledged && position < next ? [entry] : [];
  });
  const lost = Math.max(0, (last?.entries ?? 0) - entries.length);
  const ledger: Ledger = {
    revision: (last?.revision ?? 0) + 1,
    stream,
    offset: acknowledged,
    acknowledged,
    next,
    entries: entries.length,
    bytes: entries.reduce((sum, { bytes }) => sum + bytes.length, 0),
    droppedTelemetry: last?.droppedTelemetry ?? 0,
    droppedAlerts: last?.droppedAlerts ?? 0,
    damaged: (last?.damaged ?? 0) + lost,
  };
  return { ledger, entries };
}

async function writeDatabase(path: string, ledger: Ledger, entries: readonly PlacedEntry[]): Promise<void> {
  try {
    const { database } = openOutboxDatabase(path, () => ledger, undefined);
    try {
      const insert = database.prepare('INSERT INTO entry (position, class, record) VALUES (?, ?, ?)');
      database.exec('BEGIN IMMEDIATE');
      for (const entry of entries) {
        insert.run(entry.position, CLASS_NUMBERS[entry.class], encodeEntryRecord(entry));
      }
      database.exec('COMMIT');
    } finally {
      // Brings the log into the database and removes it.
      database.close();
    }
  } catch (cause) {
    throw isSyncError(cause) ? cause : storageError(cause);
  }
}

/** The log before its database: one that is left alone is read by nothing, and a strange log would be replayed. */
async function moveAside(folder: string, names: ReadonlySet<string>): Promise<void> {
  const damaged = join(folder, OUTBOX_FILES.damaged);
  await makeFolder(damaged);
  const earlier = (await listNames(damaged)).map(Number).sort((a, b) => a - b);
  const target = join(damaged, String((earlier.at(-1) ?? 0) + 1));
  await moving(() => mkdir(target));
  for (const name of [OUTBOX_FILES.log, OUTBOX_FILES.logBefore, OUTBOX_FILES.database]) {
    if (names.has(name)) await moveFile(join(folder, name), join(target, name));
  }
  await syncFolder(target);
  for (const number of earlier.slice(0, -DAMAGED_MAX + 1)) {
    await moving(() => rm(join(damaged, String(number)), { recursive: true, force: true }));
  }
}

async function removeRests(folder: string): Promise<void> {
  for (const suffix of ['', '-wal', '-journal', '-shm']) {
    await moving(() => rm(join(folder, OUTBOX_FILES.salvaged + suffix), { force: true }));
  }
}

async function moveFile(from: string, to: string): Promise<void> {
  await moving(() => rename(from, to));
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw storageError(cause);
  }
}

async function moving(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw storageError(cause);
  }
}

/** Most damaged databases that are kept for inspection. */
const DAMAGED_MAX = 3;
