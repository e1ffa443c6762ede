import type { Shape } from '@forecheck/pack';
import { SyncError } from '../error.ts';
import { FRAME_BYTES_MAX } from './limits.ts';
import { CLIENT_SHAPES, SERVER_SHAPES } from './message-shapes.ts';
import type { ClientMessage, Message, ServerMessage } from './messages.ts';
import { decodeValue, encodeValue, type WireMap } from './small-codec.ts';

/** A message of a kind that a later version of the protocol has, to be ignored. */
export interface UnknownMessage {
  readonly kind: 'unknown';
}

/**
 * One frame. Looks at nothing but the length: a sender vouches for its own messages by their type.
 *
 * @throws {@link SyncError} `message-excessive` when it is longer than `FRAME_BYTES_MAX`.
 */
export function encodeMessage(message: Message): Uint8Array {
  const frame = encodeValue(message as unknown as WireMap);
  refuseExcessive(frame);
  return frame;
}

/**
 * The message of a frame that a server receives. Fields that are not known are left out; binary fields are views of the
 * frame.
 *
 * @throws {@link SyncError} `message-malformed`, `message-excessive`
 */
export function decodeClientMessage(frame: Uint8Array): ClientMessage | UnknownMessage {
  return decode(frame, CLIENT_SHAPES) as ClientMessage;
}

/**
 * The message of a frame that a client receives. Fields that are not known are left out; binary fields are views of the
 * frame.
 *
 * @throws {@link SyncError} `message-malformed`, `message-excessive`
 */
export function decodeServerMessage(frame: Uint8Array): ServerMessage | UnknownMessage {
  return decode(frame, SERVER_SHAPES) as ServerMessage;
}

function decode(frame: Uint8Array, shapes: Readonly<Record<string, Shape<object>>>): object {
  refuseExcessive(frame);
  try {
    const value = decodeValue(frame) as WireMap;
    const { kind } = value;
    if (typeof kind !== 'string') throw new RangeError('no kind');
    return Object.hasOwn(shapes, kind) ? { kind, ...shapes[kind]!(value) } : { kind: 'unknown' };
  } catch (cause) {
    throw new SyncError('message-malformed', 'never', 'a frame holds no message', {}, { cause });
  }
}

function refuseExcessive({ length }: Uint8Array): void {
  if (length > FRAME_BYTES_MAX) {
    throw new SyncError('message-excessive', 'never', 'a frame is too long', { bytes: length, limit: FRAME_BYTES_MAX });
  }
}
