/** Sockets written to before the event loop has its turn: 19,000 in one go would block it for 160 ms. */
export const SOCKETS_PER_TICK = 256;
/** Encoded length from which a download counts as bulk and is admitted by a budget. */
export const BULK_BYTES_MIN = 1024 * 1024;
/** Most bulk downloads under way at once. */
export const BULK_MAX = 64;
/** Most bulk downloads that wait for their turn; the next is told to come again. */
export const BULK_QUEUE_MAX = 2_000;
/** Shortest and longest time after which a refused bulk download may ask again. */
export const BULK_RETRY_MS = { min: 2_000, max: 5_000 };
/** Bytes queued for one socket beyond which it gets nothing but the newest head, once it has read. */
export const BEHIND_BYTES_MAX = 256 * 1024;
/** Bytes queued for one socket at which it is cut off: far beyond a welcome, an announcement, all questions and a window. */
export const QUEUED_BYTES_MAX = 4 * 1024 * 1024;
/** The same for a relay, to which questions go for all who are behind it. */
export const RELAY_QUEUED_BYTES_MAX = 64 * 1024 * 1024;
/** A blob is pushed with the head that needs it up to this encoded length. */
export const PUSHED_BYTES_MAX = 16 * 1024;
/** Bytes of blobs, encoded, that are kept for further receivers. */
export const CACHE_BYTES_MAX = 256 * 1024 * 1024;
/** Whoever has not said hello by then is let go. */
export const HELLO_TIMEOUT_MS = 10_000;
/** Mean silence after which a client is pinged; each has its own, up to 30 % off, so that pings spread. */
export const PING_MS = 45_000;
/** Silence, in pings, after which a client is taken for gone. */
export const PINGS_MISSED_MAX = 2.5;
/** Questions of one frame: 2,000 characters of three bytes each, so that the longest 50 stay below `FRAME_BYTES_MAX`. */
export const QUESTIONS_PER_FRAME = 50;
/** Uploads of one connection that may wait for their durable commit. */
export const UPLOADS_MAX = 4;
/** The same for a relay, which uploads for many. */
export const FORWARDED_UPLOADS_MAX = 64;
/** Institutions behind one relay. */
export const BEHIND_MAX = 100_000;
/** Shortest window in which clients come back after a drop. */
export const RECONNECT_WINDOW_MS_MIN = 5_000;
/** Share of the processors that accepting may take while everybody comes back. */
export const ACCEPT_SHARE = 0.6;
/** Accepts after which their cost is reckoned. */
export const ACCEPTS_PER_SAMPLE = 50;
/** Most connections of one node. */
export const CONNECTIONS_MAX = 60_000;
