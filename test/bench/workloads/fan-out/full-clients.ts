import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guard } from '@forecheck/sync';
import { openGuard } from '@forecheck/sync/node';
import { LAYER } from './urgent-news.ts';

/** Clients as an institution runs them, each with files and an outbox of its own. */
export type FullClients = {
  open(options: FullClientsOptions): Promise<void>;
  /** Processor time in µs since the last call, or since the clients were opened. */
  weigh(): Promise<number>;
  close(): Promise<void>;
};

export interface FullClientsOptions {
  readonly url: string;
  readonly root: Uint8Array;
  readonly count: number;
  /** Tells these clients from those of other processes. */
  readonly name: string;
}

export function createFullClients(): FullClients {
  const guards: Guard[] = [];
  let folder: string | undefined;
  let before = process.cpuUsage();
  return {
    async open({ url, root, count, name }) {
      folder = await mkdtemp(join(tmpdir(), 'forecheck-bench-clients-'));
      for (let index = 0; index < count; index += 1) {
        const institution = `${name}-${index}`;
        guards.push(
          await openGuard({ folder: join(folder, institution), root, urls: [url], institution, scope: LAYER }),
        );
      }
    },
    async weigh() {
      const { user, system } = process.cpuUsage(before);
      before = process.cpuUsage();
      return user + system;
    },
    async close() {
      await Promise.all(guards.splice(0).map((guard) => guard.close()));
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
