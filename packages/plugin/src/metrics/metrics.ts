/** One number as it stands, with the labels that tell it from others of the name. */
export interface MetricSample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** `_bucket`, `_sum` and `_count` of a histogram. */
  readonly suffix?: string;
}

/** One family of numbers. */
export interface Metric {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  read(): readonly MetricSample[];
}

/** Counts by labels. */
export interface Counter extends Metric {
  add(labels: Readonly<Record<string, string>>): void;
}

/** How many values were at most so large. */
export interface Histogram extends Metric {
  observe(value: number): void;
}

/** Media type of {@link formatMetrics}. */
export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** The OpenMetrics text of metrics. */
export function formatMetrics(metrics: readonly Metric[]): string {
  return `${metrics.map(formatFamily).join('')}# EOF\n`;
}

/** A counter. Labels are of small fixed sets: routes, codes, names of callers. */
export function createCounter(name: string, help: string): Counter {
  const counts = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>();
  return {
    name,
    help,
    kind: 'counter',
    add(labels) {
      const key = Object.values(labels).join('\n');
      const found = counts.get(key);
      if (found !== undefined) found.value += 1;
      else if (counts.size < SERIES_MAX) counts.set(key, { labels, value: 1 });
    },
    read: () => [...counts.values()],
  };
}

/** A number that is read when it is asked for; none is told when there is none. */
export function gauge(name: string, help: string, read: () => number | undefined): Metric {
  return {
    name,
    help,
    kind: 'gauge',
    read() {
      const value = read();
      return value === undefined ? [] : [{ value }];
    },
  };
}

/** A histogram with these bounds, ascending. */
export function createHistogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const counts = bounds.map(() => 0);
  let count = 0;
  let sum = 0;
  return {
    name,
    help,
    kind: 'histogram',
    observe(value) {
      count += 1;
      sum += value;
      for (let index = 0; index < bounds.length; index += 1) if (value <= bounds[index]!) counts[index]! += 1;
    },
    read: () => [
      ...bounds.map((bound, index) => ({ suffix: '_bucket', labels: { le: String(bound) }, value: counts[index]! })),
      { suffix: '_bucket', labels: { le: '+Inf' }, value: count },
      { suffix: '_count', value: count },
      { suffix: '_sum', value: sum },
    ],
  };
}

function formatFamily(metric: Metric): string {
  const { name, kind, help } = metric;
  const samples = metric.read();
  if (samples.length === 0) return '';
  const lines = samples.map(({ value, labels = {}, suffix = kind === 'counter' ? '_total' : '' }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeText(text)}"`);
    return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
  });
  return `# TYPE ${name} ${kind}\n# HELP ${name} ${escapeText(help)}\n${lines.join('\n')}\n`;
}

const escapeText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const SERIES_MAX = 1_000;
