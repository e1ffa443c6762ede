import type { Metric } from '../metrics/metrics.ts';
import { formatMetrics, OPEN_METRICS_TYPE } from '../metrics/metrics.ts';
import { API_VERSION } from '../plugin-version.ts';
import type { SelfTestReport } from '../self-test/self-test-report.ts';
import type { PluginStatus } from '../server/plugin-status.ts';
import type { Route } from './route.ts';

/** What the routes of state tell. */
export interface StateRoutesOptions {
  readonly readStatus: () => PluginStatus;
  readonly readSelfTest: () => SelfTestReport;
  readonly metrics: readonly Metric[];
}

/** How the plugin is, for programs and for those who look after it. */
export function stateRoutes({ readStatus, readSelfTest, metrics }: StateRoutesOptions): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/ping',
      access: 'anybody',
      // So that a page can find the plugin before it has a token. It learns nothing else.
      respond: () => ({ body: { name: 'forecheck-plugin', apiVersion: API_VERSION } }),
    },
    { method: 'GET', path: '/v1/status', access: 'token', respond: () => ({ body: readStatus() }) },
    { method: 'GET', path: '/v1/self-test', access: 'local', respond: () => ({ body: readSelfTest() }) },
    {
      method: 'GET',
      path: '/healthz',
      access: 'anybody',
      // Whether it can judge. A pack that is old still judges.
      respond() {
        const canJudge = readStatus().pack !== undefined;
        return { status: canJudge ? 200 : 503, body: { status: canJudge ? 'ok' : 'no-pack' } };
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      access: 'local',
      respond: () => ({ body: formatMetrics(metrics), headers: { 'content-type': OPEN_METRICS_TYPE } }),
    },
  ];
}
