import type { Digest } from '@forecheck/pack';
import type { PackStore } from './pack-store.ts';
import { assertDigest, closedError, offsetError } from './store-error.ts';

/** What a memory store holds, apart from the store itself: a test stops one and starts another over the same. */
export interface PackMemory {
  readonly blobs: Map<Digest, Uint8Array>;
  readonly parts: Map<Digest, Uint8Array>;
  record?: Uint8Array;
}

/**
 * A store that lives as long as the process: for tests, simulations, and pages without any storage.
 *
 * @param memory - What an earlier store held. Absent: nothing.
 */
export function createMemoryPackStore(memory: PackMemory = { blobs: new Map(), parts: new Map() }): PackStore {
  let isClosed = false;

  // Every call checks before it does anything, and does all of it at once.
  async function ask<Result>(digest: Digest | undefined, work: () => Result): Promise<Result> {
    if (isClosed) throw closedError();
    if (digest !== undefined) assertDigest(digest);
    return work();
  }

  return {
    putBlob: (digest, bytes) =>
      ask(digest, () => {
        if (!memory.blobs.has(digest)) memory.blobs.set(digest, new Uint8Array(bytes));
      }),
    getBlob: (digest) => ask(digest, () => copyOf(memory.blobs.get(digest))),
    listBlobs: () => ask(undefined, () => [...memory.blobs.keys()]),
    setAside: (digest) => ask(digest, () => void memory.blobs.delete(digest)),
    collect: (keep) =>
      ask(undefined, () => {
        for (const things of [memory.blobs, memory.parts]) {
          for (const digest of things.keys()) if (!keep.has(digest)) things.delete(digest);
        }
      }),
    partLength: (digest) => ask(digest, () => memory.parts.get(digest)?.length ?? 0),
    appendPart: (digest, offset, bytes) =>
      ask(digest, () => {
        const before = memory.parts.get(digest) ?? new Uint8Array(0);
        if (before.length !== offset) throw offsetError(offset, before.length);
        const after = new Uint8Array(offset + bytes.length);
        after.set(before);
        after.set(bytes, offset);
        memory.parts.set(digest, after);
      }),
    takePart: (digest) =>
      ask(digest, () => {
        const part = memory.parts.get(digest);
        memory.parts.delete(digest);
        return part;
      }),
    readRecord: () => ask(undefined, () => copyOf(memory.record)),
    writeRecord: (record) =>
      ask(undefined, () => {
        memory.record = new Uint8Array(record);
      }),
    async close() {
      isClosed = true;
    },
  };
}

/** A Buffer's own `slice` shares its memory. */
function copyOf(bytes: Uint8Array | undefined): Uint8Array | undefined {
  return bytes === undefined ? undefined : new Uint8Array(bytes);
}
