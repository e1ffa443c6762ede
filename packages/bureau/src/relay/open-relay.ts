import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { LayerId } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import { type ActivePack, type Client, createClient, createMemoryOutbox } from '@forecheck/sync';
import { NODE_ENCODINGS, nodeClock, nodeConnector, nodeInflate, openFilesPackStore } from '@forecheck/sync/node';
import type { Hello } from '@forecheck/sync/protocol';
import { SYNC_PATH } from '../main/sync-path.ts';
import { admitByTokens } from '../main/tokens.ts';
import type { StoredToken } from '../store/token-store.ts';
import { measureAcceptCost } from './accept-cost.ts';
import { createRelay, type Relay } from './relay.ts';
import { createUpstreamSource, type UpstreamScope } from './upstream-source.ts';
import { attachRelay } from './web-socket-listener.ts';

/** How a relay runs. */
export interface RelayNodeOptions {
  /** Bureau nodes, or relays nearer to them (`wss://…`), taken in turn. */
  readonly upstreamUrls: readonly string[];
  /** The sealed root. */
  readonly root: Uint8Array;
  /** What this relay is called upstream. */
  readonly name: string;
  /** Admits the relay upstream. */
  readonly token?: string;
  /** Scopes that it serves; a client of another scope is not let in. */
  readonly scopes: readonly LayerId[];
  /** Where it keeps what it hands on. */
  readonly folder: string;
  /** `127.0.0.1` when absent. */
  readonly host?: string;
  /** Any free one when absent. */
  readonly port?: number;
  /**
   * Tokens of the bureau, as `GET /v1/tokens` lists them, by which institutions and relays are let in; asked for at every
   * connection. Everybody is let in when absent, for a relay behind something that asks.
   */
  readonly tokens?: () => Promise<readonly StoredToken[]>;
  /** Asked instead of looking at tokens. */
  readonly admit?: (hello: Hello) => Promise<boolean>;
}

/** A relay that runs. */
export interface RelayNode {
  /** `http://host:port`; connections go to {@link SYNC_PATH}. */
  readonly url: string;
  readonly relay: Relay;
  /** Whether the upstream is connected, by scope. */
  readonly connections: ReadonlyMap<LayerId, string>;
  /** What the relay itself has verified and activated, by scope; a scope that nothing came for yet is not there. */
  readonly packs: ReadonlyMap<LayerId, ActivePack>;
  /** Says goodbye to connections and stops. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a relay: a client of its upstream for each scope, with listeners. It holds no signing key and acknowledges nothing by
 * itself; what it has verified it serves while the upstream is away.
 *
 * @throws {@link PackError} when `root` is no root; what Node throws when the port is taken.
 */
export async function openRelay(options: RelayNodeOptions): Promise<RelayNode> {
  const clock = nodeClock();
  const crypto = nodeCrypto();
  const scopes = new Map<LayerId, UpstreamScope>();
  const { tokens } = options;
  const byTokens = tokens === undefined ? async () => true : admitByTokens(tokens, () => clock.wallMs());
  const { admit = byTokens } = options;
  const source = createUpstreamSource({ scopes, crypto, clock, admit });
  const closeScopes = async (): Promise<void> => {
    source.close();
    for (const { client, store } of scopes.values()) {
      await client.close();
      await store.close();
    }
  };
  try {
    for (const scope of options.scopes) {
      scopes.set(scope, await openScope(scope));
      scopes.get(scope)?.client.start();
    }
    const cost = measureAcceptCost();
    const relay = createRelay({
      source,
      clock,
      random: Math.random,
      processors: availableParallelism(),
      acceptCostMs: () => cost.ms,
    });
    const server = createServer((_request, response) => response.writeHead(404).end());
    const detach = attachRelay(server, relay, { path: SYNC_PATH, accepted: cost.count });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => resolve());
    });
    const { address, port, family } = server.address() as AddressInfo;
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      detach();
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      await relay.close();
      server.closeAllConnections();
      await closed;
      await closeScopes();
    };
    return {
      url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
      relay,
      get connections() {
        return new Map([...scopes].map(([scope, { client }]) => [scope, client.status.connection]));
      },
      get packs() {
        return new Map(
          [...scopes].flatMap(
            ([
              scope,
              {
                client: { keeper },
              },
            ]) => (keeper.active ? [[scope, keeper.active]] : []),
          ),
        );
      },
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await closeScopes();
    throw error;
  }

  async function openScope(scope: LayerId): Promise<UpstreamScope> {
    const store = await openFilesPackStore({ folder: join(options.folder, 'packs', scope) });
    const { token } = options;
    let before: string | undefined;
    const client: Client = await createClient(
      {
        clock,
        random: Math.random,
        connector: nodeConnector({}),
        store,
        // A relay has nothing of its own to tell.
        outbox: await createMemoryOutbox({ newStream: () => randomUUID() }),
        crypto,
        inflate: nodeInflate,
        encodings: NODE_ENCODINGS,
      },
      {
        urls: options.upstreamUrls,
        institution: options.name,
        scope,
        root: options.root,
        role: 'relay',
        ...(token === undefined ? {} : { token: async () => token }),
      },
      {
        changed() {
          const connection = scopes.get(scope)?.client.status.connection;
          if (connection !== before) source.forwarder.reconnected();
          before = connection;
          source.changed(scope);
        },
        activated: () => source.changed(scope),
        forwarded: (message) => source.forwarder.receive(message),
      },
    );
    return { client, store };
  }
}
