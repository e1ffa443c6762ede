import type { OutboxBatch, OutboxDepth, OutboxEntry } from '@forecheck/sync';

/** What an outbox does, as simply as it can be said: a list. Adapters are compared with it step by step. */
export interface OutboxModel {
  /** The sequence, or `undefined` when the quota has no room. */
  append(entry: OutboxEntry): number | undefined;
  read(entriesMax: number, bytesMax: number, after: number): Omit<OutboxBatch, 'stream'>;
  acknowledge(sequence: number): void;
  beginStream(): void;
  depth(): OutboxDepth;
}

/** Bytes that an entry costs beside its own. */
const OVERHEAD_BYTES = 64;

/** An empty model. */
export function createOutboxModel(bytesMax: number): OutboxModel {
  /** From the oldest that is not acknowledged on; `undefined` where an entry was dropped. */
  let kept: (OutboxEntry | undefined)[] = [];
  let first = 1;
  let droppedTelemetry = 0;
  let droppedAlerts = 0;
  const cost = ({ bytes }: OutboxEntry): number => bytes.length + OVERHEAD_BYTES;
  const total = (list: typeof kept): number => list.reduce((sum, entry) => sum + (entry ? cost(entry) : 0), 0);

  return {
    append(entry) {
      const after = [...kept];
      const yielding = entry.class === 'telemetry' ? ['telemetry'] : ['telemetry', 'alert'];
      const dropped: OutboxEntry[] = [];
      for (const yieldingClass of yielding) {
        for (const [index, one] of after.entries()) {
          if (total(after) + cost(entry) <= bytesMax) break;
          if (one?.class !== yieldingClass) continue;
          after[index] = undefined;
          dropped.push(one);
        }
      }
      if (total(after) + cost(entry) > bytesMax) return undefined;
      droppedTelemetry += dropped.filter((one) => one.class === 'telemetry').length;
      droppedAlerts += dropped.filter((one) => one.class === 'alert').length;
      kept = [...after, entry];
      return first + kept.length - 1;
    },
    read(entriesMax, bytesMax, after) {
      const from = Math.min(Math.max(first, after + 1), first + kept.length);
      const entries: Uint8Array[] = [];
      let bytes = 0;
      for (const entry of kept.slice(from - first, from - first + entriesMax)) {
        bytes += entry?.bytes.length ?? 0;
        if (entries.length > 0 && bytes > bytesMax) break;
        entries.push(entry?.bytes ?? new Uint8Array(0));
      }
      return { first: from, entries };
    },
    acknowledge(sequence) {
      if (sequence < first || sequence >= first + kept.length) return;
      kept = kept.slice(sequence - first + 1);
      first = sequence + 1;
    },
    beginStream() {
      first = 1;
    },
    depth() {
      const whole = kept.filter((entry) => entry !== undefined);
      return {
        entries: whole.length,
        bytes: whole.reduce((sum, { bytes }) => sum + bytes.length, 0),
        next: first + kept.length,
        droppedTelemetry,
        droppedAlerts,
        damaged: 0,
      };
    },
  };
}
