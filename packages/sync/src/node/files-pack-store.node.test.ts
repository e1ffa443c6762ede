import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packStoreContract } from '@forecheck/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFilesPackStore } from './files-pack-store.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'forecheck-packs-'));
  folder = join(root, 'not', 'there', 'yet');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the store in files keeps the promises of a pack store', () => {
  test.each(packStoreContract)('$name', async ({ run }) => {
    await run({ open: () => openFilesPackStore({ folder }) });
  });
});

test('a blob is a file of its digest with its bytes and nothing else', async () => {
  const store = await openFilesPackStore({ folder });
  await store.putBlob(A, Uint8Array.of(1, 2, 3));
  await store.close();
  expect([...(await readFile(join(folder, 'blobs', A)))]).toEqual([1, 2, 3]);
});

test('a record of which any byte has changed, or that was cut, is none', async () => {
  const record = Uint8Array.from({ length: 60 }, (_, index) => index);
  const file = join(folder, 'record');
  const first = await openFilesPackStore({ folder });
  await first.writeRecord(record);
  await first.close();
  const written = await readFile(file);
  for (let at = 0; at < written.length; at += 1) {
    const damaged = Buffer.from(written);
    damaged[at] = damaged[at]! ^ 0x10;
    await writeFile(file, damaged);
    const store = await openFilesPackStore({ folder });
    expect(await store.readRecord()).toBeUndefined();
    await store.close();
  }
  for (const length of [0, 10, 31, 32, written.length - 1]) {
    await writeFile(file, written);
    await truncate(file, length);
    const store = await openFilesPackStore({ folder });
    expect(await store.readRecord()).toBeUndefined();
    await store.writeRecord(record);
    expect(await store.readRecord()).toEqual(record);
    await store.close();
  }
});

test('damaged blobs that are set aside are kept for inspection, the newest eight of them', async () => {
  const store = await openFilesPackStore({ folder });
  for (let round = 1; round <= 12; round += 1) {
    await store.putBlob(A, Uint8Array.of(round));
    await store.setAside(A);
  }
  await store.close();
  const names = (await readdir(join(folder, 'aside'))).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const kept = await Promise.all(names.map(async (name) => (await readFile(join(folder, 'aside', name)))[0]));
  expect(kept).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a file of another length under the name of a blob is put again', async () => {
  const store = await openFilesPackStore({ folder });
  await store.putBlob(A, Uint8Array.of(1, 2, 3));
  await truncate(join(folder, 'blobs', A), 1);
  await store.putBlob(A, Uint8Array.of(1, 2, 3));
  expect(await store.getBlob(A)).toEqual(Uint8Array.of(1, 2, 3));
  await store.close();
});

test('what an earlier process left half written is removed', async () => {
  await (await openFilesPackStore({ folder })).close();
  await writeFile(join(folder, 'blobs', `.${B}.partial`), 'half');
  const store = await openFilesPackStore({ folder });
  expect(await store.listBlobs()).toEqual([]);
  expect(await readdir(join(folder, 'blobs'))).toEqual([]);
  await store.close();
});

test('a lock that has become something else is emptied and taken', async () => {
  await (await openFilesPackStore({ folder })).close();
  await writeFile(join(folder, 'lock'), 'noise '.repeat(1000));
  const store = await openFilesPackStore({ folder });
  await expect(openFilesPackStore({ folder })).rejects.toMatchObject({ code: 'storage-locked', retry: 'safe' });
  await store.close();
});

test('a file where the folder should be is told as a failure, without its path', async () => {
  await writeFile(join(root, 'file'), '');
  const error: unknown = await openFilesPackStore({ folder: join(root, 'file') }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'storage-failed' });
  expect((error as Error).message).not.toContain(root);
});
