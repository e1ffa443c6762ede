import { packStoreContract } from '@forecheck/testkit';
import { describe, test } from 'vitest';
import { createMemoryPackStore, type PackMemory } from './memory-pack-store.ts';

describe('the memory store keeps the promises of a pack store', () => {
  test.each(packStoreContract)('$name', async ({ run }) => {
    const memory: PackMemory = { blobs: new Map(), parts: new Map() };
    await run({ open: async () => createMemoryPackStore(memory) });
  });
});
