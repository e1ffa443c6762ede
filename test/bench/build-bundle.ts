import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the process that runs a case, and returns where it is. What is measured is then what a consumer of the
 * packages runs: one file, types gone, no loader in between.
 */
export async function buildBundle(): Promise<string> {
  const outdir = join(import.meta.dirname, 'dist');
  await build({
    entryPoints: ['case-process.ts', 'fan-out-process.ts'].map((name) => join(import.meta.dirname, name)),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22.15',
    conditions: ['@forecheck/source'],
    external: [
      '@gorules/zen-engine',
      'json-logic-engine',
      'json-rules-engine',
      'msgpackr',
      'pg',
      'typescript',
      'ws',
      // They start programs of their own.
      'esbuild',
      'playwright',
      'read-excel-file',
    ],
    // Some of what is bundled is CommonJS and asks for Node's modules the old way.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return join(outdir, 'case-process.js');
}
