// The public surface of every entry point as one declaration file each. `npm run api:update` writes them to `test/api`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';
import { type EntryPoint, ROOT, workspacePackages } from './workspace.ts';

/** Absolute path of the recorded surface: `test/api/core.compile.d.ts`. */
export function recordedApiPath({ specifier }: EntryPoint): string {
  return join(ROOT, 'test/api', `${specifier.replace('@forecheck/', '').replaceAll('/', '.')}.d.ts`);
}

/**
 * What a consumer's compiler sees of an entry point. The declarations of the build are split into chunks with digests
 * in their names; here they are one file again. Comments are left out: a better sentence is not an API change.
 */
export async function rollApi({ declarations, specifier }: EntryPoint): Promise<string> {
  const bundle = await rollup({
    input: declarations,
    plugins: [dts()],
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    onwarn: () => {},
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  const tree = ts.createSourceFile('api.d.ts', output[0].code, ts.ScriptTarget.ES2022);
  const body = ts.createPrinter({ removeComments: true }).printFile(tree);
  return `// ${specifier}, as built. \`npm run api:update\` writes this file.\n\n${body}`;
}

if (import.meta.main && process.argv.includes('--update')) {
  for (const entry of workspacePackages().flatMap(({ entryPoints }) => entryPoints)) {
    const path = recordedApiPath(entry);
    const rolled = await rollApi(entry);
    if (readIfThere(path) === rolled) continue;
    writeFileSync(path, rolled);
    console.log(`wrote ${path.slice(ROOT.length + 1)}`);
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
