import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Plugin, transformSync } from 'esbuild';
import { defineConfig, type Options } from 'tsup';
import { STYLE_FILE } from './src/style/adopt-style.ts';
import { STYLE_SHEET } from './src/style/style-sheet.ts';

/** Chromium 67: what the oldest of them cannot read is written differently. */
const OLDEST = ['es2018', 'chrome67'];

// Here and not by `clean`: two builds go on at once, and one must not sweep away what the other has made.
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');

// The rules are written to be read; what travels is short, and says the same to an old browser.
const { code } = transformSync(STYLE_SHEET, { loader: 'css', minify: true, target: 'chrome67' });
const style = code.trim();
writeFileSync(join('dist', STYLE_FILE), `${style}\n`);

const shortStyle: Plugin = {
  name: 'short-style',
  setup(build) {
    build.onLoad({ filter: /[\\/]style[\\/]style-sheet\.ts$/ }, () => ({
      contents: `export const STYLE_SHEET = ${JSON.stringify(style)};`,
      loader: 'ts',
    }));
  },
};

const common: Options = {
  target: OLDEST,
  platform: 'browser',
  sourcemap: true,
  esbuildPlugins: [shortStyle],
};

export default defineConfig([
  {
    ...common,
    entry: ['src/index.ts', 'src/define.ts', 'src/trail.ts'],
    format: ['esm', 'cjs'],
    // One copy of every module per format: two entries must agree on what is defined.
    splitting: true,
    dts: true,
  },
  {
    ...common,
    entry: { 'forecheck-widget': 'src/script.ts' },
    format: ['iife'],
    globalName: 'ForecheckWidget',
    minify: true,
    outExtension: () => ({ js: '.js' }),
    onSuccess: async () => describeElements(),
  },
]);

/** The custom-elements manifest, from the comments of the classes, without what is private. */
function describeElements(): void {
  const analyser = join(
    createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer/package.json'),
    '../cem.js',
  );
  const globs = ['--globs', 'src/element/compliance-*.ts', '--exclude', '**/*.test.ts'];
  execFileSync(process.execPath, [analyser, 'analyze', ...globs, '--outdir', 'dist'], { stdio: 'ignore' });
  const path = join('dist', 'custom-elements.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  for (const declaration of manifest.modules.flatMap(({ declarations }) => declarations)) {
    declaration.members = declaration.members?.filter(({ privacy }) => privacy !== 'private') ?? [];
    // Where events are dispatched their name is a variable; the class comments say what they are.
    declaration.events = declaration.events?.filter(({ name }) => name.startsWith('forecheck-')) ?? [];
  }
  writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

interface Declaration {
  members?: readonly { readonly privacy?: string }[];
  events?: readonly { readonly name: string }[];
}
