import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundlePage, type PageFile } from '../bureau-and-clients/bundle-page.ts';
import { CONDITIONS } from '../bureau-and-clients/start-client.ts';

const require = createRequire(import.meta.url);

/** One page of the HIS: what it may do, and its files by their path below it. */
export interface HisPage {
  readonly policy: string;
  /** Bundles are made when somebody asks for the page first. */
  files(): Promise<ReadonlyMap<string, PageFile>>;
}

/** Nothing inline and no code from strings, as strict hospitals have it; and the plugin of this machine. */
const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*; base-uri 'none'";

/** The three pages, by the path that they stand under. */
export const HIS_PAGES: Readonly<Record<string, HisPage>> = {
  '/': {
    policy: `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`,
    files: once(async () => [
      ['', await readPage('his/index.html', 'text/html')],
      ['style.css', await readPage('his/style.css', 'text/css')],
      ...(await bundled('his/main.ts')),
    ]),
  },
  '/vue/': {
    // Vue makes one policy of that name, through which its own compiled templates pass, when it is loaded.
    policy: `${STRICT}; require-trusted-types-for 'script'; trusted-types vue`,
    files: once(async () => [
      ['', await readPage('vue/index.html', 'text/html')],
      ['style.css', await readPage('vue/style.css', 'text/css')],
      ['element-plus.css', { bytes: await readFile(require.resolve('element-plus/dist/index.css')), type: CSS }],
      ...(await bundled('vue/main.ts')),
    ]),
  },
  '/jquery/': {
    // jQuery 3 tries browsers out with `innerHTML` while it is loaded: it cannot live under trusted types.
    policy: STRICT,
    files: once(async () => [
      ['', await readPage('jquery/index.html', 'text/html')],
      ['grid.css', await readPage('jquery/grid.css', 'text/css')],
      ['page.js', await readPage('jquery/page.js', 'text/javascript')],
      ['grid.js', await readPage('jquery/grid.js', 'text/javascript')],
      ['jquery.js', { bytes: await readFile(require.resolve('jquery/dist/jquery.min.js')), type: JAVASCRIPT }],
      ['forecheck-widget.js', { bytes: await readWidget(), type: JAVASCRIPT }],
      // The client as one script with a global name, as a HIS without a bundler has it.
      ['forecheck-client.js', await bundleScript('../../packages/plugin/src/browser.ts', 'ForecheckPlugin')],
    ]),
  },
};

const CSS = 'text/css; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';

type Files = readonly (readonly [path: string, file: PageFile])[];

function once(make: () => Promise<Files>): HisPage['files'] {
  let made: Promise<ReadonlyMap<string, PageFile>> | undefined;
  return () => {
    made ??= make().then((files) => new Map(files));
    return made;
  };
}

async function bundled(entry: string): Promise<Files> {
  const files = await bundlePage(new URL(entry, import.meta.url));
  return files.map(([path, file]) => [path.replace(/^\//, ''), file]);
}

/** The script-tag build where there is one, or else the same of the sources. */
async function readWidget(): Promise<Uint8Array> {
  const built = new URL('../../packages/widget/dist/forecheck-widget.js', import.meta.url);
  if (existsSync(built)) return readFile(built);
  return (await bundleScript('../../packages/widget/src/script.ts', 'ForecheckWidget')).bytes;
}

async function bundleScript(entry: string, globalName: string): Promise<PageFile> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName,
    platform: 'browser',
    target: 'es2020',
    conditions: CONDITIONS.map((argument) => argument.replace('--conditions=', '')),
  });
  return { bytes: outputFiles[0]?.contents ?? new Uint8Array(), type: JAVASCRIPT };
}

async function readPage(path: string, type: string): Promise<PageFile> {
  return { bytes: await readFile(new URL(path, import.meta.url)), type: `${type}; charset=utf-8` };
}
