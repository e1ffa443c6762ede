import { builtinModules } from 'node:module';
import { relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { ROOT } from '../../scripts/workspace.ts';

/** A page's code as a consumer's bundler makes it from `dist`: minified, and split where something is imported later. */
export interface PageBundle {
  /** What has come before anything runs. */
  readonly first: string;
  readonly firstInputs: readonly string[];
  /** Files that are fetched when they are first needed. */
  readonly later: readonly string[];
  readonly laterInputs: readonly string[];
  readonly inputs: readonly string[];
  /** Of what comes first, minified. */
  readonly bytesByPackage: ReadonlyMap<string, number>;
}

/** Bundles a module. What is `left` out is imported by name from what remains. */
export async function bundlePage(contents: string, left: readonly string[] = []): Promise<PageBundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts', sourcefile: ENTRY },
    bundle: true,
    splitting: true,
    outdir: ROOT,
    absWorkingDir: ROOT,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: [...builtinModules, 'node:*', ...left],
    logLevel: 'silent',
  });
  const codes = new Map(outputFiles.map(({ path, text }) => [relative(ROOT, path).replaceAll('\\', '/'), text]));
  const first = reachedAtOnce(metafile);
  const inputsOf = (names: readonly string[]) =>
    names.flatMap((name) => Object.keys(metafile.outputs[name]?.inputs ?? {}));
  const later = [...codes.keys()].filter((name) => !first.includes(name));
  return {
    first: first.map((name) => codes.get(name)).join('\n'),
    firstInputs: inputsOf(first),
    later: later.map((name) => codes.get(name) ?? ''),
    laterInputs: inputsOf(later),
    inputs: Object.keys(metafile.inputs),
    bytesByPackage: countByPackage(first.flatMap((name) => Object.entries(metafile.outputs[name]?.inputs ?? {}))),
  };
}

/** Brotli at its best, as a server would have it at hand. */
export const brotliBytes = (code: string): number => brotliCompressSync(code).length;

/** The entry and what it imports, but not what it imports while it runs. */
function reachedAtOnce({ outputs }: Metafile): readonly string[] {
  const reached = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === ENTRY);
  for (const name of reached) {
    for (const { path, kind, external } of outputs[name]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true && !reached.includes(path)) reached.push(path);
    }
  }
  return reached;
}

function countByPackage(inputs: readonly (readonly [path: string, { bytesInOutput: number }])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [path, { bytesInOutput }] of inputs) {
    const [name = path] = /^packages\/\w+\/\w+|(?<=node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    counts.set(name, (counts.get(name) ?? 0) + bytesInOutput);
  }
  return counts;
}

const ENTRY = 'page.ts';
