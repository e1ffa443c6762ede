import { isSyncError } from '@forecheck/sync';
import {
  type ClientMessage,
  decodeClientMessage,
  decodeEvent,
  decodeServerMessage,
  encodeEvent,
  encodeMessage,
  type Message,
  type SyncEvent,
} from '@forecheck/sync/protocol';
import { describe, expect, test } from 'vitest';
import golden from './wire/messages-v1.json' with { type: 'json' };

const decode = (to: string, hex: string): unknown =>
  (to === 'client' ? decodeClientMessage : decodeServerMessage)(parseHex(hex));

const sent = [
  ...golden.client.map((one) => ({ ...one, to: 'client' })),
  ...golden.server.map((one) => ({ ...one, to: 'server' })),
];

describe('messages, version 1', () => {
  test.each(sent.map(({ message, hex, to }) => ({ kind: message.kind, message, hex, to })))(
    '$kind from a $to has the golden bytes, and is read from them',
    ({ message, hex, to }) => {
      expect(formatHex(encodeMessage(withBytes(message) as Message))).toBe(hex);
      expect(plain(decode(to, hex))).toEqual(plain(withBytes(message)));
    },
  );

  test('every kind has golden bytes', () => {
    const kinds: Record<Message['kind'], true> = {
      hello: true,
      welcome: true,
      head: true,
      push: true,
      want: true,
      chunk: true,
      credit: true,
      refused: true,
      activated: true,
      rejected: true,
      events: true,
      eventsAck: true,
      questions: true,
      answers: true,
      status: true,
      goodbye: true,
    };
    expect([...new Set(sent.map(({ message }) => message.kind))].sort()).toEqual(Object.keys(kinds).sort());
  });

  test.each(golden.ignored)('$name is passed over', ({ to, hex, message }) => {
    expect(decode(to, hex)).toEqual(message);
  });

  test.each(golden.malformed)('$name is no message', ({ to, hex }) => {
    expect(() => decode(to, hex)).toThrow(
      expect.toSatisfy((error) => isSyncError(error) && error.code === 'message-malformed'),
    );
  });

  test('a frame that is too long is not looked at', () => {
    const frame = new Uint8Array(512 * 1024 + 1);
    expect(() => decodeServerMessage(frame)).toThrow(expect.objectContaining({ code: 'message-excessive' }));
    const message: ClientMessage = { kind: 'events', stream: 's', first: 1, entries: [frame] };
    expect(() => encodeMessage(message)).toThrow(expect.objectContaining({ code: 'message-excessive' }));
  });
});

describe('events, version 1', () => {
  test.each(golden.events.map(({ event, hex }) => ({ type: event.type, event, hex })))(
    '$type has the golden bytes, and is read from them',
    ({ event, hex }) => {
      expect(formatHex(encodeEvent(event as unknown as SyncEvent))).toBe(hex);
      expect(decodeEvent(parseHex(hex))).toEqual(event);
    },
  );

  test('a field that is not on the list does not pass, whoever sent it', () => {
    const event = { ...golden.events[0]!.event, personName: 'x' } as unknown as SyncEvent;
    expect(decodeEvent(encodeEvent(event))).toEqual(golden.events[0]!.event);
  });
});

/** `{ "$hex": "…" }` stands for bytes. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  if ('$hex' in value) return parseHex(value.$hex as string);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withBytes(field)]));
}

/** The inverse, so that views of a frame compare by what they hold. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $hex: formatHex(value) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}

function parseHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
