import type { Digest, Head, LayerId } from '@forecheck/pack';
import { readSealed } from '@forecheck/pack';
import type { Announcement, CurrentHead } from '../relay/port.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import type { StoredHead } from '../store/publishing-store.ts';

/** Tells connections of new heads, and remembers them. */
export interface HeadAnnouncer {
  /** A head that was read from the store. */
  note(stored: StoredHead): void;
  headOf(scope: LayerId): Promise<CurrentHead | undefined>;
  onHead(listener: (scope: LayerId, announcement: Announcement) => void): () => void;
  /** Whether any head names the layer. */
  isPublished(layer: LayerId): boolean;
  /** Resolves when everything noted so far has been told. */
  settled(): Promise<void>;
}

/**
 * Heads as connections want them.
 *
 * @param spreadMs - Time over which clients pull what is too large to be sent along.
 */
export function createHeadAnnouncer(store: BureauStore, spreadMs: number): HeadAnnouncer {
  const known = new Map<LayerId, { readonly head: Head; readonly current: CurrentHead }>();
  const layers = new Set<LayerId>();
  const listeners = new Set<(scope: LayerId, announcement: Announcement) => void>();
  const rootsTold = new Map<LayerId, number>();
  // Whoever connects is given all roots in the welcome; announcements carry those that came since.
  let rootVersion = 0;
  let telling: Promise<void> = store.readRoots(0).then(
    (roots) => {
      rootVersion = roots.at(-1)?.version ?? 0;
    },
    () => undefined,
  );

  const remember = (stored: StoredHead) => {
    const before = known.get(stored.scope);
    if (before !== undefined && isNewer(before.current, stored)) return { before, after: before };
    const { signed: head } = readSealed(stored.sealed, 'head');
    const after = { head, current: currentOf(stored, head) };
    known.set(stored.scope, after);
    for (const { layer } of head.layers) layers.add(layer);
    return { before, after };
  };
  const tell = async (stored: StoredHead): Promise<void> => {
    const { before, after } = remember(stored);
    if (before === after) return;
    const needed = await neededBy(store, before?.head, after.head);
    const told = rootsTold.get(stored.scope) ?? rootVersion;
    const roots = await store.readRoots(told);
    rootsTold.set(stored.scope, roots.at(-1)?.version ?? told);
    const announcement: Announcement = {
      head: after.current,
      roots: roots.map(({ sealed }) => sealed),
      push: needed.push,
      spreadMs: needed.isBulky ? spreadMs : 0,
    };
    for (const listener of [...listeners]) listener(stored.scope, announcement);
  };

  return {
    note(stored) {
      telling = telling.then(() => tell(stored)).catch(() => undefined);
    },
    async headOf(scope) {
      const remembered = known.get(scope);
      if (remembered !== undefined) return remembered.current;
      const stored = await store.readHead(scope);
      return stored && remember(stored).after.current;
    },
    onHead(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isPublished: (layer) => layers.has(layer),
    settled: () => telling,
  };
}

/** What a head needs that the one before did not, as far as it is small; whether there is more. */
async function neededBy(
  store: BureauStore,
  before: Head | undefined,
  head: Head,
): Promise<{ readonly push: readonly Digest[]; readonly isBulky: boolean }> {
  const had = new Set(before === undefined ? [] : manifestsOf(before));
  const hadBlobs = new Set<Digest>();
  for (const digest of had) for (const blob of await blobsOf(store, digest)) hadBlobs.add(blob.digest);
  const push: Digest[] = [];
  let isBulky = false;
  for (const digest of manifestsOf(head)) {
    if (had.has(digest)) continue;
    push.push(digest);
    for (const { digest: blob, bytes } of await blobsOf(store, digest)) {
      if (hadBlobs.has(blob)) continue;
      if (bytes <= PUSHED_PLAIN_BYTES_MAX) push.push(blob);
      else isBulky = true;
    }
  }
  return { push, isBulky };
}

async function blobsOf(store: BureauStore, digest: Digest) {
  const stored = await store.readManifest(digest);
  if (stored === undefined) return [];
  const { segments, selfTest } = readSealed(stored.sealed, 'manifest').signed;
  return selfTest === undefined ? segments : [...segments, selfTest];
}

function manifestsOf({ layers }: Head): readonly Digest[] {
  return layers.flatMap(({ current, urgent, candidate }) =>
    [current, urgent, candidate].flatMap((pointer) => (pointer === undefined ? [] : [pointer.digest])),
  );
}

function currentOf({ sealed, epoch, version }: StoredHead, head: Head): CurrentHead {
  const manifests = head.layers.flatMap(({ layer, current, urgent, candidate }) =>
    [current, urgent, candidate].flatMap((pointer) =>
      pointer === undefined ? [] : [{ layer, digest: pointer.digest }],
    ),
  );
  return { sealed, epoch, version, manifests };
}

const isNewer = (a: CurrentHead, b: StoredHead): boolean =>
  a.epoch > b.epoch || (a.epoch === b.epoch && a.version >= b.version);

/** Compressed it weighs a fraction; what is still too much then is pulled. */
const PUSHED_PLAIN_BYTES_MAX = 64 * 1024;
