/** Times of single calls, in microseconds. */
export interface Samples {
  add(us: number): void;
  readonly count: number;
  readonly isFull: boolean;
  summarise(): Summary;
}

/** What a set of times looks like, in microseconds. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Room for `capacity` times; adding one allocates nothing. */
export function createSamples(capacity = SAMPLES_MAX): Samples {
  const times = new Float64Array(capacity);
  let count = 0;
  return {
    add(us) {
      if (count < capacity) times[count++] = us;
    },
    get count() {
      return count;
    },
    get isFull() {
      return count === capacity;
    },
    summarise: () => summarise(times.subarray(0, count)),
  };
}

/** Summary of any times. */
export function summarise(times: ArrayLike<number>): Summary {
  const sorted = Float64Array.from(times).sort();
  const count = sorted.length;
  const sum = sorted.reduce((total, time) => total + time, 0);
  return {
    count,
    mean: sum / count,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    p999: quantile(sorted, 0.999),
    max: sorted[count - 1] ?? NaN,
  };
}

/** The smallest time that at least this share of them does not exceed; `sorted` ascends. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const index = Math.max(0, Math.ceil(sorted.length * share) - 1);
  return sorted[index] ?? NaN;
}

const SAMPLES_MAX = 400_000;
