// Makes the folder that a hospital copies to run a plugin: the program in one piece, the widget's script, and what starts it.
// Nothing is installed there. `node scripts/plugin-folder.ts <folder> [--with-node]`, after `npm run build`.
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ROOT } from './workspace.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'with-node': { type: 'boolean' } } });
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: node scripts/plugin-folder.ts <folder> [--with-node]');
  process.exit(2);
}
const out = resolve(folder);
const app = join(out, 'app');
rmSync(app, { recursive: true, force: true });
mkdirSync(app, { recursive: true });

const { metafile } = await build({
  entryPoints: [join(ROOT, 'packages/cli/src/main.ts')],
  bundle: true,
  splitting: true,
  outdir: app,
  format: 'esm',
  platform: 'node',
  target: 'node22.15',
  conditions: ['@forecheck/source'],
  // Faster versions of what is there in any case; without them nothing is lost.
  external: ['pg-native', 'bufferutil', 'utf-8-validate', 'pg-cloudflare'],
  // Some of what is bundled was written for `require`.
  banner: {
    js: "import { createRequire as forRequire } from 'node:module'; const require = forRequire(import.meta.url);",
  },
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
});

for (const kind of ['js', 'css']) {
  copyFileSync(join(ROOT, `packages/widget/dist/forecheck-widget.${kind}`), join(app, `widget.${kind}`));
}
copyFileSync(join(ROOT, 'LICENSE'), join(out, 'LICENSE'));
writeFileSync(join(out, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`);

// One of its own comes before that of the machine.
writeProgram(
  'forecheck-plugin',
  `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
node=node
[ -x "$here/node" ] && node="$here/node"
exec "$node" "$here/app/main.js" plugin "$@"
`,
);
writeProgram(
  'forecheck-plugin.cmd',
  '@echo off\r\nset "NODE=node"\r\nif exist "%~dp0node.exe" set "NODE=%~dp0node.exe"\r\n"%NODE%" "%~dp0app\\main.js" plugin %*\r\n',
);
if (values['with-node']) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  copyFileSync(process.execPath, join(out, name));
  chmodSync(join(out, name), 0o755);
}

const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(`${out}: ${Math.round(bytes / 1024)} kB of program in ${Object.keys(metafile.outputs).length} files`);

function writeProgram(name: string, text: string): void {
  writeFileSync(join(out, name), text);
  chmodSync(join(out, name), 0o755);
}
