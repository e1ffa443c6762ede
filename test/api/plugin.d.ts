// @forecheck/plugin, as built. `npm run api:update` writes this file.

import { Evaluation, Decision, Phase, RuleId, InsuranceType, VisitType, Practitioner, Institution, HistoryCoverage } from "@forecheck/core";
import { PrecheckOptions, PrecheckResponseOptions } from "@forecheck/nhsa";
import { Guard, GuardStatus } from "@forecheck/sync";
import { NodeGuardOptions } from "@forecheck/sync/node";
type AuditFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>> & Readonly<Partial<Record<"seq" | "at" | "kind" | "prev" | "hash", never>>>;
interface AuditTrail {
    add(kind: string, fields?: AuditFields): void;
    flush(): Promise<void>;
    readonly head: string;
    readonly entries: number;
    readonly lost: number;
    close(): Promise<void>;
}
interface AuditTrailOptions {
    readonly folder: string;
    readonly nowMs: () => number;
    readonly fileBytesMax?: number;
}
declare function openAuditTrail(options: AuditTrailOptions): Promise<AuditTrail>;
interface AuditProblem {
    readonly code: "line-changed" | "chain-broken" | "tail-torn" | "head-missing";
    readonly file: string;
    readonly line: number;
}
interface AuditReport {
    readonly isIntact: boolean;
    readonly files: number;
    readonly entries: number;
    readonly firstSeq: number;
    readonly head: string;
    readonly problems: readonly AuditProblem[];
}
declare function verifyAudit(folder: string, head?: string): Promise<AuditReport>;
interface CheckResult {
    readonly evaluation: Evaluation;
    readonly decision: Decision;
    readonly pack?: string;
    readonly isStale: boolean;
    readonly staleSinceMs?: number;
    readonly decidedBy: "plugin" | "page" | "nobody";
    readonly tookMs: number;
    readonly why?: string;
}
type PrefetchKey = "patient" | "encounter" | "conditions" | "coverage" | "medications" | "services" | "laboratory" | "pregnancy" | "lactation" | "user";
interface CdsSettings {
    readonly serviceId?: string;
    readonly language?: "zh-CN" | "en";
    readonly prefetch?: readonly PrefetchKey[];
    readonly prefetchRequired?: readonly PrefetchKey[];
    readonly systems?: CdsSystems;
    readonly insuranceTypes?: Readonly<Record<string, InsuranceType | "missing">>;
    readonly visitTypes?: Readonly<Record<string, VisitType | "missing">>;
    readonly departments?: Readonly<Record<string, string>> | "as-sent";
    readonly titles?: Readonly<Record<string, NonNullable<Practitioner["title"]> | "missing">>;
    readonly units?: Readonly<Record<string, string>>;
    readonly institution?: Institution;
    readonly historyCoverage?: HistoryCoverage;
    readonly extensions?: CdsExtensions;
    readonly sourceUrls?: Readonly<Record<string, string>>;
    readonly prompts?: "include" | "omit";
    readonly overrideReasons?: Readonly<Record<string, string>>;
}
interface CdsSystems {
    readonly item?: readonly string[];
    readonly localItem?: readonly string[];
    readonly diagnosis?: readonly string[];
    readonly laboratory?: readonly string[];
    readonly region?: readonly string[];
}
interface CdsExtensions {
    readonly selfPaid?: string;
    readonly unitPrice?: string;
    readonly amount?: string;
    readonly emergency?: string;
}
declare const LOG_LEVELS: readonly [
    "error",
    "warn",
    "info",
    "debug"
];
type LogLevel = (typeof LOG_LEVELS)[number];
interface PluginLimits {
    readonly bodyBytesMax: number;
    readonly depthMax: number;
    readonly itemsMax: number;
    readonly dispositionsMax: number;
    readonly requestsPerSecond: number;
    readonly burstMax: number;
    readonly refusalsPerSecond: number;
    readonly connectionsMax: number;
    readonly pendingMax: number;
    readonly headersTimeoutMs: number;
    readonly requestTimeoutMs: number;
    readonly idleTimeoutMs: number;
    readonly closeTimeoutMs: number;
}
declare const DEFAULT_LIMITS: PluginLimits;
interface PluginConfig {
    readonly $schema?: string;
    readonly folder: string;
    readonly institution: string;
    readonly scope: string;
    readonly root: string;
    readonly urls?: readonly string[];
    readonly seed?: string;
    readonly bureauTokenFile?: string;
    readonly encounterKeyFile?: string;
    readonly deliversReasons?: boolean;
    readonly listen?: ListenConfig;
    readonly origins?: readonly string[];
    readonly nativeWithoutToken?: boolean;
    readonly limits?: Partial<PluginLimits>;
    readonly policy?: PolicyConfig;
    readonly nhsa?: NhsaConfig;
    readonly cdsHooks?: CdsSettings;
    readonly audit?: AuditConfig;
    readonly log?: {
        readonly level?: LogLevel;
    };
    readonly widget?: string;
}
interface ListenConfig {
    readonly host?: string;
    readonly port?: number;
    readonly hosts?: readonly string[];
    readonly tls?: {
        readonly certFile: string;
        readonly keyFile: string;
    };
}
interface PolicyConfig {
    readonly whenUnable?: Readonly<Partial<Record<Phase, "open" | "closed">>>;
    readonly whenUndetermined?: readonly UndeterminedPolicy[];
    readonly whenStale?: {
        readonly afterMs: number;
        readonly decisionMax: Decision;
    };
}
interface UndeterminedPolicy {
    readonly rule: RuleId;
    readonly phase?: Phase;
    readonly decision: Decision;
}
interface NhsaConfig {
    readonly request?: Omit<PrecheckOptions, "asOf">;
    readonly response?: Omit<PrecheckResponseOptions, "respondedAt" | "receivedAt" | "sequence">;
    readonly whenUnable?: "failure" | "policy";
}
interface AuditConfig {
    readonly checks?: boolean;
    readonly fileBytesMax?: number;
}
declare const PLUGIN_PORT = 18421;
declare function configJsonSchema(): object;
interface TlsFiles {
    readonly cert: Buffer;
    readonly key: Buffer;
}
interface PluginFiles {
    readonly token?: string;
    readonly encounterKey?: Uint8Array;
    readonly tls?: TlsFiles;
    readonly widget?: Uint8Array;
    readonly widgetStyle?: Uint8Array;
}
declare function readPluginFiles(config: PluginConfig, widgetFile?: string): Promise<PluginFiles>;
declare function readConfig(file: string): Promise<PluginConfig>;
declare function parseConfig(value: unknown, folder: string): PluginConfig;
declare const BRAND: unique symbol;
declare const PLUGIN_ERROR_CODES: readonly [
    "option-malformed",
    "file-unreadable",
    "file-unwritable",
    "peer-refused",
    "host-refused",
    "origin-refused",
    "site-refused",
    "method-refused",
    "route-unknown",
    "content-type-refused",
    "body-excessive",
    "token-missing",
    "token-refused",
    "rate-exceeded",
    "body-malformed",
    "depth-excessive",
    "items-excessive",
    "pairing-closed",
    "pairing-refused",
    "pairing-locked",
    "token-unknown",
    "capacity-reached",
    "plugin-closed",
    "record-failed",
    "widget-absent"
];
type PluginErrorCode = (typeof PLUGIN_ERROR_CODES)[number];
type PluginErrorRetry = "safe" | "unsafe" | "never";
type PluginErrorDetail = Readonly<Record<string, string | number>>;
declare class PluginError extends Error {
    readonly name: string;
    readonly code: PluginErrorCode;
    readonly retry: PluginErrorRetry;
    readonly detail: PluginErrorDetail;
    readonly [BRAND]: true;
    constructor(code: PluginErrorCode, message: string, detail?: PluginErrorDetail, options?: {
        readonly cause?: unknown;
    });
}
declare function isPluginError(value: unknown): value is PluginError;
declare const PLUGIN_VERSION = "0.0.0";
declare const API_VERSION = 1;
interface PluginStatus extends GuardStatus {
    readonly apiVersion: number;
    readonly pluginVersion: string;
    readonly nowMs: number;
    readonly startedMs: number;
    readonly startUpMs: number;
    readonly rssBytes: number;
    readonly pages: number;
    readonly audit: {
        readonly entries: number;
        readonly head: string;
        readonly lost: number;
    };
}
interface SelfTestReport {
    readonly version: string;
    readonly apiVersion: number;
    readonly nowMs: number;
    readonly origins: readonly string[];
    readonly parts: readonly SelfTestPart[];
}
interface SelfTestPart {
    readonly name: "pack" | "bureau" | "clock" | "outbox" | "store" | "audit" | "callers";
    readonly state: "ok" | "attention" | "broken";
    readonly detail: Readonly<Record<string, string | number>>;
}
interface PluginOptions {
    readonly writeLog?: (line: string) => void;
    readonly widgetFile?: string;
    readonly openGuard?: (options: NodeGuardOptions) => Promise<Guard>;
    readonly nowMs?: () => number;
}
interface Plugin {
    readonly url: string;
    readonly guard: Guard;
    readonly status: () => PluginStatus;
    close(): Promise<void>;
}
declare function openPlugin(config: PluginConfig, options?: PluginOptions): Promise<Plugin>;
interface KnownCaller {
    readonly name: string;
    readonly id: string;
    readonly origin?: string;
    readonly createdMs: number;
}
interface TokenOffice {
    find(token: string): KnownCaller | undefined;
    list(): readonly KnownCaller[];
    hasOrigin(origin: string): boolean;
    issue(name: string, origin?: string): string;
    revoke(id: string): KnownCaller;
}
declare function openTokenOffice(folder: string, nowMs: () => number): TokenOffice;
interface PairingRequest {
    readonly name: string;
    readonly nowMs: number;
    readonly lifeMs?: number;
}
declare function beginPairing(folder: string, { name, nowMs, lifeMs }: PairingRequest): string;
export { API_VERSION, DEFAULT_LIMITS, PLUGIN_ERROR_CODES, PLUGIN_PORT, PLUGIN_VERSION, PluginError, beginPairing, configJsonSchema, isPluginError, openAuditTrail, openPlugin, openTokenOffice, parseConfig, readConfig, readPluginFiles, verifyAudit };
export type { AuditConfig, AuditProblem, AuditReport, AuditTrail, AuditTrailOptions, CheckResult, KnownCaller, ListenConfig, LogLevel, NhsaConfig, PairingRequest, Plugin, PluginConfig, PluginErrorCode, PluginErrorRetry, PluginFiles, PluginLimits, PluginOptions, PluginStatus, PolicyConfig, SelfTestPart, SelfTestReport, TlsFiles, TokenOffice, UndeterminedPolicy };
