import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, type Head, readSealed } from '@forecheck/pack';
import { CliError } from '../error.ts';
import { isAbsent, makeFolder, readBytes, replaceFile, unreadable, unwritable } from '../file-access.ts';
import { ROOT_FILE } from '../keys/first-keys.ts';

/** What a folder carries to where no network goes. */
export interface CarriedFolder {
  /** In the order of their versions; at least one. */
  readonly roots: readonly Uint8Array[];
  /** Sealed. */
  readonly head: Uint8Array;
  /** Sealed, by the digest of what was signed. */
  readonly manifests: ReadonlyMap<Digest, Uint8Array>;
  readonly segments: ReadonlyMap<Digest, Uint8Array>;
  readonly selfTests: ReadonlyMap<Digest, Uint8Array>;
}

/**
 * Writes a carried folder. The head comes last, so that a folder of half a copy is an earlier one or none; then what no
 * longer belongs to it goes.
 *
 * @returns The names of its files.
 * @throws {@link CliError} `file-unwritable`, also when the folder holds something else
 */
export async function writeCarriedFolder(folder: string, carried: CarriedFolder): Promise<readonly string[]> {
  await checkFolder(folder);
  await makeFolder(folder);
  const files = new Map<string, Uint8Array>();
  for (const [digest, bytes] of carried.segments) files.set(`${digest}.fcseg`, bytes);
  for (const [digest, bytes] of carried.selfTests) files.set(`${digest}.selftest`, bytes);
  for (const [digest, bytes] of carried.manifests) files.set(`${digest}.manifest`, bytes);
  const [first, ...later] = carried.roots;
  if (first !== undefined) files.set(ROOT_FILE, first);
  for (const root of later) files.set(`root.${readSealed(root, 'root').signed.version}.json`, root);
  files.set(HEAD_FILE, carried.head);
  for (const [name, bytes] of files) await replaceFile(join(folder, name), bytes);
  for (const name of await readdir(folder)) {
    if (files.has(name)) continue;
    const path = join(folder, name);
    await rm(path).catch((cause: unknown) => {
      throw unwritable(path, cause);
    });
  }
  return [...files.keys()];
}

/**
 * The head of a carried folder, unverified; absent when there is none.
 *
 * @throws {@link CliError} `file-unreadable`; PackError when it is no head
 */
export async function readCarriedHead(folder: string): Promise<Head | undefined> {
  const bytes = await readBytes(join(folder, HEAD_FILE)).catch((error: unknown) => {
    if (isAbsent((error as Error).cause)) return undefined;
    throw error;
  });
  return bytes && readSealed(bytes, 'head').signed;
}

// A slip of the keyboard must not strew files over another folder, nor remove those of one.
async function checkFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw unreadable(folder, error);
  });
  const stranger = names.find((name) => !CARRIED.test(name));
  if (stranger === undefined) return;
  throw new CliError('file-unwritable', `\`${folder}\` holds other files than those of a carried folder`);
}

const HEAD_FILE = 'head.json';
const CARRIED = /^(?:root(?:\.\d+)?\.json|head\.json|[0-9a-f]{64}\.(?:manifest|fcseg|selftest)|\..+\.partial)$/;
