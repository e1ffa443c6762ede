import type { Clock, Connector } from '../client/ports.ts';
import { createGuard, type Guard, type GuardOptions } from '../guard.ts';
import { createMemoryOutbox, type OutboxMemory } from '../outbox/memory-outbox.ts';
import { decodeEvent } from '../protocol/decode-event.ts';
import type { SyncEvent } from '../protocol/event.ts';
import { SAMPLE_SCOPE, type SampleBureau, sampleEncounter } from '../sample/sample-bureau.ts';
import { createMemoryPackStore, type PackMemory } from '../store/memory-pack-store.ts';
import { nodeInflate } from './inflate.ts';
import { sampleCrypto } from './sample-bureau.ts';
import { type AcceptedConnection, type AcceptedListener, createSampleServer } from './sample-server.ts';

/** Virtual time and a network in it, as the testkit has them. */
export interface SampleSurroundings {
  readonly time: { readonly nowMs: number; runUntil(untilMs: number): Promise<void>; createClock(): Clock };
  readonly network: {
    listen(url: string, accept: (connection: AcceptedConnection) => AcceptedListener): () => void;
    createConnector(clock: never): Connector;
  };
}

const URL = 'wss://bureau.test/sync';

/** One bureau, one machine, and a network between them; nothing takes real time but what other threads do. */
export function sampleWorld(bureau: SampleBureau, { time, network }: SampleSurroundings) {
  const server = createSampleServer(bureau.blobs);
  const packs: PackMemory = { blobs: new Map(), parts: new Map() };
  const entries: OutboxMemory = { rows: new Map() };
  let stopListening = network.listen(URL, server.accept);
  let streams = 0;
  const newStream = (): string => {
    streams += 1;
    return `stream-${streams}`;
  };
  return {
    server,
    packs,
    /** A guard over the disk of the machine. */
    async open(options: Partial<GuardOptions> = {}): Promise<Guard> {
      const clock = time.createClock();
      const ports = {
        clock,
        random: () => 0.5,
        connector: network.createConnector(clock as never),
        store: createMemoryPackStore(packs),
        outbox: await createMemoryOutbox({ newStream, memory: entries }),
        crypto: sampleCrypto,
        inflate: nodeInflate,
        encodings: ['gzip' as const],
      };
      const whither = { urls: [URL], root: bureau.sealedRoot, scope: SAMPLE_SCOPE, institution: 'H1' };
      return createGuard(ports, { ...whither, ...options });
    },
    /** Lets so much time pass. */
    async pass(ms: number): Promise<void> {
      for (let step = 0; step < 10; step += 1) {
        await time.runUntil(time.nowMs + ms / 10);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
    /** The server is away, or back. */
    unplug(): void {
      stopListening();
    },
    plugIn(): void {
      stopListening = network.listen(URL, server.accept);
    },
    /** What has arrived of the outbox. */
    events: (): readonly SyncEvent[] => [...server.held.values()].flat().flatMap((entry) => decodeEvent(entry) ?? []),
    /** How many messages of a kind the clients have sent. */
    saidOf: <Kind extends (typeof server.said)[number]['kind']>(kind: Kind) =>
      server.said.filter((it) => it.kind === kind) as Extract<(typeof server.said)[number], { kind: Kind }>[],
  };
}

/** Rules that fire for the sample encounter. */
export function firingOf(guard: Guard): readonly string[] {
  return guard.evaluate(sampleEncounter).evaluation.alerts.map(({ rule }) => rule);
}
