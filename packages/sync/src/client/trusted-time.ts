import type { Clock } from './ports.ts';

/** What is known of the time, by signatures rather than by the machine. */
export interface TrustedTime {
  /** Never runs back, not even over restarts: what was signed, and what has passed in this process since. */
  floorMs(): number;
  /** The best that is known: the later of the floor and the clock of the machine. */
  nowMs(): number;
  /**
   * The same, or what a server says where the machine's clock is surely wrong: only to judge whether a head comes from the
   * far future. Nothing comes into force, lapses or grows stale by it, because nobody signed it.
   */
  plausibleMs(): number;
  /** Something that was signed at this instant has been accepted. */
  raise(signedMs: number): void;
  /** What an unsigned server says. Believed only while the machine's clock is behind what was signed, so surely wrong. */
  hint(serverMs: number): void;
}

/**
 * The clock of a machine may be wrong by years, or be set back to make an urgent rule or an expired head look alive. It is
 * believed where it runs ahead of the floor, and forgotten when it turns out to have been wrong: nothing of it is stored.
 *
 * @param storedMs - `floorMs` as it was when it was stored last.
 */
export function createTrustedTime(clock: Clock, storedMs: number): TrustedTime {
  let signed = anchor(storedMs);
  let hinted = anchor(0);
  function anchor(ms: number) {
    return { ms, at: clock.monotonicMs() };
  }
  const since = ({ ms, at }: typeof signed): number => ms + clock.monotonicMs() - at;
  const floorMs = (): number => Math.floor(since(signed));
  return {
    floorMs,
    nowMs: () => Math.max(floorMs(), clock.wallMs()),
    plausibleMs() {
      const wall = clock.wallMs();
      const floor = floorMs();
      return Math.max(floor, wall < floor ? Math.floor(since(hinted)) : wall);
    },
    raise(ms) {
      if (ms > floorMs()) signed = anchor(ms);
    },
    hint(ms) {
      hinted = anchor(ms);
    },
  };
}
