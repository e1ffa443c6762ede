import { builtinModules } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/workspace.ts';
import { findForbidden } from './find-forbidden.ts';

/**
 * 27 kinds and modes with their shared semantics, the reader of encounters, and the checks that let hostile bytes do no
 * harm: 38 kB. A quarter each is spent on the kinds, on reading encounters and making answers, and on opening and checking
 * segments, a sixth on windows, uses, look-ups and units that kinds share; a twentieth each on fixes, rulesets and the
 * calendar. No module is larger than 3 % and nothing of the compiler is in it, so there is no one thing to leave out.
 * docs/decisions/0009 tells what was weighed. Raise it only with a reason in the commit.
 */
const CORE_BYTES_MAX = 38_500;

/** What a page needs to judge an encounter, bundled as a consumer's bundler would, from `dist`. */
const CONSUMER = `
  import { activate, evaluate, openSegment } from '@forecheck/core';
  globalThis.judge = { activate, evaluate, openSegment };
`;

interface Bundle {
  readonly code: string;
  readonly inputs: readonly string[];
}

async function bundle(contents: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: [...builtinModules, 'node:*'],
    logLevel: 'silent',
  });
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

const brotliBytes = ({ code }: Bundle): number => brotliCompressSync(code).length;

describe('a page that only evaluates', () => {
  let page: Bundle;
  beforeAll(async () => {
    page = await bundle(CONSUMER);
    console.log(`core, evaluate only: ${page.code.length} bytes minified, ${brotliBytes(page)} brotli`);
  });

  test('really holds the engine, and from the build', () => {
    expect(page.inputs.some((path) => path.startsWith('packages/core/dist/'))).toBe(true);
    expect(page.inputs.filter((path) => path.startsWith('packages/core/src/'))).toEqual([]);
    expect(brotliBytes(page)).toBeGreaterThan(1_000);
  });

  test(`weighs at most ${CORE_BYTES_MAX} bytes`, () => {
    expect(brotliBytes(page)).toBeLessThanOrEqual(CORE_BYTES_MAX);
  });

  test('holds no zod, nothing that makes code from strings, no Node module', () => {
    expect(findForbidden(page.code, page.inputs)).toEqual([]);
  });
});

describe('the check itself', () => {
  test.each([
    ['zod', "import * as z from 'zod/mini'; globalThis.z = z.string();"],
    ['eval', "globalThis.x = (0, eval)('1') + eval('1');"],
    ['new Function', "globalThis.f = new Function('return 1');"],
    ['node:fs', "import { readFileSync } from 'node:fs'; globalThis.f = readFileSync;"],
  ])('finds %s', async (name, contents) => {
    const { code, inputs } = await bundle(contents);
    expect(findForbidden(code, inputs)).toContain(name);
  });
});
