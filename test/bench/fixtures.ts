import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { activate, openSegment, type Ruleset } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { createSource, createWorld, type WorldSize } from './world/world.ts';

/** Path of the world's segment, compiled by the first case that asks for it. */
export function segmentFile(folder: string, size: WorldSize): string {
  return fixture(folder, size, 'fcseg', () => compileSegment(createSource(createWorld(size))));
}

/** Path of the same rows in another form. */
export function sourceFile(folder: string, size: WorldSize, extension: string, encode: (source: object) => Uint8Array) {
  return fixture(folder, size, extension, () => encode(createSource(createWorld(size))));
}

/** A ruleset of nothing but the world. */
export function openWorld(folder: string, size: WorldSize): Ruleset {
  const bytes = readFileSync(segmentFile(folder, size));
  return activate({ manifest: 'bench', segments: ['base'] }, [{ digest: 'base', view: openSegment(bytes) }]);
}

function fixture(folder: string, { rows, points }: WorldSize, extension: string, create: () => Uint8Array): string {
  const path = join(folder, `${rows}-${points}.${extension}`);
  if (!existsSync(path)) {
    // Renamed when complete, so that an interrupted case leaves nothing that looks like a fixture.
    writeFileSync(`${path}.part`, create());
    renameSync(`${path}.part`, path);
  }
  return path;
}
