import { packStoreContract } from '@forecheck/testkit';
import { describe, expect, test } from 'vitest';
import { openIndexedDbPackStore } from './indexed-db-pack-store.ts';

let databases = 0;
const newName = (): string => `packs-${performance.timeOrigin}-${++databases}`;

describe('the store in IndexedDB keeps the promises of a pack store', () => {
  test.each(packStoreContract)('$name', async ({ run }) => {
    const name = newName();
    await run({ open: () => openIndexedDbPackStore({ name }) });
  });
});

test('a second store of the same name is refused until the first is closed', async () => {
  const name = newName();
  const store = await openIndexedDbPackStore({ name });
  await expect(openIndexedDbPackStore({ name })).rejects.toMatchObject({ code: 'storage-locked', retry: 'safe' });
  await store.close();
  await (await openIndexedDbPackStore({ name })).close();
});
