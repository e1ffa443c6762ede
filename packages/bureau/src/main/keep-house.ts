import type { Clock, Random } from '@forecheck/sync';
import type { Publisher } from '../publish/publisher.ts';

/** What is done now and then. */
export interface House {
  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}

/** What it needs. */
export interface HouseOptions {
  readonly publisher: Pick<Publisher, 'reissueHeads' | 'reviewRollouts'>;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Issues heads anew before they grow old, and stops rollouts that clients take badly. Every node does it: whoever comes
 * first does the work, and the others find it done.
 */
export function keepHouse({ publisher, clock, random }: HouseOptions): House {
  let isClosed = false;
  let working: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;
  const round = async (): Promise<void> => {
    // Each by itself, and again at the next round: a database that is away for a minute comes back.
    await publisher.reissueHeads().catch(() => undefined);
    await publisher.reviewRollouts().catch(() => undefined);
  };
  const plan = (): void => {
    if (isClosed) return;
    cancel = clock.after(ROUND_MS * (0.5 + random()), () => {
      working = round().finally(plan);
    });
  };
  working = round().finally(plan);
  return {
    async close() {
      isClosed = true;
      cancel();
      await working;
    },
  };
}

const ROUND_MS = 30_000;
