import { createRelay, createUpstreamSource, type RelaySource } from '@forecheck/bureau';
import { type ActivePack, type Client, type Connector, createClient, createMemoryOutbox } from '@forecheck/sync';
import {
  createSimulatedDisk,
  type SeededRandom,
  type SimulatedClock,
  type SimulatedConnector,
  type SimulatedDisk,
  type SimulatedNetwork,
  type SimulatedTime,
} from '@forecheck/testkit';
import { SCOPE } from './bureau.ts';
import { inflate } from './inflate.ts';
import { simulationCrypto } from './keys.ts';

/** A relay between machines and the bureau's nodes: loses power, starts again over its disk, is cut off from its upstream. */
export interface SimulatedRelay {
  readonly url: string;
  readonly disk: SimulatedDisk;
  /** What it has verified; absent while it is off or has nothing. */
  readonly active: ActivePack | undefined;
  start(): void;
  /** The power goes: nobody hears a goodbye. */
  stop(): void;
  /** From now on nothing reaches its upstream; what is open breaks without its knowing. */
  cutOff(): void;
  rejoin(): void;
}

export interface SimulatedRelayOptions {
  readonly time: SimulatedTime;
  readonly network: SimulatedNetwork;
  readonly random: SeededRandom;
  readonly upstreamUrls: readonly string[];
  readonly root: Uint8Array;
  /** Leaves something out of what it hands on. */
  readonly sabotage: (source: RelaySource) => RelaySource;
}

interface Life {
  readonly clock: SimulatedClock;
  readonly connector: SimulatedConnector;
  client?: Client;
  stopListening?: () => void;
}

/** A relay that is off. */
export function createSimulatedRelay(options: SimulatedRelayOptions): SimulatedRelay {
  const { time, network, random } = options;
  const url = 'sim://relay';
  const disk = createSimulatedDisk(time, random.fork());
  let isCutOff = false;
  let life: Life | undefined;

  /** A way that leads nowhere while the relay is cut off. */
  const connectorOf = (clock: SimulatedClock, connector: SimulatedConnector): Connector => ({
    connect(to, listener) {
      if (!isCutOff) return connector.connect(to, listener);
      clock.after(1, () => listener.closed('connection-refused'));
      return { send: () => undefined, queuedBytes: 0, tellsPings: true, close: () => undefined };
    },
  });

  async function powerOn(own: Life): Promise<void> {
    const { clock, connector } = own;
    const store = disk.openPackStore();
    const scopes = new Map();
    const source = createUpstreamSource({ scopes, crypto: simulationCrypto(), clock, admit: async () => true });
    let before: string | undefined;
    const client: Client = await createClient(
      {
        clock,
        random: random.fork().next,
        connector: connectorOf(clock, connector),
        store,
        outbox: await createMemoryOutbox({ newStream: () => 'relay-stream' }),
        crypto: simulationCrypto(),
        inflate,
        encodings: ['gzip', 'none'],
      },
      { urls: options.upstreamUrls, institution: 'relay', scope: SCOPE, root: options.root, role: 'relay' },
      {
        changed() {
          const { connection } = client.status;
          if (connection !== before) source.forwarder.reconnected();
          before = connection;
          source.changed(SCOPE);
        },
        activated: () => scopes.size > 0 && source.changed(SCOPE),
        forwarded: (message) => source.forwarder.receive(message),
      },
    );
    // The power may have gone meanwhile.
    if (life !== own) return;
    own.client = client;
    scopes.set(SCOPE, { client, store });
    source.changed(SCOPE);
    const relay = createRelay({ source: options.sabotage(source), clock, random: random.fork().next });
    own.stopListening = network.listen(url, (connection) => relay.accept(connection));
    client.start();
  }

  return {
    url,
    disk,
    get active() {
      return life?.client?.keeper.active;
    },
    start() {
      if (life !== undefined) return;
      const clock = time.createClock();
      life = { clock, connector: network.createConnector(clock) };
      void powerOn(life);
    },
    stop() {
      if (life === undefined) return;
      life.clock.stop();
      life.connector.cut();
      life.stopListening?.();
      disk.losePower();
      life = undefined;
    },
    cutOff() {
      isCutOff = true;
      life?.connector.cut();
    },
    rejoin() {
      isCutOff = false;
    },
  };
}
