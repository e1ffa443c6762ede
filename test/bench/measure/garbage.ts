import { PerformanceObserver, performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** Collections that fell into certain stretches of time. */
export interface Garbage {
  readonly count: number;
  readonly ms: number;
}

/** Watches the garbage collector, so that its pauses can be laid at somebody's door. */
export interface GarbageWatch {
  /** Collections that began within one of the stretches: pairs of `performance.now()`. */
  within(stretches: readonly number[]): Garbage;
  /** Lets the observer deliver; call it between rounds, and before `within`. */
  settle(): Promise<void>;
  close(): void;
}

export function watchGarbage(): GarbageWatch {
  const collections: { readonly startTime: number; readonly duration: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) collections.push({ startTime, duration });
  });
  observer.observe({ entryTypes: ['gc'] });
  return {
    within(stretches) {
      let count = 0;
      let ms = 0;
      let at = 0;
      for (const { startTime, duration } of collections) {
        while (at < stretches.length && stretches[at + 1]! < startTime) at += 2;
        if (at < stretches.length && stretches[at]! <= startTime) {
          count += 1;
          ms += duration;
        }
      }
      return { count, ms };
    },
    async settle() {
      await setImmediate();
    },
    close: () => observer.disconnect(),
  };
}

/** Everything collectable, collected; needs `--expose-gc`. */
export function collectGarbage(): void {
  globalThis.gc?.();
  globalThis.gc?.();
}

/** Share of a stretch in ms that is worth knowing before reading any time: what the clock itself costs, in µs. */
export function measureClock(): number {
  const times = new Float64Array(20_000);
  for (let i = 0; i < times.length; i += 1) {
    const before = performance.now();
    times[i] = (performance.now() - before) * 1000;
  }
  return times.sort()[times.length / 2]!;
}
