import { readFileSync } from 'node:fs';
import { gzipSync, constants as zlib, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { openSegment, type RuleSource } from '@forecheck/core';
import { type CompileOptions, compileSegment, readSource } from '@forecheck/core/compile';
import type { WireCase, WireForm, WireResult } from '../case.ts';
import { segmentFile } from '../fixtures.ts';
import { applyDelta, makeDelta } from '../references/binary-delta.ts';
import { packAll, packPatches, packRows } from '../references/row-messages.ts';
import { createRules } from '../world/rules.ts';
import { createSource, createWorld, type World } from '../world/world.ts';
import { type Change, createChange, sourceOf } from './wire/change.ts';
import { travelled } from './wire/travelled.ts';

/** Updates of a base, as the segments that travel and in other forms that bring the same rows. */
export async function runWire({ size, changes }: WireCase, folder: string): Promise<WireResult> {
  const world = createWorld(size);
  const base = readFileSync(segmentFile(folder, size));
  const knownRules = new Map(createRules().map(({ id, logic }) => [id, logic]));
  const all = createSource(world);
  const before = packAll(all.catalogue!, all.knowledge!);
  const updates = [];
  for (const count of changes) {
    const change = createChange(world, count);
    const segment = compileSegment(sourceOf(change), { knownRules });
    updates.push({
      changes: count,
      forms: [
        {
          name: 'segment',
          side: 'ours',
          rawBytes: segment.length,
          gzipBytes: await travelled(segment, 'gzip'),
          zstdBytes: await travelled(segment, 'zstd'),
        } satisfies WireForm,
        compressed('rows in full, msgpackr', 'theirs', packRows(change)),
        compressed('changed fields, msgpackr', 'theirs', packPatches(change)),
        compressed('binary diff of all rows', 'theirs', diffOf(before, world, change)),
        withDictionary(segment, base),
        asSource(segment, knownRules),
      ],
    });
  }
  return { updates };
}

/** As the relay compresses what is small. */
function compressed(name: string, side: WireForm['side'], bytes: Uint8Array): WireForm {
  return {
    name,
    side,
    rawBytes: bytes.length,
    gzipBytes: gzipSync(bytes, { level: 6 }).length,
    zstdBytes: zstdCompressSync(bytes, { params: { [zlib.ZSTD_c_compressionLevel]: ZSTD_LEVEL } }).length,
  };
}

function diffOf(before: Uint8Array, world: World, { catalogue, knowledge, withdrawn }: Change): Uint8Array {
  const source = createSource(world);
  const items = new Map(source.catalogue!.map((row) => [row.code, row]));
  const points = new Map(source.knowledge!.map((row) => [row.id, row]));
  for (const { after } of catalogue) items.set(after.code, after);
  for (const { after } of knowledge) points.set(after.id, after);
  for (const { row, id } of withdrawn) (row === 'catalogue' ? items : points).delete(id);
  const after = packAll(items.values(), points.values());
  const delta = makeDelta(before, after);
  if (!Buffer.from(after).equals(applyDelta(before, delta))) throw new Error('the difference is wrong');
  return delta;
}

/** What a dictionary that both sides hold would save: the base itself. */
function withDictionary(segment: Uint8Array, base: Uint8Array): WireForm {
  const encoded = zstdCompressSync(segment, {
    dictionary: base,
    params: { [zlib.ZSTD_c_compressionLevel]: DICTIONARY_LEVEL, [zlib.ZSTD_c_windowLog]: WINDOW_LOG },
  });
  const decoded = zstdDecompressSync(encoded, { dictionary: base, params: { [zlib.ZSTD_d_windowLogMax]: WINDOW_LOG } });
  if (!decoded.equals(segment)) throw new Error('the dictionary does not bring it back');
  return {
    name: 'segment, zstd with the base as dictionary',
    side: 'possible',
    rawBytes: segment.length,
    gzipBytes: Number.NaN,
    zstdBytes: encoded.length,
  };
}

/** What sending the source would save to a receiver that has the compiler: it makes the same bytes of it. */
function asSource(segment: Uint8Array, knownRules: NonNullable<CompileOptions['knownRules']>): WireForm {
  const text = JSON.stringify(readSource(openSegment(segment)));
  const again = compileSegment(JSON.parse(text) as RuleSource, { knownRules });
  if (!Buffer.from(again).equals(segment)) throw new Error('the source gives another segment');
  return compressed('segment, as its source in JSON', 'possible', Buffer.from(text));
}

const ZSTD_LEVEL = 19;
/** Level 19 takes a minute for a base of 26 MB and saves another sixth. */
const DICTIONARY_LEVEL = 12;
const WINDOW_LOG = 27;
