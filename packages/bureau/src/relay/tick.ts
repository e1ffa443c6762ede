import type { RelayContext } from './relay.ts';
import type { Session } from './session.ts';

/**
 * Looks after one sixteenth of the sessions every quarter of a second, instead of a timer for each.
 *
 * @returns How to stop.
 */
export function tickRegularly(context: RelayContext, sessions: ReadonlySet<Session>): () => void {
  let turn = 0;
  let cancel = context.clock.after(TICK_MS, tick);
  function tick(): void {
    const nowMs = context.clock.monotonicMs();
    let index = 0;
    for (const session of [...sessions]) {
      if (index % TICK_SHARES === turn) session.tick(nowMs);
      index += 1;
    }
    turn = (turn + 1) % TICK_SHARES;
    cancel = context.clock.after(TICK_MS, tick);
  }
  return () => cancel();
}

const TICK_MS = 250;
const TICK_SHARES = 16;
