import { isSyncError } from '@forecheck/sync';
import { decodeClientMessage, decodeEvent, decodeServerMessage } from '@forecheck/sync/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import golden from '../conformance/wire/messages-v1.json' with { type: 'json' };

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 3_000);
const frames = [...golden.client, ...golden.server, ...golden.events, ...golden.malformed].map(({ hex }) =>
  Uint8Array.from(Buffer.from(hex, 'hex')),
);

/** A good frame with some bytes changed, cut out or put in. */
const damaged = fc
  .tuple(
    fc.constantFrom(...frames),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.constantFrom('change', 'remove', 'insert')), { maxLength: 6 }),
  )
  .map(([frame, changes]) => {
    const bytes = [...frame];
    for (const [at, byte, how] of changes) {
      const index = at % Math.max(bytes.length, 1);
      if (how === 'change') bytes[index] = byte;
      else bytes.splice(index, how === 'remove' ? 1 : 0, ...(how === 'insert' ? [byte] : []));
    }
    return Uint8Array.from(bytes);
  });

test.each([
  ['a server', decodeClientMessage],
  ['a client', decodeServerMessage],
  ['a bureau', decodeEvent],
] as const)('whatever bytes come, %s refuses them by a code or reads a message that is well formed', (_, decode) => {
  fc.assert(
    fc.property(damaged, (bytes) => {
      try {
        const message = decode(bytes);
        if (message !== undefined && !('type' in message)) expect(typeof message.kind).toBe('string');
      } catch (error) {
        if (!isSyncError(error)) throw error;
      }
    }),
    { numRuns },
  );
});
