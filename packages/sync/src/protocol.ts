export { decodeEvent } from './protocol/decode-event.ts';
export type { ActivationEvent, AlertsEvent, DispositionEvent, ShadowEvent, SyncEvent } from './protocol/event.ts';
export { encodeEvent } from './protocol/event.ts';
export {
  CHUNK_BYTES_MAX,
  DELAY_MS_MAX,
  EVENT_BYTES_MAX,
  EVENTS_BYTES_MAX,
  EVENTS_MAX,
  FRAME_BYTES_MAX,
  HELD_SEGMENTS_MAX,
  INSTANT_MS_MAX,
  LIST_MAX,
  NAME_LENGTH_MAX,
  PROGRESS_TIMEOUT_MS,
  PROTOCOL_VERSION,
  PUSH_BYTES_MAX,
  QUESTION_LENGTH_MAX,
  QUESTIONS_MAX,
  REQUESTS_MAX,
  SUBPROTOCOL,
  TOKEN_LENGTH_MAX,
  WINDOW_BYTES_MAX,
} from './protocol/limits.ts';
export type { UnknownMessage } from './protocol/message-codec.ts';
export { decodeClientMessage, decodeServerMessage, encodeMessage } from './protocol/message-codec.ts';
export type {
  Activated,
  ActivatedManifest,
  Answer,
  Answers,
  Chunk,
  ClientMessage,
  Credit,
  Encoding,
  Events,
  EventsAck,
  Goodbye,
  GoodbyeCode,
  HeadAnnounced,
  Hello,
  Intent,
  Message,
  Push,
  PushedBlob,
  Question,
  Questions,
  Refused,
  Rejected,
  ServerMessage,
  StatusReport,
  StreamPosition,
  Want,
  Welcome,
} from './protocol/messages.ts';
export type { WireMap, WireValue } from './protocol/small-codec.ts';
export { decodeValue, encodeValue } from './protocol/small-codec.ts';
