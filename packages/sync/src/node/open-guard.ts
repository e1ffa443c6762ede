import { createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeCrypto } from '@forecheck/pack/node';
import type { ClientPorts } from '../client/client.ts';
import type { CarriedFile } from '../client/folder-source.ts';
import { createGuard, type Guard, type GuardOptions } from '../guard.ts';
import { nodeClock } from './clock.ts';
import { type NodeConnectorOptions, nodeConnector } from './connector.ts';
import { openFilesPackStore } from './files-pack-store.ts';
import { NODE_ENCODINGS, nodeInflate } from './inflate.ts';
import { openSqliteOutbox } from './sqlite-outbox.ts';

/** Options of {@link openGuard} in Node. */
export interface NodeGuardOptions
  extends NodeConnectorOptions,
    Omit<GuardOptions, 'urls' | 'root' | 'seed' | 'token' | 'hashEncounter'> {
  /** Folder of this guard alone, on a local disk: packs and outbox lie in it, apart from each other. */
  readonly folder: string;
  /** Bureau nodes or relays (`wss://…`), taken in turn; with none, packs come by `importFolder` only. */
  readonly urls?: readonly string[];
  /** The sealed root, or the path of the file that holds it. */
  readonly root: string | Uint8Array;
  /** Path of a folder that came with the installation, for a first start without network. */
  readonly seed?: string;
  readonly token?: string | (() => Promise<string>);
  /** Key of the institution, of at least 16 bytes: encounters are then told apart by a keyed hash. */
  readonly encounterKey?: Uint8Array;
}

/**
 * A guard over files, `node:sqlite` and `ws`. When it resolves, what was in force before is in force again, or else the seed;
 * it connects by itself and never stops trying.
 *
 * @throws {@link SyncError} `storage-locked` when another process has the folder, `storage-failed`, `storage-full`
 * @throws {@link PackError} when `root` is no root
 * @example
 * ```ts
 * import { openGuard } from '@forecheck/sync/node';
 *
 * const guard = await openGuard({
 *   folder: 'guard',
 *   root: 'root.json',
 *   urls: ['wss://bureau.example/sync'],
 *   institution: 'H0001',
 *   scope: 'cn/330000/330100/h1',
 * });
 * const { evaluation } = guard.evaluate({ id: 'E1', asOf: '2026-03-01', phase: 'prompt', items: [] });
 * console.log(evaluation.decision);
 * ```
 */
export async function openGuard(options: NodeGuardOptions): Promise<Guard> {
  const { folder, urls = [], root, seed, token, encounterKey, tls, ...rest } = options;
  const files = seed === undefined ? undefined : await readCarriedFolder(seed);
  const ports = await openNodePorts(folder, tls === undefined ? {} : { tls });
  const close = () => Promise.all([ports.store.close(), ports.outbox.close()]);
  try {
    return await createGuard(ports, {
      ...rest,
      urls,
      root: typeof root === 'string' ? await readFile(root) : root,
      ...(files && { seed: files }),
      ...(token !== undefined && { token: typeof token === 'string' ? async () => token : token }),
      ...(encounterKey && {
        hashEncounter: async (id: string) => createHmac('sha256', encounterKey).update(id).digest('hex'),
      }),
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** Everything that a client runs on in Node, over a folder. */
export async function openNodePorts(folder: string, connector: NodeConnectorOptions = {}): Promise<ClientPorts> {
  const store = await openFilesPackStore({ folder: join(folder, 'packs') });
  try {
    const outbox = await openSqliteOutbox({ folder: join(folder, 'outbox') });
    return {
      clock: nodeClock(),
      random: Math.random,
      connector: nodeConnector(connector),
      store,
      outbox,
      crypto: nodeCrypto(),
      inflate: nodeInflate,
      encodings: NODE_ENCODINGS,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The files of a folder that was carried by hand, for `importFolder`. */
export async function readCarriedFolder(folder: string): Promise<readonly CarriedFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ name }) => ({ name, bytes: new Uint8Array(await readFile(join(folder, name))) })),
  );
}
