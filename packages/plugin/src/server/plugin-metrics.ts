import type { CheckNumbers } from '../checks/check-desk.ts';
import { type Counter, createCounter, createHistogram, gauge, type Metric } from '../metrics/metrics.ts';
import type { PluginStatus } from './plugin-status.ts';

/** The numbers of a plugin. */
export interface PluginMetrics extends CheckNumbers {
  readonly requests: Counter;
  readonly refusals: Counter;
  /** All of them, for `/metrics`. */
  all(readStatus: () => PluginStatus): readonly Metric[];
}

/** Numbers that begin at nothing. Their labels are routes, codes and decisions: never a caller's own words. */
export function createPluginMetrics(): PluginMetrics {
  const requests = createCounter('forecheck_plugin_requests', 'Requests, by route and HTTP status.');
  const refusals = createCounter('forecheck_plugin_refusals', 'Requests that were not answered, by code.');
  const checks = createCounter('forecheck_plugin_checks', 'Checks, by decision and by who judged.');
  const dispositions = createCounter('forecheck_plugin_dispositions', 'Dispositions recorded, by kind.');
  const checkSeconds = createHistogram('forecheck_plugin_check_seconds', 'Time that a check took.', SECONDS);
  return {
    requests,
    refusals,
    checks,
    checkSeconds,
    dispositions,
    all: (read) => [
      requests,
      refusals,
      checks,
      checkSeconds,
      dispositions,
      gauge('forecheck_plugin_pack_stale', 'Whether the pack is older than the bureau allows, or there is none.', () =>
        read().isStale ? 1 : 0,
      ),
      gauge('forecheck_plugin_online', 'Whether the bureau is connected.', () =>
        read().connection === 'online' ? 1 : 0,
      ),
      gauge(
        'forecheck_plugin_outbox_entries',
        'Entries that the bureau does not hold yet.',
        () => read().outbox.entries,
      ),
      gauge(
        'forecheck_plugin_clock_offset_seconds',
        'How far the clock is from that of the bureau.',
        () => read().clockOffsetMs / 1000,
      ),
      gauge(
        'forecheck_plugin_audit_lost',
        'Entries of the audit trail that could not be written.',
        () => read().audit.lost,
      ),
      gauge('forecheck_plugin_pages', 'Open connections of pages and programs.', () => read().pages),
      gauge('forecheck_plugin_memory_bytes', 'Memory of the process.', () => read().rssBytes),
      gauge('forecheck_plugin_start_up_seconds', 'From the start to the first answer.', () => read().startUpMs / 1000),
    ],
  };
}

const SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.3];
