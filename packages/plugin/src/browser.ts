export type { CheckResult } from './checks/check-result.ts';
export {
  CHECK_LIMIT_MS,
  openPluginClient,
  type PluginClient,
  type PluginClientOptions,
  type PluginClientStatus,
} from './client/plugin-client.ts';
export {
  isPluginError,
  PLUGIN_ERROR_CODES,
  PluginError,
  type PluginErrorCode,
  type PluginErrorRetry,
} from './error.ts';
