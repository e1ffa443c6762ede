import type { Disposition, Encounter, EncounterId } from '@forecheck/core';
import type { Guard, GuardStatus } from '@forecheck/sync';
import { type CheckResult, unjudged } from '../checks/check-result.ts';
import { PluginError } from '../error.ts';
import { type Asked, askPlugin } from './ask-plugin.ts';
import { followPlugin } from './follow-plugin.ts';
import { readCheckResult } from './read-check-result.ts';

/** Where a client asks, and what it does when nobody answers. */
export interface PluginClientOptions {
  /** Of the plugin: `http://127.0.0.1:18421`, or the path on the page's own origin behind which it stands. */
  readonly url: string;
  readonly token: string;
  /** Within so long there is an answer. {@link CHECK_LIMIT_MS} unless told otherwise. */
  readonly timeLimitMs?: number;
  /**
   * What counts when the plugin is silent: the `page`'s own guard, else policy: work goes on (`open`) or not (`closed`). With
   * `page`, and no guard that judges in time, work goes on.
   */
  readonly whenSilent: 'page' | 'open' | 'closed';
  /** Opens the page's guard, once, when it is first needed: `openGuard` of `@forecheck/sync/browser`. */
  readonly guard?: () => Promise<Guard>;
  /** Whether to hear of changes over a WebSocket. True, unless told otherwise. */
  readonly follows?: boolean;
}

/** How the judging side is, for a banner: the plugin's status, else that of the page's guard. */
export interface PluginClientStatus extends Partial<Omit<GuardStatus, 'connection'>> {
  /** That of the plugin with its bureau; `plugin-silent` while there is no plugin. */
  readonly connection: GuardStatus['connection'] | 'plugin-silent';
}

/** Asks a plugin, and has an answer when there is none. */
export interface PluginClient {
  /**
   * Judges an encounter. Resolves within the limit, and never rejects: not for a plugin that is dead, slow, out of date or talks
   * nonsense. Who judged is in `decidedBy`, and why it was not the plugin in `why`.
   */
  check(encounter: Encounter): Promise<CheckResult>;
  /**
   * Resolves when the plugin, or else the page's guard, holds the disposition for good. Record it again under the same id when it
   * rejects: twice is once.
   *
   * @throws {@link PluginError} `record-failed`; `detail.why` says why
   */
  record(disposition: Disposition, encounter?: EncounterId): Promise<void>;
  status(): PluginClientStatus;
  /** Calls back when the status changes; what it returns stops that. */
  onChange(listener: () => void): () => void;
  /** Idempotent; closes the page's guard too, if it was opened. */
  close(): Promise<void>;
}

/** Somebody waits for it, with a finger on a key. */
export const CHECK_LIMIT_MS = 300;
/** A disposition is made durable on a disk first. */
const RECORD_LIMIT_MS = 5_000;
/** While a plugin has just been silent and the page can judge, nobody waits for it again for so long. */
const REST_MS = 5_000;

/**
 * A client of a plugin, in a page or in Node.
 *
 * @example
 * ```ts
 * import { openPluginClient } from '@forecheck/plugin/browser';
 *
 * const client = openPluginClient({ url: '/ybcheck', token: 'fcp_…', whenSilent: 'open' });
 * const { decision, evaluation } = await client.check({ id: 'E1', asOf: '2026-03-01', phase: 'prompt', items: [] });
 * console.log(decision, evaluation.alerts.length);
 * ```
 */
export function openPluginClient(options: PluginClientOptions): PluginClient {
  const { token, timeLimitMs = CHECK_LIMIT_MS, whenSilent, follows = true } = options;
  const url = absolute(options.url);
  const listeners = new Set<() => void>();
  const page = createPageGuard(whenSilent === 'page' ? options.guard : undefined, changed);
  const follower = follows ? followPlugin({ url, token, changed }) : undefined;
  let restsUntilMs = 0;
  let closing: Promise<void> | undefined;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  async function askCheck(encounter: Encounter, limitMs: number): Promise<CheckResult | string> {
    const asked = await askPlugin({ url: `${url}/v1/check`, token, body: { encounter }, limitMs });
    if (asked.kind === 'refused') return asked.why;
    return readCheckResult(asked.body, encounter.id) ?? 'answer-malformed';
  }

  async function check(encounter: Encounter): Promise<CheckResult> {
    const startedMs = performance.now();
    const took = (): number => Math.round((performance.now() - startedMs) * 1000) / 1000;
    const isResting = performance.now() < restsUntilMs && page.opened !== undefined;
    // The page's guard takes a moment to open: it begins while there is still time.
    const hurry = setTimeout(() => void page.open(), timeLimitMs / 2);
    const answer = isResting ? 'plugin-silent' : await askCheck(encounter, timeLimitMs);
    clearTimeout(hurry);
    if (typeof answer !== 'string' && answer.decidedBy === 'plugin') return { ...answer, tookMs: took() };
    const why = typeof answer === 'string' ? answer : (answer.why ?? 'plugin-refused');
    if (why === 'plugin-silent' && !isResting) restsUntilMs = performance.now() + REST_MS;
    const guard = page.opened ?? (await within(page.open(), timeLimitMs - took()));
    const judged = guard && judgeInPage(guard, encounter);
    if (judged !== undefined) return { ...judged, decidedBy: 'page', tookMs: took(), why };
    // A plugin that cannot judge knows at least what the institution wants.
    if (typeof answer !== 'string') return { ...answer, tookMs: took() };
    const whenUnable = whenSilent === 'closed' ? 'closed' : 'open';
    return unjudged({ encounter: encounter.id, whenUnable, why, tookMs: took() });
  }

  return {
    check,
    async record(disposition, encounter) {
      const body = { dispositions: [disposition], ...(encounter === undefined ? {} : { encounter }) };
      const asked = await askPlugin({ url: `${url}/v1/answer`, token, body, limitMs: RECORD_LIMIT_MS });
      if (holds(asked, disposition)) return;
      const why = asked.kind === 'refused' ? asked.why : 'answer-malformed';
      try {
        const guard = await page.open();
        if (guard === undefined) throw new PluginError('record-failed', 'nobody holds the disposition', { why });
        await guard.record(disposition, encounter);
      } catch (cause) {
        throw new PluginError('record-failed', 'nobody holds the disposition', { why }, { cause });
      }
    },
    status: () => follower?.status ?? { ...page.opened?.status(), connection: 'plugin-silent' },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing ??= (async () => {
        follower?.close();
        listeners.clear();
        await page.close();
      })();
      return closing;
    },
  };
}

function holds(asked: Asked, { id }: Disposition): boolean {
  if (asked.kind === 'refused') return false;
  const { recorded } = asked.body;
  return Array.isArray(recorded) && recorded.includes(id);
}

function judgeInPage(guard: Guard, encounter: Encounter): Omit<CheckResult, 'decidedBy' | 'tookMs'> | undefined {
  try {
    const judged = guard.evaluate(encounter);
    return judged.evaluation.status === 'complete' ? judged : undefined;
  } catch {
    // No pack has come here either.
    return undefined;
  }
}

/** The page's guard, which is opened when it is first needed. */
interface PageGuard {
  readonly opened: Guard | undefined;
  /** Resolves without one where there is none, or where it cannot be opened: another page may have it. */
  open(): Promise<Guard | undefined>;
  close(): Promise<void>;
}

function createPageGuard(open: PluginClientOptions['guard'], changed: () => void): PageGuard {
  let opened: Guard | undefined;
  let opening: Promise<Guard | undefined> | undefined;
  let isClosed = false;
  return {
    get opened() {
      return opened;
    },
    open() {
      if (open === undefined || isClosed) return Promise.resolve(undefined);
      opening ??= (async () => {
        try {
          opened = await open();
          opened.onChange(changed);
          return opened;
        } catch {
          // Another time it may be free.
          opening = undefined;
          return undefined;
        }
      })();
      return opening;
    },
    async close() {
      isClosed = true;
      await (await opening)?.close();
    },
  };
}

/** What a promise gives within a time; `undefined` when it takes longer. */
async function within<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, limitMs));
  });
  const value = await Promise.race([promise, late]);
  clearTimeout(timer);
  return value;
}

/** Without a slash at its end; a path is taken from the page. */
function absolute(url: string): string {
  const whole = url.startsWith('/') && typeof location === 'object' ? new URL(url, location.href).href : url;
  return whole.replace(/\/+$/, '');
}
