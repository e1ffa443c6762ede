import { ACCEPTS_PER_SAMPLE } from './limits.ts';

/** What accepting connections costs this process. */
export interface AcceptCost {
  /** One more was accepted. */
  count(): void;
  /** CPU milliseconds of one accept, handshake and greeting included; 0 before enough were seen together. */
  readonly ms: number;
}

/**
 * Measured while many come at once, when nearly all of the process's time goes there: that is the cost that the reconnect window
 * must be wide enough for. It errs on the high side.
 *
 * @param cpuMs - CPU milliseconds of the process so far.
 */
export function measureAcceptCost(cpuMs: () => number = processCpuMs): AcceptCost {
  let accepted = 0;
  let sinceMs = cpuMs();
  let cost = 0;
  return {
    count() {
      accepted += 1;
      if (accepted < ACCEPTS_PER_SAMPLE) return;
      const nowMs = cpuMs();
      const sample = Math.min(COST_MS_MAX, (nowMs - sinceMs) / accepted);
      cost = cost === 0 ? sample : cost + (sample - cost) * WEIGHT;
      accepted = 0;
      sinceMs = nowMs;
    },
    get ms() {
      return cost;
    },
  };
}

function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A mutual TLS handshake takes some 3 ms; what a sample shows beyond is other work. */
const COST_MS_MAX = 5;
const WEIGHT = 0.3;
