import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readJson, workspacePackages } from '../../scripts/workspace.ts';

/** Lowest first: ARCHITECTURE.md, “Packages and the directions imports may take”. */
const LAYER_ORDER = ['core', 'pack', 'sync', 'nhsa', 'widget', 'pos', 'plugin', 'bureau', 'cli', 'testkit'];

const packages = workspacePackages();
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function isInLayerOrder(names: readonly string[]): boolean {
  const ranks = names.map((name) => LAYER_ORDER.indexOf(name));
  return !ranks.includes(-1) && ranks.every((rank, i) => i === 0 || rank > (ranks[i - 1] ?? -1));
}

test('workspaces are listed one by one, in layer order', () => {
  expect(isInLayerOrder(packages.map(({ shortName }) => shortName))).toBe(true);
  expect(isInLayerOrder(['nhsa', 'core'])).toBe(false);
  expect(isInLayerOrder(['core', 'unheard-of'])).toBe(false);
});

test('every folder under `packages` is a workspace', () => {
  expect(globSync('packages/*/package.json', { cwd: ROOT }).length).toBe(packages.length);
});

test('all packages share one version', () => {
  const config = readJson(join(ROOT, '.changeset/config.json')) as { fixed: unknown };
  expect(config.fixed).toEqual([['@forecheck/*']]);
  const versions = packages.map(({ folder }) => (readJson(join(ROOT, folder, 'package.json')) as Manifest).version);
  expect(new Set(versions).size).toBe(1);
});

test('a package names its siblings by the version they have', () => {
  const [first] = packages.map(({ folder }) => (readJson(join(ROOT, folder, 'package.json')) as Manifest).version);
  for (const { dependencies } of packages) {
    const siblings = Object.entries(dependencies).filter(([name]) => name.startsWith('@forecheck/'));
    expect(siblings.map(([, version]) => version)).toEqual(siblings.map(() => first));
  }
});

test('every package carries the licence', () => {
  const licence = read('LICENSE');
  expect(licence).toContain('Apache License');
  for (const { folder } of packages) expect(read(`${folder}/LICENSE`)).toBe(licence);
});

test('the lockfile names no registry host, and every package has a digest', () => {
  const { packages: locked } = readJson(join(ROOT, 'package-lock.json')) as { packages: Record<string, Locked> };
  const external = Object.entries(locked).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  expect(external.length).toBeGreaterThan(100);
  expect(external.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  expect(external.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test('the lockfile holds the packages made for other platforms', () => {
  // Without them `npm ci` refuses the lock. `npm run relock` makes one that has them, unless the registry lacks them:
  // then an older version has to be pinned.
  const { packages: locked } = readJson(join(ROOT, 'package-lock.json')) as { packages: Record<string, Locked> };
  expect(missingOptionals(locked)).toEqual([]);
  expect(missingOptionals({ 'node_modules/a': { optionalDependencies: { b: '1.0.0' } } })).toEqual(['b']);
});

test('every error code is in docs/errors.md', () => {
  const documented = existsSync(join(ROOT, 'docs/errors.md')) ? read('docs/errors.md') : '';
  const codes = globSync('packages/*/src/error.ts', { cwd: ROOT }).flatMap((path) => errorCodesOf(read(path)));
  expect(codes.filter((code) => !documented.includes(`\`${code}\``))).toEqual([]);
  expect(errorCodesOf("export type PackErrorCode =\n  | 'pack-expired'\n  | 'frame-torn';\n")).toEqual([
    'pack-expired',
    'frame-torn',
  ]);
});

function errorCodesOf(text: string): readonly string[] {
  return [...text.matchAll(/type \w+ErrorCode =([^;]+);/g)].flatMap(([, union = '']) =>
    [...union.matchAll(/'([^']+)'/g)].map(([, code = '']) => code),
  );
}

function missingOptionals(locked: Readonly<Record<string, Locked>>): readonly string[] {
  return Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in locked || `${path}/node_modules/${name}` in locked),
    ),
  );
}

interface Manifest {
  readonly version: string;
}

interface Locked {
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
