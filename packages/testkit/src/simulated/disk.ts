import type { Digest } from '@forecheck/pack';
import type { Outbox, OutboxEntry, PackStore } from '@forecheck/sync';
import { SyncError } from '@forecheck/sync';
import type { SimulatedTime } from './clock.ts';
import type { SeededRandom } from './random.ts';

/** What goes wrong on a disk, in thousandths of its writes. */
export interface DiskFaults {
  readonly failedPermille: number;
  readonly delayMs: { readonly min: number; readonly max: number };
}

/** The disk of one machine: it outlives the process, loses what was not yet durable, and rots. */
export interface SimulatedDisk {
  setFaults(faults: DiskFaults): void;
  /** For one life of the process. */
  openPackStore(): PackStore;
  openOutbox(): Outbox;
  /** The process dies. Writes under way become durable or do not; nobody hears of either. */
  losePower(): void;
  /** Flips one bit of one stored blob. False when there is none. */
  rot(): boolean;
  /** Sequences that this disk holds, oldest first. */
  readonly outboxLength: number;
}

/** An empty disk. */
export function createSimulatedDisk(time: SimulatedTime, random: SeededRandom): SimulatedDisk {
  const platter: Platter = { blobs: new Map(), parts: new Map(), record: undefined, outbox: newOutbox(random) };
  let faults = NO_FAULTS;
  let life = createLife();
  /** When it resolves, `write` has been done; a crash before may do it or not. */
  const write = (act: () => void): Promise<void> => {
    const own = life;
    return new Promise((resolve, reject) => {
      const pending = { act };
      own.pending.add(pending);
      time.after(random.between(faults.delayMs.min, faults.delayMs.max), () => {
        if (!own.pending.delete(pending)) return;
        if (random.permille(faults.failedPermille)) {
          // Known to have failed, not known to have left nothing behind.
          if (random.permille(500)) act();
          reject(new SyncError('storage-failed', 'unsafe', 'simulated disk failed'));
          return;
        }
        act();
        resolve();
      });
    });
  };
  return {
    setFaults(next) {
      faults = next;
    },
    openPackStore: () => packStoreOver(platter, write),
    openOutbox: () => outboxOver(platter, write, random),
    losePower() {
      for (const { act } of life.pending) if (random.permille(500)) act();
      life.pending.clear();
      life = createLife();
      // Parts were never promised to survive.
      for (const [digest, part] of platter.parts) {
        platter.parts.set(digest, part.slice(0, random.between(0, part.length)));
      }
    },
    rot() {
      if (platter.blobs.size === 0) return false;
      const [digest, blob] = random.pick([...platter.blobs]);
      if (blob.length === 0) return false;
      const rotten = new Uint8Array(blob);
      const at = random.between(0, rotten.length - 1);
      rotten[at] = (rotten[at] ?? 0) ^ (1 << random.between(0, 7));
      platter.blobs.set(digest, rotten);
      return true;
    },
    get outboxLength() {
      return platter.outbox.entries.length;
    },
  };
}

/** A Buffer's own `slice` shares its memory. */
function copyOf(bytes: Uint8Array | undefined): Uint8Array | undefined {
  return bytes === undefined ? undefined : new Uint8Array(bytes);
}

interface Platter {
  readonly blobs: Map<Digest, Uint8Array>;
  readonly parts: Map<Digest, Uint8Array>;
  record: Uint8Array | undefined;
  readonly outbox: StoredOutbox;
}

interface StoredOutbox {
  stream: string;
  first: number;
  entries: Uint8Array[];
}

interface Life {
  readonly pending: Set<{ readonly act: () => void }>;
}

const createLife = (): Life => ({ pending: new Set() });
const newOutbox = (random: SeededRandom): StoredOutbox => ({ stream: streamName(random), first: 1, entries: [] });
const streamName = (random: SeededRandom): string => `s${random.between(0, 2 ** 31).toString(36)}`;

type Write = (act: () => void) => Promise<void>;

function packStoreOver(platter: Platter, write: Write): PackStore {
  const { blobs, parts } = platter;
  return {
    putBlob: (digest, bytes) => {
      const copy = new Uint8Array(bytes);
      return write(() => void blobs.set(digest, copy));
    },
    getBlob: async (digest) => copyOf(blobs.get(digest)),
    listBlobs: async () => [...blobs.keys()],
    setAside: (digest) => write(() => void blobs.delete(digest)),
    collect: (keep) =>
      write(() => {
        for (const map of [blobs, parts]) for (const digest of map.keys()) if (!keep.has(digest)) map.delete(digest);
      }),
    partLength: async (digest) => parts.get(digest)?.length ?? 0,
    appendPart: (digest, offset, bytes) => {
      const copy = new Uint8Array(bytes);
      return write(() => {
        const part = parts.get(digest) ?? new Uint8Array(0);
        if (part.length !== offset) return;
        const longer = new Uint8Array(offset + copy.length);
        longer.set(part);
        longer.set(copy, offset);
        parts.set(digest, longer);
      });
    },
    takePart: async (digest) => {
      const part = parts.get(digest);
      parts.delete(digest);
      return part;
    },
    readRecord: async () => copyOf(platter.record),
    writeRecord: (record) => {
      const copy = new Uint8Array(record);
      return write(() => {
        platter.record = copy;
      });
    },
    close: async () => undefined,
  };
}

function outboxOver({ outbox }: Platter, write: Write, random: SeededRandom): Outbox {
  return {
    get stream() {
      return outbox.stream;
    },
    async append({ bytes }: OutboxEntry) {
      const copy = new Uint8Array(bytes);
      let sequence = 0;
      await write(() => {
        sequence = outbox.first + outbox.entries.push(copy) - 1;
      });
      return sequence;
    },
    async read({ entriesMax, bytesMax, after = 0 }) {
      const first = Math.max(outbox.first, after + 1);
      const entries: Uint8Array[] = [];
      let room = bytesMax;
      for (const entry of outbox.entries.slice(first - outbox.first, first - outbox.first + entriesMax)) {
        if (entries.length > 0 && entry.length > room) break;
        room -= entry.length;
        entries.push(new Uint8Array(entry));
      }
      return { stream: outbox.stream, first, entries };
    },
    acknowledge: (stream, sequence) =>
      write(() => {
        if (stream !== outbox.stream || sequence < outbox.first) return;
        const done = Math.min(sequence - outbox.first + 1, outbox.entries.length);
        outbox.entries.splice(0, done);
        outbox.first += done;
      }),
    beginStream: () =>
      write(() => {
        outbox.stream = streamName(random);
        outbox.first = 1;
      }),
    get depth() {
      const bytes = outbox.entries.reduce((sum, entry) => sum + entry.length, 0);
      const next = outbox.first + outbox.entries.length;
      return { entries: outbox.entries.length, bytes, next, droppedTelemetry: 0, droppedAlerts: 0, damaged: 0 };
    },
    close: async () => undefined,
  };
}

const NO_FAULTS: DiskFaults = { failedPermille: 0, delayMs: { min: 0, max: 2 } };
