import { webCrypto } from '@forecheck/pack/web';
import { createGuard, type Guard, type GuardOptions } from '../guard.ts';
import { TO_UTF8 } from '../protocol/utf8.ts';
import { pageClock } from './clock.ts';
import { pageConnector } from './connector.ts';
import { openIndexedDbOutbox } from './indexed-db-outbox.ts';
import { openIndexedDbPackStore } from './indexed-db-pack-store.ts';
import { pageInflate } from './inflate.ts';

/** Options of {@link openGuard} in a page. */
export interface PageGuardOptions extends Omit<GuardOptions, 'hashEncounter'> {
  /** Name of what this guard stores; one page at a time has it. */
  readonly name: string;
  /** Key of the institution: encounters are then told apart by a keyed hash. */
  readonly encounterKey?: Uint8Array;
}

/**
 * A guard over IndexedDB and the page's `WebSocket`. When it resolves, what was in force before is in force again, or else the
 * seed; it connects by itself and never stops trying. Makes no code from strings.
 *
 * @throws {@link SyncError} `storage-locked` when another page has the name, `storage-failed`, `storage-full`
 * @throws {@link PackError} when `root` is no root
 */
export async function openGuard({ name, encounterKey, ...options }: PageGuardOptions): Promise<Guard> {
  const hashEncounter = encounterKey && (await keyedHash(encounterKey));
  const store = await openIndexedDbPackStore({ name: `${name}-packs` });
  const outbox = await openIndexedDbOutbox({ name: `${name}-outbox` }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const ports = {
    clock: pageClock(),
    random: Math.random,
    connector: pageConnector,
    store,
    outbox,
    crypto: webCrypto(),
    inflate: pageInflate,
    encodings: ['gzip' as const],
  };
  try {
    return await createGuard(ports, { ...options, ...(hashEncounter && { hashEncounter }) });
  } catch (error) {
    await Promise.all([store.close(), outbox.close()]);
    throw error;
  }
}

async function keyedHash(bytes: Uint8Array): Promise<(text: string) => Promise<string>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes as Uint8Array<ArrayBuffer>, algorithm, false, ['sign']);
  return async (text) => {
    const mac = await crypto.subtle.sign('HMAC', key, TO_UTF8.encode(text) as Uint8Array<ArrayBuffer>);
    return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
}
