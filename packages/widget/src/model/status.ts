/** How the judging side is. What a guard's or a client's `status()` gives has all of it, and more. */
export interface ShownStatus {
  /** `online` says nothing on screen; everything else is told. Absent: not known, and not told. */
  readonly connection?: string;
  readonly isStale?: boolean;
  /** Epoch milliseconds. */
  readonly staleSinceMs?: number;
  /** Digest of the pack in force. Absent: there is none, or it is not known. */
  readonly pack?: string;
  /** A version that people can compare. Shown before the digest. */
  readonly version?: string;
  /** First day in force of what the pack brought last, `YYYY-MM-DD`. */
  readonly inForceFrom?: string;
  /** Who published it. */
  readonly source?: string;
  /** A damaged pack was set aside, and the one before it serves. */
  readonly isDegraded?: boolean;
  /** Of this machine against the bureau's. */
  readonly clockOffsetMs?: number;
  readonly outbox?: { readonly entries: number };
}

/** One line of the banner. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly since?: number;
  readonly count?: number;
}

/** What may be wrong with the judging. */
export type NoticeKind =
  | 'silent'
  | 'silent-held'
  | 'refused'
  | 'unreadable'
  | 'unknown'
  | 'stale'
  | 'stale-unknown'
  | 'offline'
  | 'plugin-silent'
  | 'degraded'
  | 'skewed'
  | 'in-page'
  | 'waiting';

/** What the banner says, gravest first. Nothing when all is well. */
export function noticesOf(facts: NoticeFacts): readonly Notice[] {
  const { status, isUnreadable, isRefused, decidedBy, isHeld } = facts;
  const notices: Notice[] = [];
  const say = (kind: NoticeKind, isSo: boolean, more: Omit<Notice, 'kind'> = {}): void => {
    if (isSo) notices.push({ kind, ...more });
  };
  const isSilent = decidedBy === 'nobody';
  say('unreadable', isUnreadable);
  say('silent-held', isSilent && isHeld);
  say('silent', isSilent && !isHeld);
  say('refused', isRefused && !isSilent);
  say('unknown', facts.isPackKnown === false && !isSilent && !isUnreadable);
  const { staleSinceMs, connection, clockOffsetMs = 0, outbox } = status;
  const isStale = status.isStale === true && !isSilent;
  if (staleSinceMs === undefined) say('stale-unknown', isStale);
  else say('stale', isStale, { since: staleSinceMs });
  // What cannot be asked says nothing of its own line to the bureau.
  const isUnheard = connection === 'plugin-silent';
  say('plugin-silent', isUnheard && !isSilent && decidedBy !== 'page');
  say('offline', connection !== undefined && connection !== 'online' && !isUnheard);
  say('degraded', status.isDegraded === true);
  say('skewed', Math.abs(clockOffsetMs) >= SKEW_MS_MIN, { count: Math.round(Math.abs(clockOffsetMs) / MINUTE_MS) });
  say('in-page', decidedBy === 'page');
  const waiting = outbox === undefined ? 0 : outbox.entries;
  say('waiting', waiting > 0 && connection !== undefined && connection !== 'online', { count: waiting });
  return notices;
}

/** What the banner is made of. */
export interface NoticeFacts {
  readonly status: ShownStatus;
  readonly isUnreadable: boolean;
  readonly isRefused: boolean;
  readonly decidedBy?: string | undefined;
  readonly isHeld: boolean;
  /** Absent: nothing was judged yet. */
  readonly isPackKnown?: boolean;
}

/** Days and hours since an instant, never below zero: a clock that was set back makes nothing younger than new. */
export function ageOf(sinceMs: number, nowMs: number): { readonly days: number; readonly hours: number } {
  const hours = Math.max(0, Math.floor((nowMs - sinceMs) / HOUR_MS));
  return { days: Math.floor(hours / 24), hours };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const SKEW_MS_MIN = 5 * MINUTE_MS;
