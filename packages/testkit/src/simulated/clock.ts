import type { Clock } from '@forecheck/sync';

/** Virtual time: nothing happens but what is due, and then at once. */
export interface SimulatedTime {
  /** Since the start of the world. */
  readonly nowMs: number;
  /** Runs everything that is due until then, each to its end before the next. */
  runUntil(untilMs: number): Promise<void>;
  /** A machine's clock. Its wall time is off by so much, and jumps when told. */
  createClock(wallOffsetMs?: number): SimulatedClock;
  after(delayMs: number, callback: () => void): () => void;
  /** How many callbacks have run. */
  readonly steps: number;
}

/** The clock of one machine. */
export interface SimulatedClock extends Clock {
  /** The wall clock is set forward or back; monotonic time runs on. */
  jump(byMs: number): void;
  /** The machine stops: nothing that waits on this clock comes to pass. */
  stop(): void;
}

/** A world that begins at this instant, epoch milliseconds. */
export function createSimulatedTime(startMs: number): SimulatedTime {
  const queue: Due[] = [];
  let nowMs = 0;
  let order = 0;
  let steps = 0;
  const after = (delayMs: number, callback: () => void): (() => void) => {
    const due: Due = { atMs: nowMs + Math.max(0, delayMs), order, callback, isCancelled: false };
    order += 1;
    push(queue, due);
    return () => {
      due.isCancelled = true;
    };
  };
  return {
    get nowMs() {
      return nowMs;
    },
    get steps() {
      return steps;
    },
    after,
    async runUntil(untilMs) {
      await settle();
      for (let due = queue[0]; due !== undefined && due.atMs <= untilMs; due = queue[0]) {
        pop(queue);
        if (due.isCancelled) continue;
        nowMs = Math.max(nowMs, due.atMs);
        steps += 1;
        due.callback();
        await settle();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
    createClock(wallOffsetMs = 0) {
      let offsetMs = wallOffsetMs;
      const bornMs = nowMs;
      const waiting = new Set<() => void>();
      let isStopped = false;
      return {
        wallMs: () => startMs + nowMs + offsetMs,
        monotonicMs: () => nowMs - bornMs,
        after(delayMs, callback) {
          if (isStopped) return () => undefined;
          const cancel = after(delayMs, () => {
            waiting.delete(cancel);
            callback();
          });
          waiting.add(cancel);
          return () => {
            waiting.delete(cancel);
            cancel();
          };
        },
        jump(byMs) {
          offsetMs += byMs;
        },
        stop() {
          isStopped = true;
          for (const cancel of waiting) cancel();
          waiting.clear();
        },
      };
    },
  };
}

interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly callback: () => void;
  isCancelled: boolean;
}

/** Promises run to their end before a macrotask has its turn, so one turn settles everything that waits for no timer. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

// A binary heap: a long run has tens of thousands of timers waiting.
function push(queue: Due[], due: Due): void {
  let at = queue.push(due) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (isBefore(queue[parent]!, due)) break;
    queue[at] = queue[parent]!;
    at = parent;
  }
  queue[at] = due;
}

function pop(queue: Due[]): void {
  const last = queue.pop();
  if (last === undefined || queue.length === 0) return;
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= queue.length) break;
    if (child + 1 < queue.length && isBefore(queue[child + 1]!, queue[child]!)) child += 1;
    if (!isBefore(queue[child]!, last)) break;
    queue[at] = queue[child]!;
    at = child;
  }
  queue[at] = last;
}

function isBefore(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

declare function setImmediate(callback: () => void): unknown;
