import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from './error.ts';

/**
 * Every byte of a file.
 *
 * @throws {@link CliError} `file-unreadable`.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * A file piece by piece, for files that are larger than memory.
 *
 * @throws {@link CliError} `file-unreadable`, while it is read.
 */
export async function* streamBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * Writes a file so that whoever reads its name sees the old content or all of the new, whenever the machine stops. When
 * this resolves, the content survives a loss of power.
 *
 * @throws {@link CliError} `file-unwritable`.
 */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  try {
    await using(await open(temporary, 'w'), async (file) => {
      await file.writeFile(content);
      await file.sync();
    });
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(path, cause);
  }
}

/**
 * Writes a file that was not there, for its owner alone where it is secret. When this resolves, it survives a loss of power.
 *
 * @throws {@link CliError} `file-present`, `file-unwritable`.
 */
export async function createFile(
  path: string,
  content: Uint8Array | string,
  { isSecret = false }: { readonly isSecret?: boolean } = {},
): Promise<void> {
  try {
    await using(await open(path, 'wx', isSecret ? 0o600 : 0o644), async (file) => {
      await file.writeFile(content);
      await file.sync();
    });
    await syncFolder(dirname(path));
  } catch (cause) {
    throw codeOf(cause) === 'EEXIST' ? present(path) : unwritable(path, cause);
  }
}

/** A file that is never written over, and is there. */
export function present(path: string): CliError {
  return new CliError('file-present', `\`${path}\` is there already, and is not written over`);
}

/** Whether there is something of that name. */
export async function isPresent(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw unreadable(path, error);
  }
}

/**
 * Makes a folder, and those above it.
 *
 * @throws {@link CliError} `file-unwritable`.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(resolve(path));
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

// Not `mkdir` with `recursive`: where the system says “not there” of a folder that cannot be made (`/proc/x`), that one
// tries again for ever.
async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (!isAbsent(error) || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await mkdir(path).catch((again: unknown) => {
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
}

/** A failure to read, named by what the system said. */
export function unreadable(path: string, cause: unknown): CliError {
  return new CliError('file-unreadable', `cannot read \`${path}\`: ${reasonOf(cause)}`, {}, { cause });
}

/** A failure to write, named by what the system said. */
export function unwritable(path: string, cause: unknown): CliError {
  return new CliError('file-unwritable', `cannot write \`${path}\`: ${reasonOf(cause)}`, {}, { cause });
}

/** Whether the system said that there is no such file. */
export function isAbsent(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** Whether the system failed, and not one of us. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

// A rename is durable once the folder that holds the name is. Windows has no handle for folders, and needs none.
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using(await open(path, 'r'), (folder) => folder.sync());
}

async function using(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  return REASONS[code] ?? (code === '' ? 'it failed' : code);
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? (error as { readonly code?: unknown }).code : '';
  return typeof code === 'string' ? code : '';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a file of that name is in the way',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};
