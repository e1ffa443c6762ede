import { BULK_MAX, BULK_QUEUE_MAX } from './limits.ts';

/** Turns for bulk downloads. A storm of new clients waits here, and urgent rules pass by it. */
export interface BulkBudget {
  /**
   * Calls `start` now or when a turn is free, and returns how to give up or end the turn (idempotent). `undefined` when
   * the queue is full: `start` will not be called.
   */
  enter(start: () => void): (() => void) | undefined;
  readonly running: number;
  readonly waiting: number;
}

/** A budget of so many turns, given in the order in which they were asked for. */
export function createBulkBudget(limits: { running: number; waiting: number } = DEFAULT): BulkBudget {
  const running = new Set<() => void>();
  // Insertion order is the queue; giving up is a removal.
  const waiting = new Set<() => void>();
  const admit = (): void => {
    for (const start of waiting) {
      if (running.size >= limits.running) return;
      waiting.delete(start);
      running.add(start);
      start();
    }
  };
  return {
    enter(start) {
      if (waiting.size >= limits.waiting) return undefined;
      const turn = (): void => start();
      waiting.add(turn);
      admit();
      return () => {
        const wasRunning = running.delete(turn);
        waiting.delete(turn);
        if (wasRunning) admit();
      };
    },
    get running() {
      return running.size;
    },
    get waiting() {
      return waiting.size;
    },
  };
}

const DEFAULT = { running: BULK_MAX, waiting: BULK_QUEUE_MAX };
