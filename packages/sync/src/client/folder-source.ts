import { type Crypto, canonicalBytes, type Digest, PackError, readSealed } from '@forecheck/pack';
import type { BlobSource } from './downloads.ts';

/** One file of a folder that was carried by hand: `root*.json`, `head.json`, `*.manifest`, `*.fcseg`, or any other blob. */
export interface CarriedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A carried folder, read but not believed. */
export interface CarriedPack {
  readonly roots: readonly Uint8Array[];
  readonly head: Uint8Array;
  readonly source: BlobSource;
}

/**
 * What a folder brings. It is trusted no more than a connection is: what is in it goes the same way.
 *
 * @throws {@link PackError} `object-malformed` when there is no `head.json`, or a manifest cannot be read
 */
export async function openFolder(files: readonly CarriedFile[], crypto: Crypto): Promise<CarriedPack> {
  const head = files.find(({ name }) => name === 'head.json');
  if (head === undefined) throw new PackError('object-malformed', 'the folder has no `head.json`');
  const blobs = new Map<Digest, Uint8Array>();
  for (const { name, bytes } of files) {
    // A sealed object goes by what was signed: signatures may be added later.
    const named = name.endsWith('.manifest') ? canonicalBytes(readSealed(bytes).signed) : bytes;
    blobs.set(await crypto.digest(named), bytes);
  }
  return {
    roots: files.filter(({ name }) => /^root.*\.json$/.test(name)).map(({ bytes }) => bytes),
    head: head.bytes,
    source: {
      async obtain({ digest }) {
        const bytes = blobs.get(digest);
        if (bytes === undefined) throw new PackError('digest-mismatched', 'the folder lacks a blob', { digest });
        return bytes;
      },
    },
  };
}
