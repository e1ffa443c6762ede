import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type ts from 'typescript';
import { expect, test } from 'vitest';
import { recordedApiPath, rollApi } from '../../scripts/api.ts';
import { ROOT, workspacePackages } from '../../scripts/workspace.ts';
import { createOverlayProgram } from '../tidy/program.ts';

const entries = workspacePackages().flatMap(({ entryPoints }) => entryPoints);

test.each(entries)('the public surface of $specifier is the recorded one', { timeout: 30_000 }, async (entry) => {
  // A difference is either a mistake, or meant: then run `npm run api:update` and write a changeset.
  expect(await rollApi(entry)).toBe(readFileSync(recordedApiPath(entry), 'utf8'));
});

test('every entry point exports after the build what its source lists, and nothing else', { timeout: 60_000 }, () => {
  // The bundler of declarations adds names to an entry that has no module of its own.
  const paths = entries.flatMap(({ source, declarations }) => [source, declarations]);
  const program = createOverlayProgram(paths, new Map());
  for (const { source, declarations } of entries) {
    expect(exportedNames(program, declarations), declarations).toEqual(exportedNames(program, source));
  }
  expect(entries.flatMap(({ source }) => exportedNames(program, source)).length).toBeGreaterThan(0);
});

test('no recorded surface is left over from an entry point that is gone', () => {
  const recorded = globSync('test/api/*.d.ts', { cwd: ROOT }).map((path) => basename(path));
  expect(recorded.sort()).toEqual(entries.map((entry) => basename(recordedApiPath(entry))).sort());
});

test('a changed parameter changes the rolled surface, a changed comment does not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forecheck-api-'));
  const roll = async (declaration: string): Promise<string> => {
    const declarations = join(folder, 'index.d.ts');
    writeFileSync(join(folder, 'chunk-a1b2.d.ts'), `${declaration}\nexport { f };\n`);
    writeFileSync(declarations, "export { f } from './chunk-a1b2.d.ts';\n");
    return rollApi({ specifier: '@forecheck/x', source: '', declarations, module: '' });
  };
  try {
    const before = await roll('/** Doubles. */\ndeclare function f(x: number): number;');
    expect(before).toContain('declare function f(x: number): number;');
    expect(before).not.toContain('a1b2');
    expect(await roll('/** Twice `x`. */\ndeclare function f(x: number): number;')).toBe(before);
    expect(await roll('/** Doubles. */\ndeclare function f(x: bigint): number;')).not.toBe(before);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function exportedNames(program: ts.Program, path: string): readonly string[] {
  const tree = program.getSourceFile(path);
  const module = tree && program.getTypeChecker().getSymbolAtLocation(tree);
  if (module === undefined) return [];
  return program
    .getTypeChecker()
    .getExportsOfModule(module)
    .map(({ name }) => name)
    .sort();
}
