import type { Doorbell } from './doorbell.ts';

/** A doorbell for a bureau of one node. */
export function createMemoryDoorbell(): Doorbell {
  const listeners = new Set<() => void>();
  return {
    async ring() {
      for (const listener of [...listeners]) listener();
    },
    listen(listener) {
      // One function may listen twice, and stop once.
      const own = (): void => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
    async close() {
      listeners.clear();
    },
  };
}
