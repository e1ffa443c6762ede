import { formatMetrics, type Metric, OPEN_METRICS_TYPE } from '../metrics/metrics.ts';
import type { Route } from './route.ts';

/** How the bureau is: for whatever watches over it. */
export interface Health {
  readonly isHealthy: boolean;
  /** Each part by name, with a word. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Health and numbers; neither holds anything about a person, so neither asks for a token. */
export function stateRoutes(readHealth: () => Promise<Health>, metrics: readonly Metric[]): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/health',
      roles: 'anybody',
      async respond() {
        const { isHealthy, parts } = await readHealth();
        return { status: isHealthy ? 200 : 503, body: { status: isHealthy ? 'ok' : 'failing', parts } };
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      roles: 'anybody',
      respond: async () => ({ body: await formatMetrics(metrics), headers: { 'content-type': OPEN_METRICS_TYPE } }),
    },
  ];
}
