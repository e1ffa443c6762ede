import type { Trust } from '@forecheck/pack';
import { expect, test } from 'vitest';
import { createMemoryOutbox } from '../outbox/memory-outbox.ts';
import { composeHello } from './compose-messages.ts';

test('a scope named like something that every object inherits has no head yet', async () => {
  const hello = async (scope: string, headVersions: Trust['headVersions']) => {
    const trust = { root: { version: 3, headEpoch: 1 }, headVersions } as Trust;
    const outbox = await createMemoryOutbox({ newStream: () => 's1' });
    const identity = { role: 'client', institution: 'H1', scope, encodings: [], clockMs: 0 } as const;
    return composeHello(identity, { trust, active: undefined }, [], outbox).headVersion;
  };
  expect(await hello('constructor', {})).toBe(0);
  expect(await hello('constructor', { constructor: 7 } as unknown as Trust['headVersions'])).toBe(7);
});
