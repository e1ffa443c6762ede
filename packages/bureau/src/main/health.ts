import { HEAD_MS_MAX } from '@forecheck/pack';
import type { HeadWatch } from '../doorbell/watch-heads.ts';
import type { Health } from '../http/state-routes.ts';
import type { BureauStore } from '../store/bureau-store.ts';

/** How a node is: whether its store answers, its heads are young, and it hears of new ones. */
export async function readHealth(store: BureauStore, watch: HeadWatch, nowMs: number): Promise<Health> {
  try {
    const heads = await store.readHeadVersions();
    const oldestMs = Math.min(...heads.map(({ issuedMs }) => issuedMs));
    // They are issued every hour. A quarter of their life leaves time to mend what keeps them from it.
    const areYoung = heads.length === 0 || nowMs - oldestMs < HEAD_MS_MAX / 4;
    const isWatching = watch.failures < WATCH_FAILURES_MAX;
    return {
      isHealthy: areYoung && isWatching,
      parts: { store: 'ok', heads: areYoung ? 'ok' : 'old', watch: isWatching ? 'ok' : 'failing' },
    };
  } catch {
    return { isHealthy: false, parts: { store: 'unreachable' } };
  }
}

const WATCH_FAILURES_MAX = 3;
