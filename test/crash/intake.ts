import type { OutboxBatch } from '@forecheck/sync';
import { idOf } from './numbered-entries.ts';

/** A bureau that remembers: once per stream and sequence, and it notices a stream that runs back. */
export interface Intake {
  /** What is delivered becomes durable. The highest contiguous sequence of the stream, or `regressed`. */
  accept(stream: string, first: number, ids: readonly number[]): number | 'regressed';
  acknowledged(stream: string): number;
  /** How often each entry is there; empty ones are under 0. */
  counts(): ReadonlyMap<number, number>;
}

/** An intake that holds nothing. */
export function createIntake(): Intake {
  const streams = new Map<string, number[]>();
  return {
    accept(stream, first, ids) {
      const held = streams.get(stream) ?? [];
      streams.set(stream, held);
      for (const [index, id] of ids.entries()) {
        const at = first - 1 + index;
        if (at > held.length) throw new Error('a gap in a stream');
        // One sequence never stands for two entries.
        if (at < held.length && held[at] !== id) return 'regressed';
        held[at] = id;
      }
      return held.length;
    },
    acknowledged: (stream) => streams.get(stream)?.length ?? 0,
    counts() {
      const counts = new Map<number, number>();
      for (const held of streams.values()) for (const id of held) counts.set(id, (counts.get(id) ?? 0) + 1);
      return counts;
    },
  };
}

/** Numbers of the entries of a batch. */
export function idsOf({ entries }: OutboxBatch): readonly number[] {
  return entries.map(idOf);
}
