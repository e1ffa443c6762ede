import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { RuleSource } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPackFolder, openPackFolder, pruneSegments, readPackFolder, writePackFolder } from './pack-folder.ts';
import { describeSegments, type PackManifest } from './pack-manifest.ts';
import { copySamples, type SampleFolder } from './sample-folder.ts';

const segmentOf = (id: string): Uint8Array => {
  const source: RuleSource = {
    formatVersion: 1,
    id,
    layer: 'national',
    catalogue: [{ code: id, name: id, kind: 'drug' }],
  };
  return compileSegment(source);
};
const OLD = segmentOf('SAMPLE-OLD');
const NEW = segmentOf('SAMPLE-NEW');

let samples: SampleFolder;
let folder: string;
beforeEach(() => {
  samples = copySamples();
  folder = samples.path('made');
});
afterEach(() => samples.remove());

const fileOf = (segment: Uint8Array): string => describeSegments([segment]).segments[0]!.file;
const manifestText = (): string => samples.read('made', 'manifest.json');
const rewriteManifest = (change: (manifest: PackManifest) => unknown): void =>
  writeFileSync(
    samples.path('made', 'manifest.json'),
    JSON.stringify(change(JSON.parse(manifestText()) as PackManifest)),
  );

describe('a pack folder', () => {
  test('gives back what was written, in order', async () => {
    const manifest = await writePackFolder(folder, [OLD, NEW]);
    const read = await readPackFolder(folder);
    expect(read.manifest).toEqual(manifest);
    expect(read.segments.map((bytes) => Buffer.from(bytes))).toEqual([Buffer.from(OLD), Buffer.from(NEW)]);
  });

  test('opens as a ruleset that names manifest and segments, newest first', async () => {
    const { manifest, segments } = await writePackFolder(folder, [OLD, NEW]);
    const ruleset = await openPackFolder(folder);
    expect(ruleset.manifest).toBe(manifest);
    expect(ruleset.segments.map(({ digest }) => digest)).toEqual([segments[1]!.digest, segments[0]!.digest]);
  });

  test('names its segments by their SHA-256, and itself by theirs', async () => {
    // The digests of `sha256sum`, so that nobody needs this program to check a pack.
    const bytes = new TextEncoder().encode('abc');
    expect(describeSegments([bytes])).toEqual({
      formatVersion: 1,
      manifest: '620a3df236da0af638c2a61c86951463731998f91dbb3ed629f47b9fe00ad118',
      segments: [
        {
          digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
          bytes: 3,
          file: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.fcseg',
        },
      ],
    });
  });

  test('is replaced by a newer pack; segments of the older one stay until they are pruned', async () => {
    await writePackFolder(folder, [OLD]);
    const manifest = await writePackFolder(folder, [NEW]);
    expect(readdirSync(folder).sort()).toEqual([fileOf(OLD), fileOf(NEW), 'manifest.json'].sort());
    expect(await pruneSegments(folder, manifest)).toBe(1);
    expect(readdirSync(folder).sort()).toEqual([fileOf(NEW), 'manifest.json'].sort());
    expect((await readPackFolder(folder)).segments).toHaveLength(1);
  });

  test('a segment that is there already is not written again', async () => {
    await writePackFolder(folder, [OLD]);
    const before = statSync(samples.path('made', fileOf(OLD))).ino;
    await writePackFolder(folder, [OLD, NEW]);
    expect(statSync(samples.path('made', fileOf(OLD))).ino).toBe(before);
  });

  test('a damaged segment is written again', async () => {
    await writePackFolder(folder, [OLD]);
    damage(samples.path('made', fileOf(OLD)));
    await writePackFolder(folder, [OLD]);
    await expect(readPackFolder(folder)).resolves.toBeDefined();
  });

  test('leaves no unfinished file behind', async () => {
    await writePackFolder(folder, [OLD, NEW]);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('is not made among the files of something else', async () => {
    await expect(writePackFolder(samples.path('rules'), [OLD])).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(existsSync(samples.path('rules', 'manifest.json'))).toBe(false);
  });

  test('may hold a note beside the pack', async () => {
    await writePackFolder(folder, [OLD]);
    writeFileSync(samples.path('made', 'README.txt'), 'ours');
    await expect(checkPackFolder(folder)).resolves.toBeUndefined();
  });

  test('cannot be made where a file is', async () => {
    await expect(writePackFolder(samples.path('encounter.json'), [OLD])).rejects.toMatchObject({
      code: 'file-unwritable',
    });
  });
});

describe('a pack folder that must not be used', () => {
  beforeEach(async () => {
    await writePackFolder(folder, [OLD, NEW]);
  });

  const cases: readonly [string, string, () => void][] = [
    ['is not there', 'pack-missing', () => rmSync(folder, { recursive: true })],
    ['has no manifest', 'pack-missing', () => rmSync(samples.path('made', 'manifest.json'))],
    [
      'has a manifest that is no JSON',
      'pack-malformed',
      () => writeFileSync(samples.path('made', 'manifest.json'), '{'),
    ],
    ['has a manifest that is null', 'pack-malformed', () => rewriteManifest(() => null)],
    [
      'has a manifest of a later format',
      'pack-malformed',
      () => rewriteManifest((it) => ({ ...it, formatVersion: 2 })),
    ],
    ['lists no segments', 'pack-malformed', () => rewriteManifest((it) => ({ ...it, segments: [] }))],
    ['lists something else', 'pack-malformed', () => rewriteManifest((it) => ({ ...it, segments: [null] }))],
    [
      'leads out of its folder',
      'pack-malformed',
      () =>
        rewriteManifest((it) => ({ ...it, segments: it.segments.map((one) => ({ ...one, file: `../${one.file}` })) })),
    ],
    [
      'has its segments in another order than its digest says',
      'pack-corrupt',
      () => rewriteManifest((it) => ({ ...it, segments: [...it.segments].reverse() })),
    ],
    ['lacks a segment', 'pack-incomplete', () => rmSync(samples.path('made', fileOf(OLD)))],
    ['has a segment with one bit turned', 'pack-corrupt', () => damage(samples.path('made', fileOf(NEW)))],
    ['has a segment that is longer', 'pack-corrupt', () => appendFileSync(samples.path('made', fileOf(NEW)), 'x')],
    [
      'has one segment in the place of another',
      'pack-corrupt',
      () => copyFileSync(samples.path('made', fileOf(OLD)), samples.path('made', fileOf(NEW))),
    ],
  ];

  test.each(cases)('%s: %s', async (_, code, spoil) => {
    spoil();
    await expect(readPackFolder(folder)).rejects.toMatchObject({ code });
  });

  test('holds bytes that are a file, but no segment', async () => {
    await writePackFolder(folder, [new TextEncoder().encode('no segment')]);
    await expect(readPackFolder(folder)).resolves.toBeDefined();
    await expect(openPackFolder(folder)).rejects.toMatchObject({ code: expect.stringMatching(/^segment-/) });
  });
});

function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
}
