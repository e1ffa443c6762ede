/** What a number is: one that only rises, or one that goes up and down. */
export type MetricKind = 'counter' | 'gauge';

/** One number as it stands, with the labels that tell it from others of the name. */
export interface MetricSample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** One family of numbers. */
export interface Metric {
  /** Without the `_total` that the text form gives counters. */
  readonly name: string;
  readonly kind: MetricKind;
  readonly help: string;
  read(): readonly MetricSample[] | Promise<readonly MetricSample[]>;
}

/** Media type of {@link formatMetrics}. */
export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** The OpenMetrics text of metrics; a family that cannot be read is left out, and the others are told. */
export async function formatMetrics(metrics: readonly Metric[]): Promise<string> {
  const families = await Promise.all(
    metrics.map(async (metric) => {
      const samples = await Promise.resolve()
        .then(() => metric.read())
        .catch(() => []);
      return samples.length === 0 ? '' : formatFamily(metric, samples);
    }),
  );
  return `${families.join('')}# EOF\n`;
}

function formatFamily({ name, kind, help }: Metric, samples: readonly MetricSample[]): string {
  const suffix = kind === 'counter' ? '_total' : '';
  const lines = samples.map(({ value, labels = {} }) => `${name}${suffix}${formatLabels(labels)} ${value}`);
  return `# TYPE ${name} ${kind}\n# HELP ${name} ${escapeText(help)}\n${lines.join('\n')}\n`;
}

function formatLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeText(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escapeText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
