/** What a client says of the sample encounter. */
export interface Judgement {
  /** Digest of what was in force. */
  readonly pack: string;
  /** Rules that fired. */
  readonly alerts: readonly string[];
}

/** One client while another pack came into force, as it was judging without pause. */
export interface Swap {
  readonly before: Judgement;
  readonly after: Judgement;
  /** When it first judged under the new pack: epoch milliseconds. */
  readonly activatedMs: number;
  readonly evaluations: number;
  /** Of one evaluation. */
  readonly slowestMs: number;
  readonly p999Ms: number;
  /** Between the end of one evaluation and the begin of the next: no order waits longer, whenever it comes. */
  readonly pauseMs: number;
}

/**
 * Judges again and again until another pack is in force, and somewhat longer. Rejects with whatever `judge` throws.
 *
 * @param rest - Resolves after a few milliseconds: clients that take the whole machine would measure each other.
 */
export async function watchSwap(judge: () => Judgement, rest: () => Promise<void>): Promise<Swap> {
  for (let i = 0; i < WARM_UP; i += 1) judge();
  const durations: number[] = [];
  const before = judge();
  let after = before;
  let activatedMs = 0;
  let pauseMs = 0;
  let endedAt = performance.now();
  while (activatedMs === 0 || Date.now() < activatedMs + TAIL_MS) {
    await rest();
    pauseMs = Math.max(pauseMs, performance.now() - endedAt);
    for (let i = 0; i < BURST; i += 1) {
      const startedAt = performance.now();
      after = judge();
      endedAt = performance.now();
      durations.push(endedAt - startedAt);
    }
    if (activatedMs === 0 && after.pack !== before.pack) activatedMs = Date.now();
  }
  durations.sort((a, b) => a - b);
  const evaluations = durations.length;
  const p999Ms = durations[Math.ceil(evaluations * 0.999) - 1] ?? 0;
  return { before, after, activatedMs, evaluations, slowestMs: durations.at(-1) ?? 0, p999Ms, pauseMs };
}

/** Orders between two rests. */
const BURST = 8;
/** As many as a client has long judged when rules change: what the first ones take is no part of a swap. */
const WARM_UP = 500;
/** What the swap leaves behind, such as a collection of garbage, is still part of it. */
const TAIL_MS = 300;
