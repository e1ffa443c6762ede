import { setTimeout } from 'node:timers/promises';
import { type Judgement, watchSwap } from './watch-swap.ts';

/** What a client process says: once when it can judge, and twice for each swap that it is told to watch. */
export type Said =
  | { readonly kind: 'ready'; readonly url?: string }
  | { readonly kind: 'watching' }
  | { readonly kind: 'swapped'; readonly swap: Awaited<ReturnType<typeof watchSwap>> };

/** Does what the process that started this one asks for, until it asks to stop or is gone. */
export function serveParent(judge: () => Judgement, close: () => Promise<void>, url?: string): void {
  const say = (said: Said): void => void process.send?.(said);
  // Ctrl-C reaches every process of a terminal; the first one tells the others when.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  process.on('message', async (asked) => {
    if (asked === 'watch') {
      const swapped = watchSwap(judge, () => setTimeout(REST_MS));
      say({ kind: 'watching' });
      say({ kind: 'swapped', swap: await swapped });
    } else {
      await close();
      process.disconnect();
    }
  });
  say({ kind: 'ready', ...(url !== undefined && { url }) });
}

const REST_MS = 2;
