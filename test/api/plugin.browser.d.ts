// @forecheck/plugin/browser, as built. `npm run api:update` writes this file.

import { Evaluation, Decision, Encounter, Disposition, EncounterId } from "@forecheck/core";
import { GuardStatus, Guard } from "@forecheck/sync";
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
interface PluginClientOptions {
    readonly url: string;
    readonly token: string;
    readonly timeLimitMs?: number;
    readonly whenSilent: "page" | "open" | "closed";
    readonly guard?: () => Promise<Guard>;
    readonly follows?: boolean;
}
interface PluginClientStatus extends Partial<Omit<GuardStatus, "connection">> {
    readonly connection: GuardStatus["connection"] | "plugin-silent";
}
interface PluginClient {
    check(encounter: Encounter): Promise<CheckResult>;
    record(disposition: Disposition, encounter?: EncounterId): Promise<void>;
    status(): PluginClientStatus;
    onChange(listener: () => void): () => void;
    close(): Promise<void>;
}
declare const CHECK_LIMIT_MS = 300;
declare function openPluginClient(options: PluginClientOptions): PluginClient;
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
export { CHECK_LIMIT_MS, PLUGIN_ERROR_CODES, PluginError, isPluginError, openPluginClient };
export type { CheckResult, PluginClient, PluginClientOptions, PluginClientStatus, PluginErrorCode, PluginErrorRetry };
