import type { PluginStatus } from '../server/plugin-status.ts';

/** What the plugin finds when it looks at itself. */
export interface SelfTestReport {
  readonly version: string;
  readonly apiVersion: number;
  /** The plugin's clock: the page compares it with its own. */
  readonly nowMs: number;
  /** Pages that may call. */
  readonly origins: readonly string[];
  readonly parts: readonly SelfTestPart[];
}

/** One part, and how it is. The page has the words. */
export interface SelfTestPart {
  readonly name: 'pack' | 'bureau' | 'clock' | 'outbox' | 'store' | 'audit' | 'callers';
  readonly state: 'ok' | 'attention' | 'broken';
  /** Digests, counts, milliseconds and codes. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** What a self-test looks at. */
export interface SelfTestSubject {
  readonly status: PluginStatus;
  readonly origins: readonly string[];
  /** How many tokens there are. */
  readonly callers: number;
  /** Packs come by hand: no bureau to be connected to. */
  readonly isOffline: boolean;
}

/** Looks at everything that can keep a plugin from judging, or from being asked. */
export function selfTest({ status, origins, callers, isOffline }: SelfTestSubject): SelfTestReport {
  const { pluginVersion: version, apiVersion, nowMs, audit, outbox } = status;
  return {
    version,
    apiVersion,
    nowMs,
    origins,
    parts: [
      packPart(status),
      {
        name: 'bureau',
        state: isOffline || status.connection === 'online' ? 'ok' : 'attention',
        detail: { connection: isOffline ? 'offline' : status.connection, lastError: status.lastError ?? '' },
      },
      {
        name: 'clock',
        state: Math.abs(status.clockOffsetMs) < CLOCK_OFFSET_MS_MAX ? 'ok' : 'attention',
        detail: { offsetMs: status.clockOffsetMs },
      },
      {
        name: 'outbox',
        state: outbox.damaged > 0 ? 'broken' : outbox.entries > OUTBOX_ENTRIES_MAX ? 'attention' : 'ok',
        detail: { entries: outbox.entries, bytes: outbox.bytes, damaged: outbox.damaged },
      },
      { name: 'store', state: status.isDegraded ? 'attention' : 'ok', detail: {} },
      {
        name: 'audit',
        state: audit.lost > 0 ? 'broken' : 'ok',
        detail: { entries: audit.entries, lost: audit.lost, head: audit.head },
      },
      { name: 'callers', state: callers > 0 ? 'ok' : 'attention', detail: { tokens: callers } },
    ],
  };
}

function packPart({ pack, isStale, staleSinceMs, nowMs, killed }: PluginStatus): SelfTestPart {
  if (pack === undefined) return { name: 'pack', state: 'broken', detail: { code: 'pack-absent' } };
  return {
    name: 'pack',
    state: isStale ? 'attention' : 'ok',
    detail: {
      pack,
      killed: killed.length,
      ...(staleSinceMs === undefined ? {} : { staleForMs: Math.max(0, nowMs - staleSinceMs) }),
    },
  };
}

/** A day begins and ends by it. */
const CLOCK_OFFSET_MS_MAX = 60_000;
/** Far more than an hour of a large hospital leaves behind. */
const OUTBOX_ENTRIES_MAX = 10_000;
