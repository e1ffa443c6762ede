import { describeShape } from '@forecheck/pack';
import { expect, test } from 'vitest';
import { EVENT_SHAPES } from './decode-event.ts';
import { PROTOCOL_VERSION } from './limits.ts';
import { CLIENT_SHAPES, SERVER_SHAPES } from './message-shapes.ts';

/**
 * What each version of the protocol says. When this fails, a message or an event has another shape than before: give
 * the protocol a new version and add its line; change a line only while its version was never released.
 */
const DIGESTS: Readonly<Record<number, string>> = {
  1: 'd96d571800a4da21c1992e768a38b75a2a6b0d2a8d9f73ed1c4ec1fb4b8c235e',
};

test('the shapes of messages and events are those of the protocol version', async () => {
  const shapes = [CLIENT_SHAPES, SERVER_SHAPES, EVENT_SHAPES].map((one) =>
    Object.entries(one)
      .map(([kind, shape]) => [kind, describeShape(shape as Parameters<typeof describeShape>[0])])
      .sort(),
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(shapes)));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(hex).toBe(DIGESTS[PROTOCOL_VERSION]);
});
