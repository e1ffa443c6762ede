import type { Crypto, Digest, Head, LayerId } from '@forecheck/pack';
import { canonicalBytes, isPackError, readSealed } from '@forecheck/pack';
import type { Client, Clock, PackStore } from '@forecheck/sync';
import type { Hello, Question } from '@forecheck/sync/protocol';
import { createForwarder, type Forwarder } from './forwarder.ts';
import { PUSHED_BYTES_MAX } from './limits.ts';
import type { Admission, Announcement, CurrentHead, RelaySource } from './port.ts';

/** One scope of a relay: a client of the upstream that verifies and keeps what the scope needs. */
export interface UpstreamScope {
  readonly client: Client;
  readonly store: PackStore;
}

/** What a relay serves from. */
export interface UpstreamSource extends RelaySource {
  /** Something about the client of a scope is different. */
  changed(scope: LayerId): void;
  readonly forwarder: Forwarder;
  close(): void;
}

/** How a relay serves. */
export interface UpstreamSourceOptions {
  readonly scopes: ReadonlyMap<LayerId, UpstreamScope>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly admit: (hello: Hello) => Promise<boolean>;
}

/**
 * A source for a relay. What it hands down was verified by its own clients of the upstream and is verified again when it is
 * read; what goes up it hands on, and it acknowledges only what the upstream has acknowledged.
 */
export function createUpstreamSource(options: UpstreamSourceOptions): UpstreamSource {
  const { scopes, crypto, clock } = options;
  const listeners = new Set<(scope: LayerId, announcement: Announcement) => void>();
  const askers = new Set<(institution: string, questions: readonly Question[]) => void>();
  const told = new Map<LayerId, { head: CurrentHead; roots: number; blobs: ReadonlySet<Digest> }>();
  const waiting = new Map<LayerId, () => void>();
  const forwarder = createForwarder({
    clock,
    forward: (message) => anyOnline(scopes)?.forward(message) === true,
    asked(institution, questions) {
      for (const ask of askers) ask(institution, questions);
    },
  });

  const tell = async (scope: LayerId): Promise<void> => {
    waiting.get(scope)?.();
    waiting.delete(scope);
    const current = currentOf(scopes.get(scope));
    const before = told.get(scope);
    if (current === undefined || current.version === before?.head.version) return;
    const { client, store } = scopes.get(scope)!;
    const roots = client.keeper.sealedRoots.slice(before?.roots ?? 0);
    const needed = blobsOf(client);
    const news = [...needed].filter((digest) => !before?.blobs.has(digest));
    told.set(scope, { head: current, roots: client.keeper.sealedRoots.length, blobs: needed });
    const push: Digest[] = [];
    for (const digest of news) {
      // A disk that stumbles must not hold the head back: whoever wants the blob asks for it.
      const bytes = await store.getBlob(digest).catch(() => undefined);
      if (bytes !== undefined && bytes.length <= PLAIN_BYTES_MAX) push.push(digest);
    }
    for (const listener of listeners) listener(scope, { head: current, roots, push, spreadMs: 0 });
  };

  return {
    forwarder,
    changed(scope) {
      const current = currentOf(scopes.get(scope));
      if (current === undefined || current.version === told.get(scope)?.head.version) return;
      // Whoever hears of a head asks for what it names. Kill entries, which need nothing, do not wait for a long download.
      if (hasEverything(scopes.get(scope)!)) void tell(scope);
      else if (!waiting.has(scope))
        waiting.set(
          scope,
          clock.after(PATIENCE_MS, () => void tell(scope)),
        );
    },
    async admit(hello): Promise<Admission | undefined> {
      const { institution, scope, role } = hello;
      if (!scopes.has(scope) || !(await options.admit(hello))) return undefined;
      return { institution, scope, isRelay: role === 'relay' };
    },
    // What was told of, and not what is still being fetched: whoever hears of a head asks for what it names.
    headOf: async (scope) => told.get(scope)?.head,
    async rootsAfter(version) {
      const [first] = scopes.values();
      return first?.client.keeper.sealedRoots.filter((root) => readSealed(root, 'root').signed.version > version) ?? [];
    },
    async blob(digest) {
      for (const { store } of scopes.values()) {
        const bytes = await store.getBlob(digest);
        if (bytes === undefined) continue;
        if (await isNamed(bytes, digest, crypto)) return bytes;
        await store.setAside(digest);
      }
      return undefined;
    },
    onHead(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onQuestions(listener) {
      askers.add(listener);
      return () => void askers.delete(listener);
    },
    accept: (upload) => forwarder.upload(upload),
    // Only the upstream knows. Whoever sends again what it has is told so.
    acknowledged: async () => 0,
    report(institution, _client, report) {
      anyOnline(scopes)?.forward({ ...report, institution });
    },
    // They come when the upstream first hears of the institution.
    questionsFor: async () => [],
    async answer(institution, answers) {
      if (anyOnline(scopes)?.forward({ kind: 'answers', institution, answers }) !== true) throw new Error('offline');
    },
    close() {
      for (const cancel of waiting.values()) cancel();
      forwarder.close();
    },
  };
}

/** A client that is connected, whatever its scope: uploads know no scope. */
function anyOnline(scopes: ReadonlyMap<LayerId, UpstreamScope>): Client | undefined {
  return [...scopes.values()].map(({ client }) => client).find(({ status }) => status.connection === 'online');
}

function currentOf(scope: UpstreamScope | undefined): CurrentHead | undefined {
  const { head, sealedHead } = scope?.client.keeper ?? {};
  if (head === undefined || sealedHead === undefined) return undefined;
  return { sealed: sealedHead, epoch: head.epoch, version: head.version, manifests: pointersOf(head) };
}

function pointersOf({ layers }: Head): CurrentHead['manifests'] {
  return layers.flatMap(({ layer, current, urgent, candidate }) =>
    [current, urgent, candidate].flatMap((pointer) =>
      pointer === undefined ? [] : [{ layer, digest: pointer.digest }],
    ),
  );
}

/** Manifests of what is in force, and their blobs. */
function blobsOf({ keeper }: Client): ReadonlySet<Digest> {
  const opened = keeper.active?.layers.flatMap(({ regular, urgent }) =>
    urgent === undefined ? [regular] : [regular, urgent],
  );
  return new Set(
    opened?.flatMap(({ digest, manifest }) => [
      digest,
      ...manifest.segments.map((segment) => segment.digest),
      ...(manifest.selfTest === undefined ? [] : [manifest.selfTest.digest]),
    ]),
  );
}

function hasEverything({ client }: UpstreamScope): boolean {
  const { head } = client.keeper;
  const blobs = blobsOf(client);
  return (
    head?.layers.every(
      ({ current, urgent }) => blobs.has(current.digest) && (urgent === undefined || blobs.has(urgent.digest)),
    ) === true
  );
}

/** Segments and self-tests are named by their bytes, signed objects by what was signed. */
async function isNamed(bytes: Uint8Array, digest: Digest, crypto: Crypto): Promise<boolean> {
  if ((await crypto.digest(bytes)) === digest) return true;
  try {
    return (await crypto.digest(canonicalBytes(readSealed(bytes).signed))) === digest;
  } catch (error) {
    if (isPackError(error)) return false;
    throw error;
  }
}

const PATIENCE_MS = 2_000;
/** Compressed it is mostly below {@link PUSHED_BYTES_MAX}; what is not is left to be fetched. */
const PLAIN_BYTES_MAX = 4 * PUSHED_BYTES_MAX;
