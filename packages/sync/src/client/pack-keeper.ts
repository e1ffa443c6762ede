import type { Ruleset } from '@forecheck/core';
import {
  acceptHead,
  advanceRoots,
  type Crypto,
  type Digest,
  equalBytes,
  type Head,
  type HeadLayer,
  type LayerId,
  type OpenedHead,
  openHead,
  PackError,
  pinRoot,
  readSealed,
  type Trust,
} from '@forecheck/pack';
import type { PackStore } from '../store/pack-store.ts';
import { createBlobLoader, type LoadBlob } from './blob-loader.ts';
import {
  activatePack,
  type BuiltPack,
  blobsOf,
  buildPack,
  type LayerPack,
  loadVerified,
  manifestsOf,
  trySelfTests,
} from './build-pack.ts';
import { lapseOf } from './choose-layer.ts';
import type { BlobSource } from './downloads.ts';
import { Interruption } from './interruption.ts';
import { type OpenedLayer, openLayer } from './open-layer.ts';
import type { Clock } from './ports.ts';
import { type ActiveLayer, type ClientRecord, decodeRecord, encodeRecord } from './record.ts';
import { restorePack } from './restore-pack.ts';
import type { Pacing } from './self-test.ts';
import { createTrustedTime, type TrustedTime } from './trusted-time.ts';

/** What is in force. Immutable and swapped as a whole: an evaluation keeps the one that it began with. */
export interface ActivePack extends BuiltPack {
  readonly ruleset: Ruleset;
  /** Judged beside it and reported, never shown. */
  readonly shadow?: BuiltPack & { readonly ruleset: Ruleset };
}

/** How a head is applied. */
export interface ApplyOptions {
  readonly roots: readonly Uint8Array[];
  readonly head: Uint8Array;
  readonly source: BlobSource;
  /** True when something newer waits; asked between steps. */
  readonly isAbandoned?: () => boolean;
  /** For what came with the installation or by hand, which may be old: the client is stale then, and not empty. */
  readonly allowExpired?: boolean;
  /** The server knows that a manifest of it is refused here: only its kill entries count. */
  readonly isRefused?: boolean;
  /** When nothing that is stored can be loaded: older than what was accepted before is better than nothing. Not stored. */
  readonly isLastResort?: boolean;
}

/** What a keeper needs. */
export interface PackKeeperOptions {
  readonly store: PackStore;
  readonly crypto: Crypto;
  readonly clock: Clock;
  /** Sealed root that came with the installation. */
  readonly root: Uint8Array;
  readonly scope: LayerId;
  readonly institution: string;
  /** Called after every swap. */
  readonly swapped: (active: ActivePack) => void;
}

/** Keeps one pack in force, and never one that was not opened under the root that is trusted now. */
export interface PackKeeper {
  readonly active: ActivePack | undefined;
  /** What is in force is older than what was before: blobs were damaged, and are to be fetched again. */
  readonly isDegraded: boolean;
  readonly trust: Trust;
  /** The newest head that was accepted, with the sealed bytes that it came in. */
  readonly head: Head | undefined;
  readonly sealedHead: Uint8Array | undefined;
  /** Roots that were followed since the installation, in order: a relay hands them on. */
  readonly sealedRoots: readonly Uint8Array[];
  readonly time: TrustedTime;
  /** Loads what was in force before the process ended. */
  restore(): Promise<void>;
  /**
   * Trusts the roots that follow, without a head: more of them than one message holds come one message after another. One
   * call at a time, and none during `apply`.
   *
   * @throws {@link PackError} what is wrong with one of them; none of them is trusted then
   */
  follow(roots: readonly Uint8Array[]): Promise<void>;
  /** The next instant at which something becomes effective or lapses; `Infinity` when nothing does. */
  dueMs(): number;
  /**
   * Takes a head in and brings into force what it asks for. Until the last moment nothing is visible but kill entries, and
   * that urgent manifests lapse. One call at a time.
   *
   * Rejects with an `Interruption`, or with what is wrong: a `PackError`, `CoreError` or `SyncError`, perhaps as the cause
   * of a `ManifestFailure`. What was in force stays in force.
   */
  apply(options: ApplyOptions): Promise<void>;
}

/** The keeper of a store. Call `restore` first. */
export async function createPackKeeper(options: PackKeeperOptions): Promise<PackKeeper> {
  const { store, crypto, clock, scope, institution, swapped } = options;
  const pinned = await pinRoot(options.root, crypto);
  const pacing: Pacing = {
    monotonicMs: () => clock.monotonicMs(),
    pause: () => new Promise((resolve) => void clock.after(0, resolve)),
  };
  let record: ClientRecord = { trust: pinned, trustedMs: 0 };
  let time = createTrustedTime(clock, 0);
  let active: ActivePack | undefined;
  let head: Head | undefined;
  let isDegraded = false;
  let layersDueMs = Number.POSITIVE_INFINITY;

  async function write(changes: Partial<ClientRecord>): Promise<void> {
    record = { ...record, ...changes, trustedMs: time.floorMs() };
    await store.writeRecord(await encodeRecord(record, crypto));
  }

  function swap(pack: BuiltPack, shadow?: ActivePack['shadow']): void {
    active = { ...pack, ruleset: activatePack(pack, killsOf(head, time.nowMs())), ...(shadow && { shadow }) };
    swapped(active);
  }

  /** Kill entries come into force with the head, however long its manifests take, and even if they are refused. */
  async function accept(
    opened: OpenedHead,
    sealed: Uint8Array,
    trust: Trust,
    followed: readonly Uint8Array[],
  ): Promise<void> {
    time.raise(opened.head.issuedMs);
    head = opened.head;
    const isNew = trust !== record.trust || record.head === undefined || !equalBytes(record.head, sealed);
    const roots = [...(record.roots ?? []), ...followed];
    if (isNew) await write({ trust: acceptHead(trust, opened, []), head: sealed, ...(roots.length > 0 && { roots }) });
    await letLapse();
    const killed = killsOf(head, time.nowMs());
    if (active !== undefined && killed.join() !== active.ruleset.killed.join()) swap(active, active.shadow);
  }

  /** What urgent keys signed ends in its time, even if no later head can be used. */
  async function letLapse(): Promise<void> {
    if (active === undefined || lapsesOf(active).every((instant) => instant > time.nowMs())) return;
    const layers = active.layers.map(({ urgent, ...rest }) =>
      urgent && lapseOf(urgent) > time.nowMs() ? { ...rest, urgent } : rest,
    );
    const load = createBlobLoader(store, { obtain: () => Promise.reject(new Interruption()) }, crypto);
    const pack = await buildPack(layers, { load, crypto, root: record.trust.root, known: active.segments });
    await write({ active: pointersOf(pack) });
    swap(pack, active.shadow);
  }

  async function apply({
    roots,
    head: sealed,
    source,
    isAbandoned,
    allowExpired = false,
    isRefused,
    isLastResort = false,
  }: ApplyOptions): Promise<void> {
    const obtain: BlobSource['obtain'] = async (blob) => {
      if (isAbandoned?.()) throw new Interruption();
      return source.obtain(blob);
    };
    const load = createBlobLoader(store, { obtain }, crypto);
    const floor = isLastResort ? { ...record.trust, headVersions: {}, sequences: {} } : record.trust;
    const followed = newerRoots(roots, floor);
    const trust = await advanceRoots(floor, followed, crypto);
    const isOwn = record.head !== undefined && equalBytes(record.head, sealed);
    const plausibleMs = time.plausibleMs();
    const opened = await openHead(sealed, trust, crypto, { nowMs: plausibleMs, allowExpired: true, scope });
    const { root } = trust;
    // What is in force stays so; an expired root vouches for nothing that comes after it.
    if (!isOwn && !isLastResort && time.floorMs() >= root.expiresMs) {
      throw new PackError('root-expired', 'the time of the root is over', { expiresMs: root.expiresMs });
    }
    // Over by what was signed, not by the machine's clock: one that runs a day ahead would refuse every head there is, and
    // with it the urgent rules. By that clock the client is stale, and says so.
    if (!allowExpired && !isOwn && time.floorMs() >= opened.head.expiresMs) {
      throw new PackError('head-expired', 'the time of a head is over', { expiresMs: opened.head.expiresMs });
    }
    if (!isLastResort) await accept(opened, sealed, trust, followed);
    if (isRefused) throw new Interruption();
    const nowMs = time.nowMs();

    const openNamed = (named: HeadLayer) => {
      const before = isLastResort ? undefined : record.active?.find(({ layer }) => layer === named.layer)?.regular;
      return openLayer(named, before, { load, trust, crypto, institution, nowMs });
    };
    const layers = await Promise.all(opened.head.layers.map(openNamed));
    layersDueMs = Math.min(...layers.map(({ dueMs }) => dueMs));
    const known = [...(active?.segments ?? []), ...(active?.shadow?.segments ?? [])];
    const build = { load, crypto, root, known };
    const before = manifestsOf(active?.layers ?? []);
    const pack = await buildPack(layers.flatMap(inForce), build);
    const isNew = pack.pack !== active?.pack || isDegraded;
    if (isNew) {
      await trySelfTests(pack, build, pacing);
      if (isAbandoned?.()) throw new Interruption();
      // The pointer is durable before anything is seen: after a crash, what was seen is in force again.
      if (!isLastResort) await point(pack, opened, layers);
      swap(pack);
    }
    await prefetch(layers, load);
    await keepShadow(layers, { ...build, known: [...known, ...pack.segments] });
    if (isNew && !isLastResort) {
      const opened = layers.flatMap((layer) => layer.opened);
      await store.collect(new Set(blobsOf([...before, ...opened, ...manifestsOf(pack.layers)])));
    }
  }

  async function point(pack: BuiltPack, opened: OpenedHead, layers: readonly OpenedLayer[]): Promise<void> {
    const isNamed = ({ digest }: { readonly digest: Digest }): boolean =>
      layers.some(({ named }) => [named.current, named.candidate, named.urgent].some((it) => it?.digest === digest));
    const previous = isDegraded ? record.previous : record.active;
    await write({
      trust: acceptHead(record.trust, opened, manifestsOf(pack.layers).filter(isNamed)),
      active: pointersOf(pack),
      ...(previous && { previous }),
    });
    isDegraded = false;
  }

  /** What is not in force yet is at hand before it is. */
  async function prefetch(layers: readonly OpenedLayer[], load: LoadBlob): Promise<void> {
    for (const { manifest } of layers.flatMap((it) => it.opened)) {
      for (const blob of [...manifest.segments, ...(manifest.selfTest ? [manifest.selfTest] : [])]) {
        const isOpen = active?.segments.some(({ digest }) => digest === blob.digest);
        if (!isOpen) await loadVerified(load, blob, crypto);
      }
    }
  }

  async function keepShadow(layers: readonly OpenedLayer[], build: Parameters<typeof buildPack>[1]): Promise<void> {
    const shadows = layers.flatMap((it) => (it.shadow ? [{ layer: it.named.layer, regular: it.shadow }] : inForce(it)));
    const hasShadow = layers.some(({ shadow }) => shadow !== undefined);
    const shadow = hasShadow ? await buildPack(shadows, build) : undefined;
    if (active === undefined || shadow?.pack === active.shadow?.pack) return;
    swap(active, shadow && { ...shadow, ruleset: activatePack(shadow, []) });
  }

  return {
    get active() {
      return active;
    },
    get isDegraded() {
      return isDegraded;
    },
    get trust() {
      return record.trust;
    },
    get head() {
      return head;
    },
    get sealedHead() {
      return record.head;
    },
    get sealedRoots() {
      return record.roots ?? [];
    },
    get time() {
      return time;
    },
    dueMs() {
      const kills = head?.kills.map(({ untilMs }) => untilMs) ?? [];
      const instants = [layersDueMs, ...(active ? lapsesOf(active) : []), ...kills];
      return Math.min(...instants.filter((instant) => instant > time.nowMs()));
    },
    async restore() {
      const bytes = await store.readRecord();
      const stored = bytes && (await decodeRecord(bytes, crypto));
      if (stored === undefined) return;
      // An installation may bring a newer root than the one that was last followed to.
      const isOlder = stored.trust.root.version < pinned.root.version;
      // A raised epoch starts the versions of heads anew, whichever way the root came.
      const isNewEpoch = pinned.root.headEpoch > stored.trust.root.headEpoch;
      const headVersions = isNewEpoch ? {} : stored.trust.headVersions;
      record = isOlder
        ? { ...stored, trust: { ...stored.trust, root: pinned.root, rootDigest: pinned.rootDigest, headVersions } }
        : stored;
      time = createTrustedTime(clock, record.trustedMs);
      if (record.head !== undefined) head = readSealed(record.head, 'head').signed;
      for (const layers of [record.active, record.previous]) {
        if (layers === undefined) return;
        try {
          return swap(await restorePack(layers, store, crypto, record.trust));
        } catch {
          isDegraded = true;
        }
      }
    },
    async follow(roots) {
      const followed = newerRoots(roots, record.trust);
      if (followed.length === 0) return;
      const trust = await advanceRoots(record.trust, followed, crypto);
      await write({ trust, roots: [...(record.roots ?? []), ...followed] });
    },
    apply,
  };
}

function inForce({ named: { layer }, regular, urgent }: OpenedLayer): readonly LayerPack[] {
  return regular ? [{ layer, regular, ...(urgent && { urgent }) }] : [];
}

function pointersOf({ layers }: BuiltPack): readonly ActiveLayer[] {
  return layers.map(({ layer, regular, urgent }) => ({
    layer,
    regular: regular.digest,
    ...(urgent && { urgent: urgent.digest }),
  }));
}

function lapsesOf({ layers }: BuiltPack): readonly number[] {
  return layers.flatMap(({ urgent }) => (urgent ? [lapseOf(urgent)] : []));
}

function killsOf(head: Head | undefined, nowMs: number): readonly string[] {
  return [...new Set(head?.kills.filter(({ untilMs }) => untilMs > nowMs).map(({ rule }) => rule))].sort();
}

/** Servers and folders may bring those that are trusted already. */
function newerRoots(roots: readonly Uint8Array[], { root }: Trust): readonly Uint8Array[] {
  return roots
    .map((bytes) => ({ bytes, version: readSealed(bytes, 'root').signed.version }))
    .filter(({ version }) => version > root.version)
    .sort((a, b) => a.version - b.version)
    .map(({ bytes }) => bytes);
}
