export { type AuditTrail, type AuditTrailOptions, openAuditTrail } from './audit/audit-trail.ts';
export { type AuditProblem, type AuditReport, verifyAudit } from './audit/verify-audit.ts';
export type { CheckResult } from './checks/check-result.ts';
export { configJsonSchema } from './config/config-schema.ts';
export { DEFAULT_LIMITS, type PluginLimits } from './config/limits.ts';
export {
  type AuditConfig,
  type ListenConfig,
  type NhsaConfig,
  PLUGIN_PORT,
  type PluginConfig,
  type PolicyConfig,
  type UndeterminedPolicy,
} from './config/plugin-config.ts';
export { type PluginFiles, readPluginFiles } from './config/plugin-files.ts';
export { parseConfig, readConfig } from './config/read-config.ts';
export {
  isPluginError,
  PLUGIN_ERROR_CODES,
  PluginError,
  type PluginErrorCode,
  type PluginErrorRetry,
} from './error.ts';
export type { LogLevel } from './log/log.ts';
export { API_VERSION, PLUGIN_VERSION } from './plugin-version.ts';
export type { SelfTestPart, SelfTestReport } from './self-test/self-test-report.ts';
export type { TlsFiles } from './server/http-server.ts';
export { openPlugin, type Plugin, type PluginOptions } from './server/open-plugin.ts';
export type { PluginStatus } from './server/plugin-status.ts';
export { beginPairing, type PairingRequest } from './tokens/pairing.ts';
export { type KnownCaller, openTokenOffice, type TokenOffice } from './tokens/token-office.ts';
