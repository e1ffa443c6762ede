import type { GuardStatus } from '@forecheck/sync';

/** How a plugin is: its guard, its process and its audit trail. */
export interface PluginStatus extends GuardStatus {
  readonly apiVersion: number;
  /** Of the program; of rules, `pack` tells. */
  readonly pluginVersion: string;
  /** The plugin's clock, to compare with one's own. */
  readonly nowMs: number;
  readonly startedMs: number;
  /** From the call to the first request that could be answered. */
  readonly startUpMs: number;
  /** Memory of the whole process. */
  readonly rssBytes: number;
  readonly pages: number;
  readonly audit: { readonly entries: number; readonly head: string; readonly lost: number };
}
