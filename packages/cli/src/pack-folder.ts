import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { activate, openSegment, type Ruleset } from '@forecheck/core';
import { CliError } from './error.ts';
import { isAbsent, makeFolder, readBytes, replaceFile, unreadable, unwritable } from './file-access.ts';
import { describeSegments, digestOf, type PackManifest, parseManifest, SEGMENT_SUFFIX } from './pack-manifest.ts';

/** A pack folder, read and checked. */
export interface PackFolder {
  readonly manifest: PackManifest;
  /** In the order of the manifest. */
  readonly segments: readonly Uint8Array[];
}

/**
 * The ruleset of a pack folder, ready to evaluate.
 *
 * @throws {@link CliError} as {@link readPackFolder} does; {@link CoreError} when a segment is not one, or is too new.
 */
export async function openPackFolder(folder: string): Promise<Ruleset> {
  const { manifest, segments } = await readPackFolder(folder);
  const order = { manifest: manifest.manifest, segments: manifest.segments.map(({ digest }) => digest) };
  return activate(
    order,
    segments.map((bytes, index) => ({ digest: manifest.segments[index]!.digest, view: openSegment(bytes) })),
  );
}

/**
 * Every segment that the manifest names, each found to have the digest that the manifest gives.
 *
 * @throws {@link CliError} `pack-missing`, `pack-malformed`, `pack-incomplete`, `pack-corrupt`, `file-unreadable`.
 */
export async function readPackFolder(folder: string): Promise<PackFolder> {
  const manifest = await readManifest(folder);
  const segments: Uint8Array[] = [];
  for (const { digest, bytes: length, file } of manifest.segments) {
    const bytes = await readSegment(join(folder, file), digest);
    if (bytes.length !== length || digestOf(bytes) !== digest) {
      throw new CliError('pack-corrupt', `segment \`${digest}\` is not what its digest says`, { digest });
    }
    segments.push(bytes);
  }
  return { manifest, segments };
}

/**
 * Puts segments, oldest first, into a pack folder; the folder may hold an earlier pack.
 *
 * The segments are written before the manifest and never change, so whoever reads the folder meanwhile sees the earlier
 * pack or this one. Segments that the manifest no longer names stay, because somebody may be reading them.
 *
 * @throws {@link CliError} `file-unwritable`, also when the folder holds something else.
 */
export async function writePackFolder(folder: string, segments: readonly Uint8Array[]): Promise<PackManifest> {
  const manifest = describeSegments(segments);
  await checkPackFolder(folder);
  await makeFolder(folder);
  for (const [index, { file, bytes }] of manifest.segments.entries()) {
    const path = join(folder, file);
    if (!(await hasSegment(path, bytes, manifest.segments[index]!.digest))) await replaceFile(path, segments[index]!);
  }
  await replaceFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}

/**
 * Makes sure that a pack may be written to a folder: it is new, or empty, or has a pack in it. Without this a slip of
 * the keyboard would strew segments over a folder of sources.
 *
 * @throws {@link CliError} `file-unwritable`.
 */
export async function checkPackFolder(folder: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return;
    throw unwritable(folder, error);
  }
  if (names.every(isOfPack)) return;
  const hasPack = await readManifest(folder).then(
    () => true,
    () => false,
  );
  if (!hasPack) throw new CliError('file-unwritable', `\`${folder}\` holds other files than those of a pack`);
}

/**
 * Removes the segments of earlier packs from a pack folder.
 *
 * @returns How many there were.
 * @throws {@link CliError} `file-unwritable`.
 */
export async function pruneSegments(folder: string, manifest: PackManifest): Promise<number> {
  const named = new Set(manifest.segments.map(({ file }) => file));
  const stale = (await readdir(folder)).filter((name) => name.endsWith(SEGMENT_SUFFIX) && !named.has(name));
  for (const name of stale) {
    const path = join(folder, name);
    await rm(path).catch((cause: unknown) => {
      throw unwritable(path, cause);
    });
  }
  return stale.length;
}

async function readManifest(folder: string): Promise<PackManifest> {
  const path = join(folder, MANIFEST_FILE);
  const bytes = await readBytes(path).catch((error: unknown) => {
    throw isAbsent((error as Error).cause)
      ? new CliError('pack-missing', `there is no \`${MANIFEST_FILE}\` in \`${folder}\``)
      : error;
  });
  return parseManifest(new TextDecoder().decode(bytes));
}

async function readSegment(path: string, digest: string): Promise<Uint8Array> {
  return readBytes(path).catch((error: unknown) => {
    throw isAbsent((error as Error).cause)
      ? new CliError('pack-incomplete', `segment \`${digest}\` is not in the folder`, { digest })
      : error;
  });
}

async function hasSegment(path: string, length: number, digest: string): Promise<boolean> {
  try {
    // The length first: it is free, and tells most leftovers of a full disk.
    return (await stat(path)).size === length && digestOf(await readBytes(path)) === digest;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw unreadable(path, error);
  }
}

function isOfPack(name: string): boolean {
  return name === MANIFEST_FILE || name.endsWith(SEGMENT_SUFFIX) || name.startsWith('.');
}

const MANIFEST_FILE = 'manifest.json';
