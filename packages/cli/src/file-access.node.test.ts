import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder, readBytes, replaceFile, streamBytes } from './file-access.ts';
import { copySamples, type SampleFolder } from './sample-folder.ts';

let samples: SampleFolder;
beforeEach(() => {
  samples = copySamples();
});
afterEach(() => samples.remove());

describe('a folder', () => {
  test('is made with those above it, and may be there already', async () => {
    const path = samples.path('a', 'b', 'c');
    await makeFolder(path);
    await makeFolder(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  test('is not made below a file', async () => {
    await expect(makeFolder(samples.path('message.json', 'x'))).rejects.toMatchObject({
      code: 'file-unwritable',
      retry: 'safe',
    });
  });

  // There the system says “not there” of the folder that is to be made; asking it again and again would never end.
  test.skipIf(!existsSync('/proc/self'))('is not made where none can be', async () => {
    await expect(makeFolder('/proc/forecheck/x')).rejects.toMatchObject({ code: 'file-unwritable' });
  });
});

describe('a file', () => {
  test('is replaced whole, with nothing left beside it', async () => {
    const path = samples.path('rules', 'policy.json');
    const before = readdirSync(samples.path('rules')).sort();
    await replaceFile(path, 'new');
    expect(samples.read('rules', 'policy.json')).toBe('new');
    expect(readdirSync(samples.path('rules')).sort()).toEqual(before);
  });

  test('is as it was when it cannot be replaced', async () => {
    // A folder of the same name is in the way of the rename.
    await expect(replaceFile(samples.path('rules'), 'new')).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(readdirSync(samples.path()).filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(samples.read('rules', 'source.json')).toContain('sample-base');
  });

  test('is read whole and piece by piece', async () => {
    const path = samples.path('large');
    writeFileSync(path, 'x'.repeat(300_000));
    expect((await readBytes(path)).length).toBe(300_000);
    const pieces: Uint8Array[] = [];
    for await (const piece of streamBytes(path)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).toString()).toBe('x'.repeat(300_000));
  });

  test.each([
    ['is not there', () => samples.path('none'), 'there is no such file or folder'],
    ['is a folder', () => samples.path('rules'), 'it is a folder'],
  ])('%s', async (_, path, reason) => {
    const unreadable = { code: 'file-unreadable', retry: 'safe', message: expect.stringContaining(reason) };
    await expect(readBytes(path())).rejects.toMatchObject(unreadable);
    await expect(streamBytes(path()).next()).rejects.toMatchObject(unreadable);
  });
});
