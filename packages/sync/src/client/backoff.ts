/** First step of the back-off; doubled with each attempt that did not last. */
const RECONNECT_BASE_MS = 1_000;
/** Longest wait that a client sets itself. Attempts never stop: who stops would go stale for ever. */
export const RECONNECT_CAP_MS = 5 * 60_000;
/** Until a server has said otherwise, the first attempt after a drop comes at random in so many milliseconds. */
export const RECONNECT_WINDOW_MS = 5_000;
/** A connection that has lasted so long counts as stable, and the back-off begins anew. */
export const STABLE_MS = 60_000;

/**
 * Milliseconds until the next attempt: full jitter, so that clients that dropped together do not come back together. They
 * spread at least over the window that the server has measured for itself, however short their connection was.
 *
 * @param attempts - Attempts since a connection was last stable.
 * @param dice - From 0 (inclusive) to 1 (exclusive).
 */
export function reconnectDelay(attempts: number, windowMs: number, dice: number): number {
  return Math.floor(dice * Math.max(windowMs, Math.min(RECONNECT_CAP_MS, RECONNECT_BASE_MS * 2 ** attempts)));
}
