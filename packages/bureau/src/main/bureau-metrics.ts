import type { HeadWatch } from '../doorbell/watch-heads.ts';
import type { Intake } from '../intake/intake.ts';
import type { Metric, MetricSample } from '../metrics/metrics.ts';
import type { Relay } from '../relay/relay.ts';
import type { BureauStore } from '../store/bureau-store.ts';

/** What the numbers are read from. */
export interface MetricsOptions {
  readonly store: BureauStore;
  readonly intake: Intake;
  readonly relay: Relay;
  readonly watch: HeadWatch;
  readonly nowMs: () => number;
}

/** The numbers of one node, and of the store that all nodes share. */
export function bureauMetrics({ store, intake, relay, watch, nowMs }: MetricsOptions): readonly Metric[] {
  const counts = (): Readonly<Record<string, number>> => ({ ...intake.counts });
  return [
    gauge('connections', 'Open connections of this node.', () => [{ value: relay.stats.connections }]),
    counter('relay_events', 'What happened on connections of this node.', () => byLabel('event', relay.stats.counts)),
    counter('intake', 'Entries and commits of this node, by what became of them.', () => byLabel('outcome', counts())),
    gauge('head_watch_failures', 'Looks for new heads that failed since the last that did not.', () => [
      { value: watch.failures },
    ]),
    gauge('revision', 'Commits of publishing.', async () => [{ value: await store.readRevision() }]),
    gauge('head_expires_seconds', 'Time until the head of a scope expires; the soonest of all.', async () => {
      const heads = await store.readHeadVersions();
      const soonest = Math.min(...heads.map(({ expiresMs }) => expiresMs));
      return heads.length === 0 ? [] : [{ value: (soonest - nowMs()) / 1000 }];
    }),
    gauge('sequence', 'Sequence of the newest manifest of a layer.', async () =>
      (await store.readState()).layers.map(({ layer, sequence }) => ({ value: sequence, labels: { layer } })),
    ),
    gauge('clients_heard', 'Clients that reported within an hour.', async () => [
      { value: (await store.countClients(nowMs() - HOUR_MS)).heard },
    ]),
    gauge('clients_stale', 'Those of them whose head has expired.', async () => [
      { value: (await store.countClients(nowMs() - HOUR_MS)).stale },
    ]),
    gauge('streams_quarantined', 'Streams that were set aside.', async () => [
      { value: await store.countQuarantined() },
    ]),
  ];
}

const counter = (name: string, help: string, read: Metric['read']): Metric => metric('counter', name, help, read);
const gauge = (name: string, help: string, read: Metric['read']): Metric => metric('gauge', name, help, read);

function metric(kind: Metric['kind'], name: string, help: string, read: Metric['read']): Metric {
  return { name: `forecheck_bureau_${name}`, kind, help, read };
}

function byLabel(label: string, counts: Readonly<Record<string, number>>): readonly MetricSample[] {
  return Object.entries(counts).map(([key, value]) => ({ value, labels: { [label]: key } }));
}

const HOUR_MS = 3_600_000;
