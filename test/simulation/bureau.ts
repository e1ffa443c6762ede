import {
  type Announcement,
  type CurrentHead,
  createIntake,
  openSqliteStore,
  type RelaySource,
} from '@forecheck/bureau';
import type { Digest, Head, HeadLayer, Kill, LayerId, Manifest, Root, Signer } from '@forecheck/pack';
import { canonicalBytes, readSealed, sealHead, sealManifest, sealRoot } from '@forecheck/pack';
import type { SeededRandom, SimulatedTime } from '@forecheck/testkit';
import { SIGNERS, simulationCrypto } from './keys.ts';
import { type MadeSegment, makeBase, makeUpdate, makeUrgent, RULE_IDS } from './rules.ts';

export const NATION: LayerId = 'cn';
export const SCOPE: LayerId = 'cn/330000';

/**
 * The bureau of a simulated world: real signatures, the real intake over a real database in memory. What it has published it
 * never loses; nodes that serve it come and go.
 */
export interface SimulatedBureau {
  readonly root: Uint8Array;
  readonly source: RelaySource;
  /** Digests of every manifest that was ever published. */
  readonly published: ReadonlySet<Digest>;
  readonly head: Head;
  /** Heads that were current once: what a hostile node serves again. */
  readonly oldHeads: readonly Uint8Array[];
  publish(layer: LayerId): Promise<void>;
  publishUrgent(): Promise<void>;
  kill(rule: string): Promise<void>;
  /** Signs the head anew, as the online key does every hour. */
  reissue(): Promise<void>;
  /** How often the bureau has taken in each disposition. */
  countDispositions(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

interface LayerState {
  readonly layer: LayerId;
  readonly signers: readonly Signer[];
  segments: MadeSegment[];
  sequence: number;
  regular: { readonly digest: Digest; readonly sequence: number; readonly bytes: number } | undefined;
  urgent:
    | { readonly digest: Digest; readonly sequence: number; readonly bytes: number; readonly base: Digest }
    | undefined;
}

/** A bureau with a first pack for the nation and for one province. */
export async function createSimulatedBureau(time: SimulatedTime, random: SeededRandom): Promise<SimulatedBureau> {
  const crypto = simulationCrypto();
  const clock = time.createClock();
  const store = await openSqliteStore(':memory:');
  const intake = createIntake({ store, readEntry, nowMs: () => clock.wallMs() });
  const root = await sealRoot(makeRoot(clock.wallMs()), [SIGNERS.root]);
  const blobs = new Map<Digest, Uint8Array>();
  const published = new Set<Digest>();
  const oldHeads: Uint8Array[] = [];
  const listeners = new Set<(scope: LayerId, announcement: Announcement) => void>();
  const layers: readonly LayerState[] = [
    await newLayer(NATION, 'national', [SIGNERS.maker, SIGNERS.checker]),
    await newLayer(SCOPE, 'province', [SIGNERS.province]),
  ];
  let kills: readonly Kill[] = [];
  let version = 0;
  let head: Head | undefined;
  let current: CurrentHead | undefined;

  async function newLayer(
    layer: LayerId,
    rank: 'national' | 'province',
    signers: readonly Signer[],
  ): Promise<LayerState> {
    return {
      layer,
      signers,
      segments: [await makeBase(rank, rank)],
      sequence: 0,
      regular: undefined,
      urgent: undefined,
    };
  }

  async function keep(manifest: Manifest, signers: readonly Signer[], segments: readonly MadeSegment[]) {
    const sealed = await sealManifest(manifest, signers);
    const digest = await digestOf(sealed);
    blobs.set(digest, sealed);
    for (const { descriptor, bytes } of segments) blobs.set(descriptor.digest, bytes);
    published.add(digest);
    return { digest, sequence: manifest.sequence, bytes: sealed.length };
  }

  async function sealRegular(state: LayerState): Promise<void> {
    state.sequence += 1;
    state.urgent = undefined;
    state.regular = await keep(
      {
        type: 'manifest',
        format: 1,
        class: 'regular',
        layer: state.layer,
        epoch: 1,
        sequence: state.sequence,
        issuedMs: clock.wallMs(),
        coreVersionMin: '0.0.0',
        segments: state.segments.map(({ descriptor }) => descriptor),
        ...(state.regular === undefined ? {} : { previous: state.regular.digest }),
      },
      state.signers,
      state.segments,
    );
  }

  async function announce(push: readonly Digest[]): Promise<void> {
    version += 1;
    const issuedMs = clock.wallMs();
    head = {
      type: 'head',
      format: 1,
      scope: SCOPE,
      epoch: 1,
      version,
      issuedMs,
      expiresMs: issuedMs + 24 * 3_600_000,
      layers: layers.map(
        ({ layer, regular, urgent }): HeadLayer => ({
          layer,
          current: regular!,
          ...(urgent === undefined
            ? {}
            : { urgent: { digest: urgent.digest, sequence: urgent.sequence, bytes: urgent.bytes } }),
        }),
      ),
      kills,
    };
    const sealed = await sealHead(head, [SIGNERS.head]);
    oldHeads.push(sealed);
    current = {
      sealed,
      epoch: 1,
      version,
      manifests: head.layers.map(({ layer, current: { digest } }) => ({ layer, digest })),
    };
    const spreadMs = push.length === 0 ? random.pick([0, 1_000]) : 0;
    for (const listener of listeners) listener(SCOPE, { head: current, roots: [], push, spreadMs });
  }

  for (const state of layers) await sealRegular(state);
  await announce([]);

  return {
    root,
    published,
    oldHeads,
    get head() {
      return head!;
    },
    async publish(layer) {
      const state = layers.find((one) => one.layer === layer)!;
      const rank = layer === NATION ? 'national' : 'province';
      state.segments.push(await makeUpdate(rank, rank, random.pick(RULE_IDS), state.sequence + 1));
      await sealRegular(state);
      await announce(random.permille(500) ? [state.regular!.digest, state.segments.at(-1)!.descriptor.digest] : []);
    },
    async publishUrgent() {
      const [state] = layers as [LayerState, LayerState];
      const segment = await makeUrgent('national', 'national', state.sequence + 1);
      state.sequence += 1;
      const base = state.regular!.digest;
      const made = await keep(
        {
          type: 'manifest',
          format: 1,
          class: 'urgent',
          layer: NATION,
          epoch: 1,
          sequence: state.sequence,
          issuedMs: clock.wallMs(),
          lapsesMs: clock.wallMs() + 6 * 3_600_000,
          coreVersionMin: '0.0.0',
          base,
          segments: [segment.descriptor],
        },
        [SIGNERS.urgent],
        [segment],
      );
      state.urgent = { ...made, base };
      await announce([made.digest, segment.descriptor.digest]);
    },
    async kill(rule) {
      kills = [
        ...kills.filter((one) => one.rule !== rule),
        { rule, untilMs: clock.wallMs() + 3_600_000, reason: 'too many alerts' },
      ];
      await announce([]);
    },
    reissue: () => announce([]),
    source: {
      admit: async ({ institution, scope, role }) => ({ institution, scope, isRelay: role === 'relay' }),
      headOf: async (scope) => (scope === SCOPE ? current : undefined),
      rootsAfter: async () => [],
      blob: async (digest) => blobs.get(digest),
      onHead(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      async accept({ institution, stream, first, entries }) {
        const { acknowledged, isQuarantined } = await intake.accept({ institution, stream, first, entries });
        return { sequence: acknowledged, isQuarantined };
      },
      acknowledged: async (institution, stream, next) =>
        (await intake.readPosition(institution, stream, next)).acknowledged,
      report: () => undefined,
      questionsFor: async () => [],
      answer: async () => undefined,
    },
    async countDispositions() {
      const counts = new Map<string, number>();
      for (const { id, institution } of await store.readDispositions(0, 1_000_000)) {
        const name = `${institution}/${id}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return counts;
    },
    async close() {
      await intake.close();
      await store.close();
    },
  };

  async function digestOf(sealed: Uint8Array): Promise<Digest> {
    return crypto.digest(canonicalBytes(readSealed(sealed).signed));
  }
}

/** What a simulated client writes: its own number. */
export function writeEntry(id: string): Uint8Array {
  return new TextEncoder().encode(id);
}

function readEntry(bytes: Uint8Array) {
  const id = new TextDecoder().decode(bytes);
  return { dispositions: [{ id, alert: 'a', rule: 'r', kind: 'accepted', recordedMs: 0 }], figures: [] };
}

function makeRoot(nowMs: number): Root {
  const used = [SIGNERS.root, SIGNERS.maker, SIGNERS.checker, SIGNERS.urgent, SIGNERS.head, SIGNERS.province];
  return {
    type: 'root',
    format: 1,
    version: 1,
    issuedMs: nowMs,
    expiresMs: nowMs + 3650 * 24 * 3_600_000,
    keys: Object.fromEntries(used.map(({ keyId, publicKey }) => [keyId, publicKey])),
    root: { keys: [SIGNERS.root.keyId], threshold: 1 },
    head: { keys: [SIGNERS.head.keyId], threshold: 1 },
    headEpoch: 1,
    delegations: [
      {
        prefix: NATION,
        publisher: { keys: [SIGNERS.maker.keyId, SIGNERS.checker.keyId].sort(), threshold: 2 },
        urgent: { keys: [SIGNERS.urgent.keyId], threshold: 1 },
        epoch: 1,
      },
      { prefix: SCOPE, publisher: { keys: [SIGNERS.province.keyId], threshold: 1 }, epoch: 1 },
    ],
  };
}
