import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where every report of a test run goes. */
export const REPORTS = join(ROOT, '.reports');

export interface EntryPoint {
  /** As a consumer imports it: `@forecheck/core/compile`. */
  readonly specifier: string;
  /** Absolute path of the source. */
  readonly source: string;
  /** Absolute path of the built declarations. */
  readonly declarations: string;
  /** Absolute path of the built ES module. */
  readonly module: string;
}

export interface WorkspacePackage {
  readonly name: string;
  /** Name without the scope. */
  readonly shortName: string;
  /** Relative to the root, with forward slashes: `packages/core`. */
  readonly folder: string;
  readonly entryPoints: readonly EntryPoint[];
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The packages, in layer order. */
export function workspacePackages(): readonly WorkspacePackage[] {
  const { workspaces } = readJson(join(ROOT, 'package.json')) as { workspaces: string[] };
  return workspaces.map((folder) => {
    const manifest = readJson(join(ROOT, folder, 'package.json')) as Manifest;
    const entryPoints = Object.entries(manifest.exports).flatMap(([key, target]) =>
      typeof target === 'string'
        ? []
        : [
            {
              specifier: manifest.name + key.slice(1),
              source: join(ROOT, folder, target['@forecheck/source']),
              declarations: join(ROOT, folder, target.import.types),
              module: join(ROOT, folder, target.import.default),
            },
          ],
    );
    return {
      name: manifest.name,
      shortName: manifest.name.replace('@forecheck/', ''),
      folder,
      entryPoints,
      dependencies: manifest.dependencies ?? {},
    };
  });
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | ConditionalExport>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface ConditionalExport {
  readonly '@forecheck/source': string;
  readonly import: { readonly types: string; readonly default: string };
}
