/** Version of the protocol; the sub-protocol of the WebSocket carries it. */
export const PROTOCOL_VERSION = 1;
/** Name offered and chosen in the WebSocket handshake. */
export const SUBPROTOCOL = `forecheck.sync.${PROTOCOL_VERSION}`;
/** Most bytes of one frame. */
export const FRAME_BYTES_MAX = 512 * 1024;
/** Bytes of one chunk. */
export const CHUNK_BYTES_MAX = 64 * 1024;
/** Most chunk bytes under way without credit, so that an urgent rule overtakes a bulk download. */
export const WINDOW_BYTES_MAX = 128 * 1024;
/** Most bytes of blobs in one push. */
export const PUSH_BYTES_MAX = 64 * 1024;
/** Most entries of one `events` message. */
export const EVENTS_MAX = 500;
/** Most bytes of one entry of the outbox. */
export const EVENT_BYTES_MAX = 64 * 1024;
/** Most bytes of the entries of one `events` message. */
export const EVENTS_BYTES_MAX = 256 * 1024;
/** Most open requests of one connection. */
export const REQUESTS_MAX = 8;
/** Most digests in `hello.held` and `hello.segments`. */
export const HELD_SEGMENTS_MAX = 512;
/** Most questions or answers in one message. */
export const QUESTIONS_MAX = 100;
/** Most characters of a question or an answer. */
export const QUESTION_LENGTH_MAX = 2_000;
/** Most characters of a code, a version, an institution or a stream. */
export const NAME_LENGTH_MAX = 128;
/** Most characters of a token. */
export const TOKEN_LENGTH_MAX = 4_096;
/** Without progress on a download for so long, the server lets go. */
export const PROGRESS_TIMEOUT_MS = 60_000;
/** Longest delay that one side may ask of the other: a day. */
export const DELAY_MS_MAX = 24 * 3_600_000;
/** Latest instant, far beyond use and exact in every language. */
export const INSTANT_MS_MAX = 2 ** 48;
/** Most roots, intents, pushed blobs, encodings or manifests in one message. */
export const LIST_MAX = 256;
