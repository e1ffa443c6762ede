import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Said } from './serve-parent.ts';
import type { Swap } from './watch-swap.ts';

/** Whatever can be watched while a pack is swapped. */
export interface WatchedClient {
  readonly name: string;
  /** Resolves when it judges without pause; `swapped` then resolves after the swap. */
  watch(): Promise<{ readonly swapped: Promise<Swap> }>;
}

/** A client in a process of its own: what it measures is then its own, and not the bureau's. */
export interface ClientProcess extends WatchedClient {
  /** Where it listens, if it does. */
  readonly url: string;
  stop(): Promise<void>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
}

/** Starts `program` of this folder; resolves when it has its first pack. */
export async function startClient(name: string, program: string, args: readonly string[]): Promise<ClientProcess> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), args, { execArgv: CONDITIONS });
  const exited = once(child, 'exit');
  const heard = async <Kind extends Said['kind']>(kind: Kind): Promise<Extract<Said, { kind: Kind }>> => {
    for (;;) {
      const [said] = (await Promise.race([once(child, 'message'), exited])) as [Said | number];
      if (typeof said !== 'object' || said === null) throw new Error(`the ${name} ended with ${said}`);
      if (said.kind === kind) return said as Extract<Said, { kind: Kind }>;
    }
  };
  const { url = '' } = await heard('ready');
  return {
    name,
    url,
    async watch() {
      const watching = heard('watching');
      // Both are listened for before either can be said.
      const swapped = heard('swapped').then(({ swap }) => swap);
      child.send('watch');
      await watching;
      return { swapped };
    },
    async stop() {
      if (child.connected) child.send('stop');
      await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Packages are taken from their sources where this process takes them from there, or else as they were built. */
export const CONDITIONS = process.execArgv.filter((argument) => argument === '--conditions=@forecheck/source');
