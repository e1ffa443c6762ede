import { PluginError } from '../error.ts';

/** Lets each caller make so many requests at once, and so many a second over time. */
export interface RateLimit {
  /** @throws {@link PluginError} `rate-exceeded` */
  spend(caller: string): void;
}

/** What {@link createRateLimit} counts with. */
export interface RateLimitOptions {
  readonly perSecond: number;
  readonly burstMax: number;
  readonly monotonicMs: () => number;
}

/** A bucket for each caller, which fills again with time. */
export function createRateLimit({ perSecond, burstMax, monotonicMs }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { level: number; atMs: number }>();
  return {
    spend(caller) {
      const nowMs = monotonicMs();
      const { level, atMs } = buckets.get(caller) ?? { level: burstMax, atMs: nowMs };
      const filled = Math.min(burstMax, level + ((nowMs - atMs) / 1000) * perSecond);
      buckets.delete(caller);
      // Whoever makes up callers drives out the oldest of them, which has had the longest to fill.
      if (buckets.size >= CALLERS_MAX) buckets.delete(buckets.keys().next().value ?? '');
      const rest = filled >= 1 ? filled - 1 : filled;
      buckets.set(caller, { level: rest, atMs: nowMs });
      if (filled < 1) {
        const retryAfterMs = Math.ceil(((1 - filled) / perSecond) * 1000);
        throw new PluginError('rate-exceeded', 'too many requests', { retryAfterMs });
      }
    },
  };
}

const CALLERS_MAX = 4_096;
