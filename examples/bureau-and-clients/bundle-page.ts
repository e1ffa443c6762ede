import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { CONDITIONS } from './start-client.ts';

/** What a server of pages has at a path. */
export interface PageFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** A page's modules as a bundler makes them, under the name of its folder's `main`: what only some pages need, such as SM2, in files of their own. */
export async function bundlePage(entry: URL): Promise<readonly (readonly [path: string, file: PageFile])[]> {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(entry) },
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    outdir: '/',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: CONDITIONS.map((argument) => argument.replace('--conditions=', '')),
    logLevel: 'warning',
    // A chunk that is imported for its order alone may be left out: that is what its package says of it.
    logOverride: { 'ignored-bare-import': 'silent' },
  });
  return outputFiles.map(({ path, contents }) => [path, { bytes: contents, type: 'text/javascript; charset=utf-8' }]);
}
